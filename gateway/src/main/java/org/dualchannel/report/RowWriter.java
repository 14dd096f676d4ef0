package org.dualchannel.report;

import java.sql.SQLException;

/** Adds rows of one table within the transaction of a connection. */
interface RowWriter {

  /**
   * Adds the rows from a place on.
   *
   * @param from is at {@code until} afterwards
   * @param until number of the first row that is not added
   */
  void write(Rows.Cursor from, int until) throws SQLException;

  /** Frees what it holds; adds nothing any more. */
  void close() throws SQLException;
}
