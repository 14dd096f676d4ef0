package org.dualchannel.decide;

import java.util.HashMap;
import java.util.Map;

/**
 * What may happen to prescriptions and codes, written down a second time and as plainly as
 * possible. It shares no code with the product.
 */
final class PlainCirculation {
  /** One prescription of two lines. */
  static final class Paper {
    final long untilMs;
    final String[] soldIn = new String[2];
    final boolean[] broughtBack = new boolean[2];
    boolean cancelled;
    String holder;
    int secret;
    long heldUntilMs;

    Paper(long untilMs) {
      this.untilMs = untilMs;
    }

    boolean finished() {
      return soldIn[0] != null && soldIn[1] != null;
    }

    boolean usable(long nowMs) {
      return !cancelled && !finished() && nowMs < untilMs;
    }

    boolean held(long nowMs) {
      return holder != null && nowMs < heldUntilMs;
    }
  }

  private static final long HOLD_MS = 30 * 60_000;

  final Map<String, Paper> papers = new HashMap<>();
  final Map<String, String> codes = new HashMap<>();

  void submitted(String id, long untilMs) {
    papers.put(id, new Paper(untilMs));
  }

  boolean cancel(String id, long nowMs) {
    Paper paper = papers.get(id);
    if (!paper.usable(nowMs)) {
      return false;
    }
    paper.cancelled = true;
    paper.holder = null;
    return true;
  }

  boolean claim(String id, String who, int secret, long nowMs) {
    Paper paper = papers.get(id);
    if (!paper.usable(nowMs) || (paper.held(nowMs) && !paper.holder.equals(who))) {
      return false;
    }
    paper.holder = who;
    paper.secret = secret;
    paper.heldUntilMs = Math.min(nowMs + HOLD_MS, paper.untilMs);
    return true;
  }

  boolean release(String id, String who, int secret, long nowMs) {
    Paper paper = papers.get(id);
    if (!mayAct(paper, who, secret, nowMs)) {
      return false;
    }
    paper.holder = null;
    return true;
  }

  /** Sells one line with one code. */
  boolean dispense(
      String id, int line, String code, String who, int secret, String sale, long nowMs) {
    Paper paper = papers.get(id);
    if (!mayAct(paper, who, secret, nowMs)
        || paper.soldIn[line - 1] != null
        || codes.containsKey(code)) {
      return false;
    }
    paper.soldIn[line - 1] = sale;
    codes.put(code, who);
    if (paper.finished()) {
      paper.holder = null;
    }
    return true;
  }

  boolean giveBack(String id, int line, String code, String who) {
    Paper paper = papers.get(id);
    if (paper.broughtBack[line - 1] || !who.equals(codes.get(code))) {
      return false;
    }
    paper.broughtBack[line - 1] = true;
    return true;
  }

  private static boolean mayAct(Paper paper, String who, int secret, long nowMs) {
    return paper.usable(nowMs)
        && paper.held(nowMs)
        && paper.holder.equals(who)
        && paper.secret == secret;
  }
}
