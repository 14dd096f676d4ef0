package org.dualchannel.faultsim;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.faultsim.Happening.Answer;
import org.dualchannel.faultsim.Happening.Kind;
import org.dualchannel.faultsim.Happening.Sight;
import org.dualchannel.rules.Reason;

/**
 * Writes a history by hand. Happenings follow one another unless they are told their interval; all
 * of them are decided at log time 10 unless {@link #at} says otherwise.
 */
final class Histories {
  static final String HOSPITAL = "H";
  static final long VALID_UNTIL = 1_000;
  static final long HOLD_UNTIL = 100;

  final List<Happening> history = new ArrayList<>();
  private long order;
  private long timeMs = 10;
  private int node;
  private int sale;
  private int amounts;
  private long from;
  private long to;

  /** A prescription of two lines. */
  static Histories submitted() {
    Histories histories = new Histories();
    histories.add(Kind.SUBMIT, HOSPITAL, 0b11, "", null, "", VALID_UNTIL, null);
    return histories;
  }

  /** A prescription of so many packs in its two lines. */
  static Histories submitted(int first, int second, long validUntil) {
    Histories histories = new Histories().packs(first, second);
    histories.add(Kind.SUBMIT, HOSPITAL, 0b11, "", null, "", validUntil, null);
    return histories;
  }

  Histories at(long logTimeMs) {
    timeMs = logTimeMs;
    return this;
  }

  Histories by(int answeringNode) {
    node = answeringNode;
    return this;
  }

  /** The next happening is under way from here to there. */
  Histories during(long invoked, long completed) {
    from = invoked;
    to = completed;
    return this;
  }

  Histories claimed(String party) {
    return claimed(party, 0b11);
  }

  Histories claimed(String party, int lines) {
    return add(Kind.CLAIM, party, lines, "", null, "secret of " + party, HOLD_UNTIL, null);
  }

  Histories dispensed(String party, int lines) {
    return add(Kind.DISPENSE, party, lines, "secret of " + party, null, "", 0, null);
  }

  Histories released(String party) {
    return add(Kind.RELEASE, party, 0, "secret of " + party, null, "", 0, null);
  }

  Histories returned(String party, int lines) {
    return add(Kind.RETURN, party, lines, "", null, "", 0, null);
  }

  Histories cancelled() {
    return add(Kind.CANCEL, HOSPITAL, 0, "", null, "", 0, null);
  }

  /** What the node shows: packs of line 1 and 2 handed out, none returned. */
  Histories shown(int first, int second, String holder) {
    int out = Amounts.of(1, first) | Amounts.of(2, second);
    long until = holder == null ? 0 : HOLD_UNTIL;
    Sight sight = new Sight(true, out, 0, false, false, holder, until);
    return add(Kind.GET, "", 0, "", null, "", 0, sight);
  }

  Histories refused(Kind kind, String party, int lines, Reason reason) {
    String secret = kind == Kind.CLAIM ? "" : "secret of " + party;
    return add(kind, party, lines, secret, reason, "", 0, null);
  }

  Histories read(int dispensed, int returned, boolean cancelled, String holder) {
    long until = holder == null ? 0 : HOLD_UNTIL;
    Sight sight =
        new Sight(true, packs(dispensed), packs(returned), cancelled, false, holder, until);
    return add(Kind.GET, "", 0, "", null, "", 0, sight);
  }

  Histories readNothing() {
    Sight sight = new Sight(false, 0, 0, false, false, null, 0);
    return add(Kind.GET, "", 0, "", null, "", 0, sight);
  }

  /** Nobody ever knew what became of it. */
  Histories inDoubt(Kind kind, String party, int lines) {
    String secret = kind == Kind.CLAIM ? "" : "secret of " + party;
    history.add(
        new Happening(
            kind,
            party,
            about(kind, lines),
            packs(lines),
            sale,
            secret,
            from > 0 ? from : ++order,
            null));
    sale = 0;
    from = 0;
    return this;
  }

  /** The next return is of this sale. */
  Histories of(int saleNumber) {
    sale = saleNumber;
    return this;
  }

  /** What is handed out next is as much of each line; one pack otherwise. */
  Histories packs(int first, int second) {
    amounts = Amounts.of(1, first) | Amounts.of(2, second);
    return this;
  }

  /** A claim that names no line is of both. */
  private static int about(Kind kind, int lines) {
    return kind == Kind.CLAIM && lines == 0 ? 0b11 : lines;
  }

  private int packs(int lines) {
    int packs = amounts;
    amounts = 0;
    if (packs == 0) {
      packs = Amounts.of(1, lines & 1) | Amounts.of(2, lines >> 1 & 1);
    }
    return packs;
  }

  private Histories add(
      Kind kind,
      String party,
      int lines,
      String secret,
      Reason refusal,
      String newSecret,
      long untilMs,
      Sight sight) {
    long invoked = from > 0 ? from : ++order;
    long completed = from > 0 ? to : ++order;
    order = Math.max(order, completed);
    from = 0;
    Answer answer = new Answer(completed, node, refusal, timeMs, newSecret, untilMs, sight);
    int about = about(kind, lines);
    history.add(new Happening(kind, party, about, packs(about), sale, secret, invoked, answer));
    sale = 0;
    return this;
  }
}
