/**
 * The ordered, durable log that every change passes through before anything is answered.
 *
 * <p>{@link org.dualchannel.log.ReplicatedLog} is the port: one thread appends batches of records,
 * one thread of the log hands the committed records back in order. {@link
 * org.dualchannel.log.AeronLog} is the product, a member of an Aeron cluster of one or three that
 * forces every block to disk before it counts as committed; {@link org.dualchannel.log.MemoryLog}
 * is the same port without threads or files, for tests and simulation. {@link
 * org.dualchannel.log.LogReader} reads and verifies the files of a stopped node.
 *
 * <p>This package knows nothing of what a record means: bytes in, the same bytes and a timestamp
 * out.
 */
package org.dualchannel.log;
