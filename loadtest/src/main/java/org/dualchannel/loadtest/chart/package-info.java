/**
 * Plots as SVG and pages as HTML, complete in themselves: no scripts, no fonts, no files from
 * elsewhere, readable on light and dark backgrounds.
 */
package org.dualchannel.loadtest.chart;
