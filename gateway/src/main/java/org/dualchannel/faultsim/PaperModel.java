package org.dualchannel.faultsim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dualchannel.faultsim.Happening.Answer;
import org.dualchannel.faultsim.Happening.Kind;
import org.dualchannel.faultsim.Happening.Sight;

/**
 * One prescription as a plain sequential thing: what the gateway's clients may believe. It shares
 * nothing with the decider. A value; each happening gives the next or is impossible.
 *
 * @param prescribed packs of each line, as {@link Amounts}
 * @param dispensed packs handed out, returned ones included
 * @param returned packs that came back
 * @param gone lines of sales that came back, four bits a sale, bit 0 for line 1
 * @param owed who owes the rest of each line
 * @param hold null when nobody holds it
 * @param nowMs log time has got here
 */
record PaperModel(
    boolean exists,
    int prescribed,
    int dispensed,
    int returned,
    long gone,
    boolean cancelled,
    List<Owed> owed,
    Hold hold,
    long untilMs,
    long nowMs) {
  /** Sales of one prescription that may be returned. */
  static final int SALES = Long.SIZE / Amounts.LINES;

  private static final long UNKNOWN = -1;
  private static final long OWED_MS = 24 * 3_600_000L;

  /**
   * A claim.
   *
   * @param secret null when no client knows it
   * @param untilMs {@link #UNKNOWN} when no client knows it
   * @param lines bit 0 for line 1
   */
  record Hold(String holder, String secret, long untilMs, int lines) {}

  /**
   * The rest of a line.
   *
   * @param by null when nobody owes it
   * @param untilMs {@link #UNKNOWN} when no client knows it
   */
  record Owed(String by, long untilMs) {
    static final Owed NOBODY = new Owed(null, 0);
  }

  private static final List<Owed> NOTHING = Collections.nCopies(Amounts.LINES, Owed.NOBODY);

  /** Nothing was submitted. */
  static final PaperModel NONE = new PaperModel(false, 0, 0, 0, 0, false, NOTHING, null, 0, 0);

  /** The prescription after it; null when it cannot have happened now. */
  PaperModel after(Happening happening) {
    Answer answer = happening.answer();
    if (answer == null) {
      return perhaps(happening);
    }
    if (answer.timeMs() < nowMs) {
      return null;
    }
    PaperModel then = at(answer.timeMs());
    if (happening.kind() == Kind.GET) {
      return then.shows(answer.sight()) ? then : null;
    }
    if (answer.refusal() != null) {
      return then.refuses(happening, answer) ? then : null;
    }
    return then.accepted(happening, answer);
  }

  /** It took effect though nobody was told, at a time that nobody knows: the earliest possible. */
  private PaperModel perhaps(Happening happening) {
    long fromMs = nowMs;
    if (happening.kind() == Kind.CLAIM) {
      if (surelyHeld() && !hold.holder.equals(happening.party())) {
        fromMs = hold.untilMs;
      }
      for (int line = 1; line <= Amounts.LINES; line++) {
        if (has(happening.lines(), line) && surelyOwedByOther(line, happening.party())) {
          fromMs = Math.max(fromMs, owed.get(line - 1).untilMs);
        }
      }
    }
    return at(fromMs).accepted(happening, null);
  }

  private static boolean has(int lines, int line) {
    return (lines & 1 << (line - 1)) != 0;
  }

  private int open() {
    return Amounts.lines(prescribed - dispensed);
  }

  private boolean running() {
    return exists && open() != 0 && !cancelled && nowMs < untilMs;
  }

  private boolean surelyHeld() {
    return hold != null && hold.untilMs != UNKNOWN && nowMs < hold.untilMs;
  }

  private boolean perhapsHeld() {
    return hold != null && (hold.untilMs == UNKNOWN || nowMs < hold.untilMs);
  }

  private boolean surelyOwedByOther(int line, String party) {
    Owed rest = owed.get(line - 1);
    return perhapsOwedByOther(line, party) && rest.untilMs != UNKNOWN;
  }

  private boolean perhapsOwedByOther(int line, String party) {
    Owed rest = owed.get(line - 1);
    return rest.by != null
        && !rest.by.equals(party)
        && (rest.untilMs == UNKNOWN || nowMs < rest.untilMs);
  }

  private boolean anyPerhapsOwed(Happening happening) {
    for (int line = 1; line <= Amounts.LINES; line++) {
      if (has(happening.lines(), line) && perhapsOwedByOther(line, happening.party())) {
        return true;
      }
    }
    return false;
  }

  private PaperModel accepted(Happening happening, Answer answer) {
    return switch (happening.kind()) {
      case SUBMIT -> exists ? null : submitted(happening, answer);
      case CLAIM -> running() ? claimed(happening, answer) : null;
      case RELEASE -> running() && heldWith(happening) ? released() : null;
      case DISPENSE -> {
        boolean left = Amounts.within(happening.amounts(), prescribed - dispensed);
        yield running() && heldWith(happening) && left && notClaimed(happening) == 0
            ? dispensing(happening, answer)
            : null;
      }
      case RETURN -> {
        boolean out = Amounts.within(happening.amounts(), dispensed - returned);
        yield out && (gone & goneBits(happening)) == 0 ? returning(happening) : null;
      }
      case CANCEL -> running() ? with(true, NOTHING, null) : null;
      case GET -> null;
    };
  }

  private boolean heldWith(Happening happening) {
    return perhapsHeld()
        && hold.holder.equals(happening.party())
        && happening.secret().equals(hold.secret);
  }

  private int notClaimed(Happening happening) {
    return happening.lines() & ~(hold == null ? 0 : hold.lines);
  }

  private static long goneBits(Happening happening) {
    return (long) happening.lines() << Amounts.LINES * happening.sale();
  }

  private boolean refuses(Happening happening, Answer answer) {
    boolean own = hold != null && happening.party().equals(hold.holder);
    return switch (answer.refusal()) {
      case PRESCRIPTION_UNKNOWN -> !exists;
      case PRESCRIPTION_DISPENSED -> exists && open() == 0;
      case PRESCRIPTION_CANCELLED -> open() != 0 && cancelled;
      case PRESCRIPTION_EXPIRED -> open() != 0 && !cancelled && nowMs >= untilMs;
      case HELD_BY_OTHER -> perhapsHeld() && !own;
      case OWED_BY_OTHER -> anyPerhapsOwed(happening);
      case NOT_HELD -> !surelyHeld();
      case WRONG_SECRET -> perhapsHeld() && own && !happening.secret().equals(hold.secret);
      case LINE_NOT_OPEN -> (happening.lines() & ~open()) != 0;
      case LINE_NOT_CLAIMED -> notClaimed(happening) != 0;
      case QUANTITY_DIFFERS -> !Amounts.within(happening.amounts(), prescribed - dispensed);
      case RETURN_LINE_INVALID -> (gone & goneBits(happening)) != 0;
      case SETTLEMENT_UNKNOWN, REQUEST_ID_REUSED, LINE_UNKNOWN -> false;
      // Of codes, stock and persons, which the model of one prescription does not have.
      default -> true;
    };
  }

  private boolean shows(Sight sight) {
    if (!sight.exists() || !exists) {
      return sight.exists() == exists;
    }
    boolean holds =
        sight.holder() == null
            ? !surelyHeld() || nowMs >= untilMs
            : hold != null
                && sight.holder().equals(hold.holder)
                && (hold.untilMs == UNKNOWN || hold.untilMs == sight.holdUntilMs());
    return sight.dispensed() == dispensed
        && sight.returned() == returned
        && sight.cancelled() == cancelled
        && (!sight.expired() || open() != 0 && !cancelled && nowMs >= untilMs)
        && holds;
  }

  private PaperModel submitted(Happening happening, Answer answer) {
    long until = answer == null ? Long.MAX_VALUE : answer.untilMs();
    return new PaperModel(true, happening.amounts(), 0, 0, 0, false, NOTHING, null, until, nowMs);
  }

  private PaperModel claimed(Happening happening, Answer answer) {
    boolean others = surelyHeld() && !hold.holder.equals(happening.party());
    if (others || (happening.lines() & ~open()) != 0) {
      return null;
    }
    for (int line = 1; line <= Amounts.LINES; line++) {
      if (has(happening.lines(), line) && surelyOwedByOther(line, happening.party())) {
        return null;
      }
    }
    Hold next =
        answer == null
            ? new Hold(happening.party(), null, UNKNOWN, happening.lines())
            : new Hold(happening.party(), answer.secret(), answer.untilMs(), happening.lines());
    return with(cancelled, owed, next);
  }

  /** Who gives a claim back gives up what it owes of those lines, too. */
  private PaperModel released() {
    List<Owed> next = new ArrayList<>(owed);
    for (int line = 1; line <= Amounts.LINES; line++) {
      if (has(hold.lines, line)) {
        next.set(line - 1, Owed.NOBODY);
      }
    }
    return with(cancelled, List.copyOf(next), null);
  }

  private PaperModel dispensing(Happening happening, Answer answer) {
    int out = dispensed + happening.amounts();
    int left = Amounts.lines(prescribed - out);
    List<Owed> next = new ArrayList<>(owed);
    boolean idle = true;
    for (int line = 1; line <= Amounts.LINES; line++) {
      if (has(happening.lines(), line)) {
        long until = answer == null ? UNKNOWN : Math.min(untilMs, answer.timeMs() + OWED_MS);
        next.set(line - 1, has(left, line) ? new Owed(happening.party(), until) : Owed.NOBODY);
      }
      boolean owes = hold.holder.equals(next.get(line - 1).by);
      idle &= !has(hold.lines & left, line) || owes;
    }
    PaperModel given =
        new PaperModel(
            exists, prescribed, out, returned, gone, cancelled, owed, hold, untilMs, nowMs);
    return given.with(cancelled, List.copyOf(next), idle ? null : hold);
  }

  private PaperModel returning(Happening happening) {
    return new PaperModel(
        exists,
        prescribed,
        dispensed,
        returned + happening.amounts(),
        gone | goneBits(happening),
        cancelled,
        owed,
        hold,
        untilMs,
        nowMs);
  }

  private PaperModel with(boolean nextCancelled, List<Owed> nextOwed, Hold nextHold) {
    return new PaperModel(
        exists,
        prescribed,
        dispensed,
        returned,
        gone,
        nextCancelled,
        nextOwed,
        nextHold,
        untilMs,
        nowMs);
  }

  /** What was owed in vain is owed no more. */
  private PaperModel at(long timeMs) {
    List<Owed> then = owed;
    for (int i = 0; i < then.size(); i++) {
      Owed rest = then.get(i);
      if (rest.by != null && rest.untilMs != UNKNOWN && timeMs >= rest.untilMs) {
        then = new ArrayList<>(then);
        then.set(i, Owed.NOBODY);
      }
    }
    return new PaperModel(
        exists,
        prescribed,
        dispensed,
        returned,
        gone,
        cancelled,
        then == owed ? owed : List.copyOf(then),
        hold,
        untilMs,
        timeMs);
  }
}
