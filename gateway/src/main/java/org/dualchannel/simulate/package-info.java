/**
 * A year of a generated city, played at full speed through the real pipeline and then checked.
 *
 * <p>Everything follows from a seed: the city, who falls ill and what goes wrong, and the simulated
 * time of every command. So the same seed gives the same commands in the same order at the same
 * times, and the same state. The log is kept in memory, because its clock has to be the simulated
 * one; rings, decider, tables, listeners and report store are those of a node.
 */
package org.dualchannel.simulate;
