package org.dualchannel.report;

import java.sql.SQLException;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;

/** The records that are to be written next, as rows, without a gap behind what the store has. */
final class Pending {
  private final Batch batch = new Batch();
  private Writer writer;
  private String salt;
  private Projection projection;

  /** The store is of another log, or a part of this one is missing; trying again does not help. */
  static final class WrongLogException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongLogException(String message) {
      super(message);
    }

    private static WrongLogException otherLog() {
      return new WrongLogException(
          "the report store was filled from another log: delete it, it is rebuilt from this one");
    }

    private static WrongLogException gap(long reached, long next) {
      return new WrongLogException(
          "the report store is at record " + reached + ", the next one is " + next);
    }
  }

  /** Goes on with a store, which has to be the one before, as long as anything is pending. */
  void goOn(Writer opened) throws WrongLogException {
    if (!batch.isEmpty()) {
      if (!opened.salt().equals(salt)) {
        throw new WrongLogException("the report store was replaced by another one");
      }
      if (batch.last() == opened.position() && batch.lastMs() != opened.timeMs()) {
        throw WrongLogException.otherLog();
      }
      if (batch.first() > opened.position() + 1) {
        throw WrongLogException.gap(opened.position(), batch.first());
      }
    }
    writer = opened;
    salt = opened.salt();
    projection = new Projection(new Pseudonym(salt));
  }

  /** Adds the next record, unless the store has it. When it cannot, nothing of it is added. */
  void add(long index, long timeMs, Command command, Decider.Decision decision)
      throws WrongLogException {
    if (index <= writer.position()) {
      if (index == writer.position() && timeMs != writer.timeMs()) {
        throw WrongLogException.otherLog();
      }
      return;
    }
    long reached = batch.isEmpty() ? writer.position() : batch.last();
    if (index != reached + 1) {
      throw WrongLogException.gap(reached, index);
    }
    try {
      projection.add(index, timeMs, command, decision, batch);
    } catch (RuntimeException e) {
      batch.forget(index);
      throw e;
    }
  }

  /** Writes all in one transaction. What could not be written is pending still. */
  void write() throws SQLException {
    if (batch.last() > writer.position()) {
      writer.write(batch);
      writer.commit(batch.last(), batch.lastMs());
    }
    batch.clear();
  }

  boolean isEmpty() {
    return batch.isEmpty();
  }

  int records() {
    return batch.records();
  }

  long bytes() {
    return batch.bytes();
  }

  void clear() {
    batch.clear();
  }
}
