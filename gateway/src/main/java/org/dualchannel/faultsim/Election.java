package org.dualchannel.faultsim;

import java.util.List;
import java.util.function.Consumer;

/** Who leads: a member with the votes of a majority, none of which has a more complete log. */
final class Election {
  private final Agenda agenda;
  private final Chance chance;
  private final Trace trace;
  private final Weather weather;
  private final List<Member> members;
  private final Consumer<Member> elected;
  private int elections;

  Election(
      Agenda agenda,
      Chance chance,
      Trace trace,
      Weather weather,
      List<Member> members,
      Consumer<Member> elected) {
    this.agenda = agenda;
    this.chance = chance;
    this.trace = trace;
    this.weather = weather;
    this.members = members;
    this.elected = elected;
  }

  /** Elections won. */
  int count() {
    return elections;
  }

  /** Lets a member look for a leader, and stand for election when it hears none. */
  void start(Member member) {
    member.heardMs = agenda.nowMs();
    watch(member, member.run);
  }

  private void watch(Member member, int run) {
    agenda.in(
        weather.patienceMs(chance),
        () -> {
          if (member.run != run) {
            return;
          }
          boolean forsaken = agenda.nowMs() - member.heardMs > weather.leaderTimeoutMs();
          if (!member.leader && forsaken) {
            stand(member);
          }
          watch(member, run);
        });
  }

  /** Stands for election, whether a leader lives or not. */
  void stand(Member candidate) {
    candidate.term++;
    candidate.leader = false;
    candidate.leaderHint = -1;
    int votes = 1;
    for (Member voter : members) {
      if (voter != candidate && voter.up && weather.linked(candidate, voter)) {
        votes += votes(candidate, voter) ? 1 : 0;
      }
    }
    trace.note(
        agenda.nowMs(), "member # stands for election and gets # votes", candidate.id, votes);
    if (votes > members.size() / 2) {
      elections++;
      elected.accept(candidate);
    }
  }

  private boolean votes(Member candidate, Member voter) {
    if (voter.term >= candidate.term) {
      return false;
    }
    voter.term = candidate.term;
    voter.leader = false;
    voter.leaderHint = -1;
    boolean asComplete =
        candidate.lastTerm() > voter.lastTerm()
            || candidate.lastTerm() == voter.lastTerm() && candidate.log.size() >= voter.log.size();
    if (asComplete) {
      voter.heardMs = agenda.nowMs();
    }
    return asComplete;
  }
}
