/**
 * The report store: what was decided, as rows in SQL, and the reports over them.
 *
 * <p>A {@link org.dualchannel.report.ReportStore} listens to every decision. Its own thread writes
 * the rows of many decisions and the position in the log that they reach in one transaction, so
 * that a crash neither loses a row nor doubles one: the log is replayed at the next start, and what
 * is not beyond the stored position is passed over. The rows are facts that are only ever added: a
 * return books the opposite of what it takes back, on its own day, so a month that is over no
 * longer changes.
 *
 * <p>A person is in it only as a hash that is salted per store.
 */
package org.dualchannel.report;
