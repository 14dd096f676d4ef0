/**
 * Micro-benchmarks of what stands on the way of every prescription; run by hand, never as tests.
 */
package org.dualchannel.benchmarks;
