/**
 * The commands, the one place that decides them, and the ledger.
 *
 * <p>{@link org.dualchannel.decide.Decider} is the single writer of all state. It takes commands in
 * log order, each with its log time, and gives for each an {@link org.dualchannel.decide.Outcome}:
 * a reply or a typed refusal. It has no clock, no randomness, no thread and no I/O, so that the
 * same log always gives the same bytes.
 *
 * <p>A refused command changes nothing, with one exception: a ground that never stands (S2-13) is
 * recorded as a violation although the command is refused.
 *
 * <p>A command changes nothing until all of its checks have passed; there is one class for each
 * kind of work ({@code Submission}, {@code Dispensing}, {@code Enrolling} …), and each reads:
 * checks, then effects.
 */
package org.dualchannel.decide;
