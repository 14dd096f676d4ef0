package org.dualchannel.decide;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may happen to prescriptions and codes, written down a second time and as plainly as
 * possible. It shares no code with the product.
 */
final class PlainCirculation {
  /** Packs prescribed on each line. */
  static final int PACKS = 2;

  private static final long HOLD_MS = 30 * 60_000;
  private static final long DAY_MS = 24 * 3_600_000L;
  private static final long OWED_MS = DAY_MS;

  /** One of the two lines of a prescription, in its present repeat. */
  static final class Line {
    int given;
    boolean closed;
    boolean claimed;
    String owedBy;
    long owedUntilMs;

    boolean open() {
      return !closed && given < PACKS;
    }
  }

  /** One prescription. */
  static final class Paper {
    final long untilMs;
    final int mostRepeats;
    final int intervalDays;
    Line[] lines = {new Line(), new Line()};
    int repeat;
    long nextFromMs;
    boolean cancelled;
    String holder;
    int secret;
    long heldUntilMs;

    Paper(long untilMs, int mostRepeats, int intervalDays) {
      this.untilMs = untilMs;
      this.mostRepeats = mostRepeats;
      this.intervalDays = intervalDays;
    }

    /** What time alone has done to it. */
    void pass(long nowMs) {
      if (cancelled) {
        return;
      }
      if (nextFromMs > 0 && nowMs >= nextFromMs) {
        lines = new Line[] {new Line(), new Line()};
        nextFromMs = 0;
        repeat++;
      }
      for (Line line : lines) {
        if (line.owedBy != null && nowMs >= line.owedUntilMs) {
          line.owedBy = null;
        }
      }
    }

    boolean usable(long nowMs) {
      pass(nowMs);
      return !cancelled && (lines[0].open() || lines[1].open()) && nowMs < untilMs;
    }

    boolean held(long nowMs) {
      return holder != null && nowMs < heldUntilMs;
    }

    private void letGoWhenIdle() {
      for (Line line : lines) {
        if (line.claimed && line.open() && !holder.equals(line.owedBy)) {
          return;
        }
      }
      holder = null;
    }

    private void finish(long nowMs) {
      boolean open = lines[0].open() || lines[1].open();
      boolean given = lines[0].given + lines[1].given > 0;
      if (!open && given && repeat < mostRepeats) {
        long fromMs = midnight(nowMs) + intervalDays * DAY_MS;
        nextFromMs = fromMs < untilMs ? fromMs : 0;
      }
    }
  }

  /** One sale of one line. */
  private static final class Sale {
    final String seller;
    final int line;
    boolean broughtBack;

    Sale(String seller, int line) {
      this.seller = seller;
      this.line = line;
    }
  }

  final Map<String, Paper> papers = new HashMap<>();
  private final Set<String> codes = new HashSet<>();
  private final Map<String, Sale> sales = new HashMap<>();

  /** The midnight in Beijing that began the day. */
  static long midnight(long nowMs) {
    long beijing = DAY_MS / 3;
    return (nowMs + beijing) / DAY_MS * DAY_MS - beijing;
  }

  void submitted(String id, long nowMs, int days, int mostRepeats, int intervalDays) {
    papers.put(id, new Paper(midnight(nowMs) + days * DAY_MS, mostRepeats, intervalDays));
  }

  boolean cancel(String id, long nowMs) {
    Paper paper = papers.get(id);
    boolean usable = paper.usable(nowMs);
    if (!usable && (paper.cancelled || paper.nextFromMs == 0)) {
      return false;
    }
    paper.cancelled = true;
    paper.holder = null;
    return true;
  }

  /** Claims the lines, or all that may be had when none is named. */
  boolean claim(String id, String who, int secret, List<Integer> named, long nowMs) {
    Paper paper = papers.get(id);
    if (!paper.usable(nowMs) || (paper.held(nowMs) && !paper.holder.equals(who))) {
      return false;
    }
    boolean[] wanted = new boolean[2];
    for (int i = 0; i < 2; i++) {
      Line line = paper.lines[i];
      boolean mine = line.open() && (line.owedBy == null || line.owedBy.equals(who));
      wanted[i] = named.isEmpty() ? mine : named.contains(i + 1);
      if (wanted[i] && !mine) {
        return false;
      }
    }
    if (!wanted[0] && !wanted[1]) {
      return false;
    }
    paper.lines[0].claimed = wanted[0];
    paper.lines[1].claimed = wanted[1];
    paper.holder = who;
    paper.secret = secret;
    paper.heldUntilMs = Math.min(nowMs + HOLD_MS, paper.untilMs);
    return true;
  }

  boolean release(String id, String who, int secret, List<Integer> named, long nowMs) {
    Paper paper = papers.get(id);
    if (!mayAct(paper, who, secret, nowMs) || !underTheClaim(paper, named)) {
      return false;
    }
    for (int i = 0; i < 2; i++) {
      if (paper.lines[i].claimed && (named.isEmpty() || named.contains(i + 1))) {
        giveUp(paper.lines[i]);
      }
    }
    paper.letGoWhenIdle();
    return true;
  }

  /** Sells packs of one line, a code each. */
  boolean dispense(
      String id, int number, List<String> used, String who, int secret, String sale, long nowMs) {
    Paper paper = papers.get(id);
    Line line = paper.lines[number - 1];
    if (!mayAct(paper, who, secret, nowMs)
        || !underTheClaim(paper, List.of(number))
        || line.given + used.size() > PACKS
        || used.stream().anyMatch(codes::contains)
        || new HashSet<>(used).size() < used.size()) {
      return false;
    }
    codes.addAll(used);
    sales.put(sale, new Sale(who, number));
    line.given += used.size();
    line.owedBy = line.given < PACKS ? who : null;
    line.owedUntilMs = Math.min(nowMs + OWED_MS, paper.untilMs);
    paper.letGoWhenIdle();
    paper.finish(nowMs);
    return true;
  }

  /** Closes a line, or sends it back when it is only not in stock. */
  boolean mark(String id, int number, boolean inStock, String who, int secret, long nowMs) {
    Paper paper = papers.get(id);
    if (!mayAct(paper, who, secret, nowMs) || !underTheClaim(paper, List.of(number))) {
      return false;
    }
    giveUp(paper.lines[number - 1]);
    paper.lines[number - 1].closed = inStock;
    paper.letGoWhenIdle();
    paper.finish(nowMs);
    return true;
  }

  boolean giveBack(String sale, int line, String who) {
    Sale known = sales.get(sale);
    if (known.line != line || known.broughtBack || !known.seller.equals(who)) {
      return false;
    }
    known.broughtBack = true;
    return true;
  }

  boolean broughtBack(String sale) {
    return sales.get(sale).broughtBack;
  }

  private static void giveUp(Line line) {
    line.claimed = false;
    line.owedBy = null;
  }

  private static boolean underTheClaim(Paper paper, List<Integer> named) {
    return named.stream()
        .map(number -> paper.lines[number - 1])
        .allMatch(line -> line.open() && line.claimed);
  }

  private static boolean mayAct(Paper paper, String who, int secret, long nowMs) {
    return paper.usable(nowMs)
        && paper.held(nowMs)
        && paper.holder.equals(who)
        && paper.secret == secret;
  }
}
