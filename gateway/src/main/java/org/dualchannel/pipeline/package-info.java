/**
 * The way of a command through the node, on two rings.
 *
 * <pre>
 *  any thread                   appender thread         log's delivery thread
 *  Commands.send ─► intake ring ─► batch ─► log ─ ─ ─ ─► decision ring
 *                                                          unmarshal ─► decide ─┬► reply
 *                                                                               └► publish
 * </pre>
 *
 * <p>Every stage is bounded. A full intake ring or too many open calls refuse the next command at
 * once; a full decision ring holds the log's delivery back.
 */
package org.dualchannel.pipeline;
