/** The live view of one node in a terminal: reads its metrics, reckons rates, draws a frame. */
package org.dualchannel.cli.top;
