package org.dualchannel.pipeline;

import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;

/** Where the edge hands commands in. Safe for any number of threads. */
public interface Commands {

  /**
   * Hands a command in. Never blocks: what cannot be taken now is answered {@code undecided} before
   * this returns.
   *
   * @param timeoutMs how long the caller waits; afterwards it is answered {@code undecided}, though
   *     the command may still be decided
   * @param answer called exactly once, on any thread; it must not block
   */
  void send(Command command, long timeoutMs, Answer answer);

  /**
   * Whether a command of the caller would find room now, which is cheaper to ask than to send one.
   *
   * @return 0 when it would; otherwise the command counts as refused, and this is how long its
   *     caller should be kept waiting for the refusal, in milliseconds: one that sends again at
   *     once would keep the node busy with refusing
   */
  int refusedForMs(Principal caller);

  /** Takes the answer to one command. */
  interface Answer {
    /** The command was decided and its outcome is durable. */
    void decided(Outcome outcome);

    /**
     * The command was not answered.
     *
     * @param certainlyNot whether it is certain that the command was not and will not be decided
     * @param reason {@code OVERLOADED}, {@code NOT_READY} or {@code TIMED_OUT}
     * @param cause more, for the operator; may be empty
     */
    void undecided(boolean certainlyNot, Reason reason, String cause);
  }
}
