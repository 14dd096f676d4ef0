package org.dualchannel.faultsim;

import org.dualchannel.pipeline.SteppedSnapshot;

/**
 * Snapshots of the members: a leader marks a place in the log, every member that comes to it fixes
 * its state there and writes it while it goes on deciding, and whoever starts takes the newest that
 * is whole.
 */
final class Snapshotting {
  private final Simulation town;
  private final Chance chance;
  private final Replication replication;
  private final Parts parts;
  private int taken;
  private int started;
  private int passedOver;

  Snapshotting(Simulation town, Chance chance, Replication replication, Parts parts) {
    this.town = town;
    this.chance = chance;
    this.replication = replication;
    this.parts = parts;
  }

  /** Snapshots that were written to their end. */
  int taken() {
    return taken;
  }

  /** Starts that went on from one. */
  int started() {
    return started;
  }

  /** Damaged ones that a start found. */
  int passedOver() {
    return passedOver;
  }

  /** A leader asks for one when enough was decided since the last. */
  void askWhenDue(Member member) {
    int every = town.weather.snapshotEvery();
    long last = member.node.lastIndex();
    if (every > 0 && member.leader && member.node.ready() && last - member.marked >= every) {
      member.marked = last;
      replication.mark(member);
    }
  }

  /** A member has delivered a mark. */
  void reached(Member member) {
    int position = member.delivered;
    member.marked = member.node.lastIndex();
    SteppedSnapshot snapshot = member.node.freeze(position);
    if (snapshot == null) {
      town.trace.note(town.agenda.nowMs(), "member # is still at its last snapshot", member.id, 0);
      return;
    }
    int run = member.run;
    town.agenda.in(
        town.weather.snapshotMs(chance, member, town.agenda.nowMs()),
        () -> {
          if (member.run == run) {
            member.shelf.keep(position, snapshot.write());
            taken++;
            town.trace.note(
                town.agenda.nowMs(), "member # has a snapshot of # entries", member.id, position);
          }
        });
  }

  /** The power of a machine is gone, and with it perhaps some of what its disk held. */
  void damage(Member member) {
    if (member.shelf.damageNewest(chance)) {
      town.trace.note(
          town.agenda.nowMs(), "the newest snapshot of member # is damaged", member.id, 0);
    }
  }

  /** A node that is still empty takes in the newest snapshot that is whole, if there is one. */
  void startFrom(Member member) {
    for (Shelf.Stored stored : member.shelf.newestFirst()) {
      if (stored.position() > member.log.size()) {
        continue; // of entries that the log gave up; a sound log has none
      }
      long position = member.node.startFrom(stored.bytes(), parts::loaders);
      if (stored.damaged() != (position < 0)) {
        throw new ViolationException(
            Promise.DAMAGE_IS_NOTICED,
            "member "
                + member.id
                + (position < 0 ? " passes over a whole snapshot" : " takes in a damaged one"));
      }
      if (position >= 0) {
        started++;
        member.delivered = (int) position;
        member.marked = member.node.lastIndex();
        town.trace.note(
            town.agenda.nowMs(), "member # goes on after record #", member.id, member.marked);
        town.promises.resumed(member);
        return;
      }
      passedOver++;
    }
  }
}
