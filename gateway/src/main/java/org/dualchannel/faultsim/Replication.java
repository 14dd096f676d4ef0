package org.dualchannel.faultsim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A log replicated among members: what Raft allows, without its single messages. A leader appends;
 * entries reach the others and every disk at times of their own; an entry of the leader's term that
 * is durable on a majority is committed, with all before it; a member whose log is as complete as
 * those of a majority may take over; what is not committed then may vanish or survive. Terms and
 * votes are taken to be durable at once.
 */
final class Replication {
  private static final int ENTRIES_AT_ONCE = 8;

  /** Takes what the log delivers to a member. */
  interface Delivery {
    void entry(Member member, Entry entry);

    void live(Member member);
  }

  private final Agenda agenda;
  private final Chance chance;
  private final Trace trace;
  private final Weather weather;
  private final List<Member> members;
  private final Parts parts;
  private final Delivery delivery;
  private final List<Long> committedTerms = new ArrayList<>();
  private final Election election;

  Replication(
      Agenda agenda,
      Chance chance,
      Trace trace,
      Weather weather,
      List<Member> members,
      Parts parts,
      Delivery delivery) {
    this.agenda = agenda;
    this.chance = chance;
    this.trace = trace;
    this.weather = weather;
    this.members = members;
    this.parts = parts;
    this.delivery = delivery;
    election = new Election(agenda, chance, trace, weather, members, this::lead);
  }

  Election election() {
    return election;
  }

  /**
   * Hands a batch of a member's node to whom it takes for the leader; it may be lost on the way.
   */
  void append(Member from, List<byte[]> records) {
    int target = from.leaderHint;
    for (int copy = weather.copies(chance); copy > 0; copy--) {
      agenda.in(weather.delayMs(chance), () -> arrive(from, members.get(target), records));
    }
  }

  private void arrive(Member from, Member leader, List<byte[]> records) {
    if (!leader.up || !leader.leader || !weather.linked(from, leader)) {
      trace.note(agenda.nowMs(), "# records for member # are lost", records.size(), leader.id);
      return;
    }
    trace.note(agenda.nowMs(), "leader # appends # records", leader.id, records.size());
    // A slow disk holds up whoever writes to it, so what comes meanwhile comes later.
    long heldUpMs = weather.appendMs(chance, leader, agenda.nowMs());
    if (heldUpMs == 0) {
      appendEntry(leader, records, false);
      return;
    }
    int run = leader.run;
    long term = leader.term;
    agenda.in(
        heldUpMs,
        () -> {
          if (leader.run == run && leader.leader && leader.term == term) {
            appendEntry(leader, records, false);
          }
        });
  }

  /** Marks the place in the log at which all members take a snapshot. */
  void mark(Member leader) {
    trace.note(agenda.nowMs(), "leader # asks for a snapshot", leader.id, 0);
    appendEntry(leader, List.of(), true);
  }

  private void appendEntry(Member leader, List<byte[]> records, boolean mark) {
    long timeMs = Math.max(leader.lastTimeMs(), Simulation.START_MS + clockMs(leader));
    leader.log.add(new Entry(leader.term, timeMs, records, mark));
    fsync(leader);
    replicateSoon(leader, 0);
  }

  long clockMs(Member member) {
    return agenda.nowMs() + member.clockOffsetMs;
  }

  private void fsync(Member member) {
    if (member.fsyncing || member.durable >= member.log.size()) {
      return;
    }
    member.fsyncing = true;
    int length = member.log.size();
    int run = member.run;
    int fsync = member.fsyncs;
    agenda.in(
        weather.diskMs(chance, member, agenda.nowMs()),
        () -> {
          if (member.run != run || member.fsyncs != fsync) {
            return;
          }
          member.fsyncing = false;
          member.durable = Math.max(member.durable, length);
          trace.note(agenda.nowMs(), "member # has # entries on disk", member.id, length);
          fsync(member);
          acknowledge(member);
        });
  }

  private void acknowledge(Member member) {
    if (member.leader) {
      advance(member);
    } else if (member.leaderHint >= 0) {
      Member leader = members.get(member.leaderHint);
      agenda.in(weather.delayMs(chance), () -> meet(leader, member));
    }
  }

  private void replicateSoon(Member leader, long extraMs) {
    if (leader.replicating) {
      return;
    }
    leader.replicating = true;
    int run = leader.run;
    agenda.in(
        extraMs + weather.delayMs(chance),
        () -> {
          if (leader.run == run) {
            leader.replicating = false;
            members.forEach(other -> meet(leader, other));
          }
        });
  }

