package org.dualchannel.faultsim;

import java.util.Arrays;
import java.util.List;

/**
 * How bad the network and the disks are: some seeds have fair weather and rare faults, some have
 * foul. Calm weather ends every run, so that what was promised can be looked at.
 */
final class Weather {
  private final int lossPerMille;
  private final int doublePerMille;
  private final int mostDelayMs;
  private final int slowDecisionPerMille;
  private final int faultEveryMs;
  private final int mostPending;
  private final int snapshotEvery;
  private final boolean[] cutOff;
  private boolean calm;

  Weather(Chance chance, int members) {
    lossPerMille = chance.any(List.of(0, 10, 50, 150));
    doublePerMille = chance.any(List.of(0, 10, 50, 150));
    mostDelayMs = chance.any(List.of(2, 10, 60));
    slowDecisionPerMille = chance.any(List.of(0, 20, 100));
    faultEveryMs = chance.any(List.of(400, 1_000, 2_500));
    mostPending = chance.any(List.of(2, 6, 32));
    snapshotEvery = chance.any(List.of(0, 6, 12, 25));
    cutOff = new boolean[members];
  }

  void calmDown() {
    calm = true;
    Arrays.fill(cutOff, false);
  }

  boolean calm() {
    return calm;
  }

  boolean lost(Chance chance) {
    return !calm && chance.perMille(lossPerMille);
  }

  /** How often a message arrives: mostly once. */
  int copies(Chance chance) {
    if (lost(chance)) {
      return 0;
    }
    return !calm && chance.perMille(doublePerMille) ? 2 : 1;
  }

  /** Each message has its own delay, so they overtake each other. */
  long delayMs(Chance chance) {
    return chance.between(1, calm ? 2 : mostDelayMs);
  }

  long diskMs(Chance chance, Member member, long nowMs) {
    return slow(member, nowMs) ? chance.between(50, 1_500) : chance.between(1, 4);
  }

  /** How long a write is held up before it is even taken. */
  long appendMs(Chance chance, Member member, long nowMs) {
    return slow(member, nowMs) ? chance.between(10, 400) : 0;
  }

  /** From the freeze until the snapshot has its name. */
  long snapshotMs(Chance chance, Member member, long nowMs) {
    return slow(member, nowMs) ? chance.between(500, 6_000) : chance.between(5, 400);
  }

  private boolean slow(Member member, long nowMs) {
    return !calm && nowMs < member.slowUntilMs;
  }

  /** Calls that a node takes at the same time; few in some seeds, so that it refuses. */
  int mostPending() {
    return mostPending;
  }

  /** Records between two snapshots; 0 for none. */
  int snapshotEvery() {
    return snapshotEvery;
  }

  /** From commit until a node decides. */
  long decideMs(Chance chance) {
    return !calm && chance.perMille(slowDecisionPerMille)
        ? chance.between(20, 400)
        : chance.between(0, 2);
  }

  long faultInMs(Chance chance) {
    return chance.between(faultEveryMs / 4, faultEveryMs);
  }

  long heartbeatMs() {
    return 150;
  }

  long leaderTimeoutMs() {
    return 600;
  }

  long patienceMs(Chance chance) {
    return chance.between(200, 500);
  }

  void cutOff(Member member, boolean cut) {
    cutOff[member.id] = cut;
  }

  boolean linked(Member one, Member other) {
    return one == other || !cutOff[one.id] && !cutOff[other.id];
  }
}
