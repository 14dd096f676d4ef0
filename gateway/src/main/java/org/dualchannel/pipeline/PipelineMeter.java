package org.dualchannel.pipeline;

import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;

/** Takes the measurements of the pipeline; methods are called on its hot threads. */
public interface PipelineMeter {
  /** Measures nothing. */
  PipelineMeter NONE = new PipelineMeter() {};

  /** From {@link Commands#send} until the appender took the command. */
  default void intakeWait(long nanos) {}

  /** From handing the record to the log until it came back committed. */
  default void appendToCommit(long nanos) {}

  /** One decision. */
  default void decide(long nanos) {}

  /** From the decision until the answer was handed over. */
  default void reply(long nanos) {}

  /** A call was answered without a decision. */
  default void undecided(Reason reason) {}

  /** Calls in doubt are appended once more. */
  default void appendedAgain(int calls) {}

  /** A caller had more calls waiting than its share, and this one was refused. */
  default void overShare(Principal.Role role) {}

  /** Decisions stood still for this long, so that a snapshot could be taken. */
  default void freeze(long nanos) {}

  /** A snapshot was written and verified, or was not. */
  default void snapshot(boolean written, long bytes, long nanos) {}

  /** A command was decided, live. */
  default void decided(Class<? extends Body> command, Outcome outcome) {}
}