  private void heartbeat(Member leader, int run, long term) {
    agenda.in(
        weather.heartbeatMs(),
        () -> {
          if (leader.run == run && leader.leader && leader.term == term) {
            members.forEach(other -> meet(leader, other));
            heartbeat(leader, run, term);
          }
        });
  }

  /** A message of a leader reaches a member, and its answer the leader. */
  private void meet(Member leader, Member member) {
    if (leader == member
        || !leader.up
        || !leader.leader
        || !member.up
        || !weather.linked(leader, member)
        || weather.lost(chance)) {
      return;
    }
    if (member.term > leader.term) {
      leader.leader = false;
      leader.term = member.term;
      leader.leaderHint = -1;
      trace.note(agenda.nowMs(), "leader # steps down for term #", leader.id, member.term);
      return;
    }
    follow(leader, member);
    copy(leader, member);
    leader.match[member.id] = member.durable;
    advance(leader);
    member.commit = Math.max(member.commit, Math.min(leader.commit, member.log.size()));
    deliverSoon(member);
    if (member.log.size() < leader.log.size()) {
      replicateSoon(leader, 1);
    }
  }

  private void follow(Member leader, Member member) {
    member.term = leader.term;
    member.leader = false;
    member.leaderHint = leader.id;
    member.heardMs = agenda.nowMs();
    if (!member.node.ready()) { // an earlier leader's end may have been given up since
      member.readyAt = Math.max(leader.termStart, leader.commit);
    }
  }

  private void copy(Member leader, Member member) {
    int same = Math.min(leader.log.size(), member.log.size());
    while (same > 0 && leader.log.get(same - 1).term() != member.log.get(same - 1).term()) {
      same--;
    }
    if (member.log.size() > same) {
      trace.note(
          agenda.nowMs(),
          "member # gives up # entries that never committed",
          member.id,
          member.log.size() - same);
      member.truncate(same);
    }
    int most = Math.min(leader.log.size(), same + ENTRIES_AT_ONCE);
    for (int i = same; i < most; i++) {
      member.log.add(leader.log.get(i));
    }
    fsync(member);
  }

  private void advance(Member leader) {
    int[] durable = leader.match.clone();
    durable[leader.id] = leader.durable;
    Arrays.sort(durable);
    int majority = durable[(durable.length - 1) / 2];
    if (majority > leader.commit && leader.log.get(majority - 1).term() == leader.term) {
      leader.commit = majority;
      keep(leader);
      trace.note(agenda.nowMs(), "leader # commits # entries", leader.id, majority);
      deliverSoon(leader);
      replicateSoon(leader, 0);
    }
  }

  /** The simulated log itself must keep what is committed, or it would prove nothing. */
  private void keep(Member leader) {
    for (int i = 0; i < leader.commit; i++) {
      long term = leader.log.get(i).term();
      if (i == committedTerms.size()) {
        committedTerms.add(term);
      } else if (committedTerms.get(i) != term) {
        throw new IllegalStateException("the simulated log lost its committed entry " + i);
      }
    }
  }

  private void deliverSoon(Member member) {
    if (member.delivering || member.delivered >= deliverable(member) && isLive(member)) {
      return;
    }
    member.delivering = true;
    int run = member.run;
    agenda.in(
        weather.decideMs(chance),
        () -> {
          if (member.run == run) {
            member.delivering = false;
            deliver(member);
          }
        });
  }

  private static boolean isLive(Member member) {
    return member.readyAt < 0 || member.delivered < member.readyAt || member.node.ready();
  }

  private int deliverable(Member member) {
    return parts.deliverable(member.leader, member.commit, member.log.size());
  }

  private void deliver(Member member) {
    int until = deliverable(member);
    while (member.delivered < until) {
      delivery.entry(member, member.log.get(member.delivered++));
    }
    if (!isLive(member)) {
      trace.note(agenda.nowMs(), "member # is live after # entries", member.id, member.delivered);
      delivery.live(member);
    }
  }

  private void lead(Member member) {
    member.leader = true;
    member.leaderHint = member.id;
    Arrays.fill(member.match, 0);
    appendEntry(member, List.of(), false);
    member.termStart = member.log.size();
    if (!member.node.ready()) {
      member.readyAt = member.termStart;
    }
    heartbeat(member, member.run, member.term);
  }
}
