package org.dualchannel.faultsim;

import org.dualchannel.faultsim.Happening.Answer;
import org.dualchannel.faultsim.Happening.Sight;

/**
 * One prescription as a plain sequential thing: what the gateway's clients may believe. It shares
 * nothing with the decider. A value; each happening gives the next or is impossible.
 *
 * @param lines all lines, bit 0 for line 1
 * @param dispensed lines handed out, returned ones included
 * @param returned lines that came back
 * @param holder null when nobody holds it
 * @param secret of the hold; null when no client knows it
 * @param holdUntilMs {@link #UNKNOWN} when no client knows it
 * @param nowMs log time has got here
 */
record PaperModel(
    boolean exists,
    int lines,
    int dispensed,
    int returned,
    boolean cancelled,
    String holder,
    String secret,
    long holdUntilMs,
    long untilMs,
    long nowMs) {
  private static final long UNKNOWN = -1;

  /** Nothing was submitted. */
  static final PaperModel NONE = new PaperModel(false, 0, 0, 0, false, null, null, 0, 0, 0);

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
    if (happening.kind() == Happening.Kind.GET) {
      return then.shows(answer.sight()) ? then : null;
    }
    if (answer.refusal() != null) {
      return then.refuses(happening, answer) ? then : null;
    }
    return then.accepted(happening, answer);
  }

  /** It took effect though nobody was told, at a time that nobody knows: the earliest possible. */
  private PaperModel perhaps(Happening happening) {
    boolean mustWait =
        happening.kind() == Happening.Kind.CLAIM
            && surelyHeld()
            && !holder.equals(happening.party());
    return (mustWait ? at(holdUntilMs) : this).accepted(happening, null);
  }

  private int open() {
    return lines & ~dispensed;
  }

  private boolean running() {
    return exists && open() != 0 && !cancelled && nowMs < untilMs;
  }

  private boolean surelyHeld() {
    return holder != null && holdUntilMs != UNKNOWN && nowMs < holdUntilMs;
  }

  private boolean perhapsHeld() {
    return holder != null && (holdUntilMs == UNKNOWN || nowMs < holdUntilMs);
  }

  private PaperModel accepted(Happening happening, Answer answer) {
    return switch (happening.kind()) {
      case SUBMIT -> exists ? null : submitted(happening, answer);
      case CLAIM -> {
        boolean others = surelyHeld() && !holder.equals(happening.party());
        yield running() && !others ? claimed(happening.party(), answer) : null;
      }
      case RELEASE -> running() && heldWith(happening) ? held(null, null, 0) : null;
      case DISPENSE -> {
        boolean allOpen = (happening.lines() & ~open()) == 0;
        yield running() && heldWith(happening) && allOpen ? dispensing(happening.lines()) : null;
      }
      case RETURN -> {
        boolean allOut = (happening.lines() & ~(dispensed & ~returned)) == 0;
        yield allOut ? returning(happening.lines()) : null;
      }
      case CANCEL -> running() ? cancelling() : null;
      case GET -> null;
    };
  }

  private boolean heldWith(Happening happening) {
    return perhapsHeld() && holder.equals(happening.party()) && happening.secret().equals(secret);
  }

  private boolean refuses(Happening happening, Answer answer) {
    boolean own = happening.party().equals(holder);
    return switch (answer.refusal()) {
      case PRESCRIPTION_UNKNOWN -> !exists;
      case PRESCRIPTION_DISPENSED -> exists && open() == 0;
      case PRESCRIPTION_CANCELLED -> open() != 0 && cancelled;
      case PRESCRIPTION_EXPIRED -> open() != 0 && !cancelled && nowMs >= untilMs;
      case HELD_BY_OTHER -> perhapsHeld() && !own;
      case NOT_HELD -> !surelyHeld();
      case WRONG_SECRET -> perhapsHeld() && own && !happening.secret().equals(secret);
      case LINE_NOT_OPEN -> (happening.lines() & ~open()) != 0;
      case RETURN_LINE_INVALID -> (happening.lines() & ~(dispensed & ~returned)) != 0;
      case SETTLEMENT_UNKNOWN, REQUEST_ID_REUSED -> false;
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
            : sight.holder().equals(holder)
                && (holdUntilMs == UNKNOWN || holdUntilMs == sight.holdUntilMs());
    return sight.dispensed() == (dispensed & ~returned)
        && sight.returned() == returned
        && sight.cancelled() == cancelled
        && (!sight.expired() || open() != 0 && !cancelled && nowMs >= untilMs)
        && holds;
  }

  private PaperModel submitted(Happening happening, Answer answer) {
    long until = answer == null ? Long.MAX_VALUE : answer.untilMs();
    return new PaperModel(true, happening.lines(), 0, 0, false, null, null, 0, until, nowMs);
  }

  private PaperModel claimed(String party, Answer answer) {
    return answer == null
        ? held(party, null, UNKNOWN)
        : held(party, answer.secret(), answer.untilMs());
  }

  private PaperModel dispensing(int now) {
    int out = dispensed | now;
    boolean done = (lines & ~out) == 0;
    return new PaperModel(
        exists,
        lines,
        out,
        returned,
        cancelled,
        done ? null : holder,
        done ? null : secret,
        done ? 0 : holdUntilMs,
        untilMs,
        nowMs);
  }

  private PaperModel returning(int now) {
    return new PaperModel(
        exists,
        lines,
        dispensed,
        returned | now,
        cancelled,
        holder,
        secret,
        holdUntilMs,
        untilMs,
        nowMs);
  }

  private PaperModel cancelling() {
    return new PaperModel(exists, lines, dispensed, returned, true, null, null, 0, untilMs, nowMs);
  }

  private PaperModel held(String by, String with, long until) {
    return new PaperModel(
        exists, lines, dispensed, returned, cancelled, by, with, until, untilMs, nowMs);
  }

  private PaperModel at(long timeMs) {
    return new PaperModel(
        exists,
        lines,
        dispensed,
        returned,
        cancelled,
        holder,
        secret,
        holdUntilMs,
        untilMs,
        timeMs);
  }
}
