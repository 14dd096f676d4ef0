package org.dualchannel.faultsim;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Breaks things as the seed says, and mends them again. */
final class Faults {
  /** All jumps together stay below the time for which request ids are kept. */
  private static final long MOST_JUMP_MS = TimeUnit.HOURS.toMillis(60);

  private static final int DAMAGE_ONE_IN = 5;

  private final Simulation town;
  private final Chance chance;
  private final List<Member> members;
  private final Replication replication;
  private int crashes;

  Faults(Simulation town, Chance chance, List<Member> members, Replication replication) {
    this.town = town;
    this.chance = chance;
    this.members = members;
    this.replication = replication;
  }

  int crashes() {
    return crashes;
  }

  void start() {
    town.agenda.in(
        town.weather.faultInMs(chance),
        () -> {
          if (!town.weather.calm()) {
            strike(chance.any(members));
            start();
          }
        });
  }

  private void strike(Member member) {
    switch (chance.below(9)) {
      case 0, 1 -> crash(member);
      case 2 -> {
        if (chance.oneIn(4)) {
          members.forEach(this::crash); // the power of the house
        } else {
          crash(member);
        }
      }
      case 3, 4 -> changeLeader(member);
      case 5, 6 -> cutOff(member);
      case 7 -> slowDown(member);
      default -> jump(member);
    }
  }

  private void crash(Member member) {
    if (!member.up) {
      return;
    }
    crashes++;
    int kept = chance.between(0, member.log.size() - member.durable);
    town.trace.note(
        town.agenda.nowMs(),
        "member # crashes and keeps # entries that were not fsynced",
        member.id,
        kept);
    member.die(kept);
    if (chance.oneIn(DAMAGE_ONE_IN)) {
      town.snapshotting.damage(member);
    }
    town.agenda.in(chance.between(50, 3_000), () -> restart(member));
  }

  private void restart(Member member) {
    if (!member.up) {
      town.trace.note(
          town.agenda.nowMs(), "member # starts with # entries", member.id, member.log.size());
      town.start(member);
    }
  }

  private void changeLeader(Member member) {
    if (member.up && !member.leader) {
      replication.election().stand(member);
    }
  }

  private void cutOff(Member member) {
    town.trace.note(town.agenda.nowMs(), "member # is cut off", member.id, 0);
    town.weather.cutOff(member, true);
    town.agenda.in(
        chance.between(100, 4_000),
        () -> {
          town.trace.note(town.agenda.nowMs(), "member # is linked again", member.id, 0);
          town.weather.cutOff(member, false);
        });
  }

  private void slowDown(Member member) {
    town.trace.note(town.agenda.nowMs(), "the disk of member # is slow", member.id, 0);
    member.slowUntilMs = town.agenda.nowMs() + chance.between(500, 5_000);
  }

  private void jump(Member member) {
    long jumpMs =
        chance.oneIn(6)
            ? TimeUnit.HOURS.toMillis(chance.between(1, 20))
            : chance.between(-90_000, 90_000);
    if (member.clockOffsetMs + jumpMs < MOST_JUMP_MS) {
      member.clockOffsetMs += jumpMs;
      town.trace.note(
          town.agenda.nowMs(), "the clock of member # jumps by # ms", member.id, jumpMs);
    }
  }

  /** Starts whoever is down. */
  void end() {
    members.forEach(this::restart);
  }
}
