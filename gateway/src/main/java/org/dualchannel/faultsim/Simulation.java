package org.dualchannel.faultsim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.State;
import org.dualchannel.decide.View;
import org.dualchannel.pipeline.LedgerMismatchException;
import org.dualchannel.pipeline.SteppedNode;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;

/** One seed: a cluster of three, its clients and its faults, one event after another. */
final class Simulation implements Replication.Delivery {
  /** Nine in the morning of the first day. */
  static final long START_MS =
      CivilDate.startMs(LocalDate.of(2026, 3, 2)) + TimeUnit.HOURS.toMillis(9);

  private static final int MEMBERS = 3;
  private static final int SEAL_EVERY = 25;
  private static final int MOST_CALM_STEPS = 100_000;
  private static final int CODES_REUSED_ONE_IN = 12;
  private static final List<byte[]> SETUP =
      Town.commands().stream().map(SteppedNode::encode).toList();

  final Agenda agenda = new Agenda();
  final Trace trace;
  final Weather weather;
  final Promises promises = new Promises();
  final List<Paper> papers = new ArrayList<>();
  long numbers; // hospital numbers given
  long knownTimeMs = START_MS; // log time as clients have seen it

  private final Chance chance;
  private final Parts parts;
  private final List<Member> members = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private final Replication replication;
  private final Faults faults;
  final Snapshotting snapshotting;
  final Calls calls;
  private final Map<String, List<String>> usedCodes = new HashMap<>();
  private long order;
  private long steps;
  private long runs;

  Simulation(long seed, Parts parts, boolean recording) {
    this.parts = parts;
    chance = new Chance(seed);
    trace = new Trace(recording);
    weather = new Weather(chance, MEMBERS);
    for (int id = 0; id < MEMBERS; id++) {
      members.add(new Member(id, MEMBERS));
    }
    replication = new Replication(agenda, chance, trace, weather, members, parts, this);
    snapshotting = new Snapshotting(this, chance, replication, parts);
    faults = new Faults(this, chance, members, replication);
    calls = new Calls(agenda, chance, trace, weather, members);
    terminals(Role.HOSPITAL, Town.HOSPITALS, 1);
    terminals(Role.PHARMACY, Town.PHARMACIES, 2);
    terminals(Role.AGENCY, List.of(Town.AREA), 1);
  }

  private void terminals(Role role, List<String> codes, int each) {
    for (String code : codes) {
      for (int i = 0; i < each; i++) {
        clients.add(new Client(this, chance, clients.size(), new Principal(role, code)));
      }
    }
  }

  /**
   * Runs the faults for so many steps, then lets everything come to rest and compares.
   *
   * @throws ViolationException when a promise was broken
   */
  void run(long mostSteps) {
    begin();
    while (steps < mostSteps) {
      step();
    }
    calm();
    promises.compare(members);
    readAll();
    for (Paper paper : papers) {
      if (!Linearisable.check(paper.history)) {
        paper.history.forEach(each -> trace.line(agenda.nowMs(), each.toString()));
        throw new ViolationException(
            Promise.HISTORIES_ARE_LINEARISABLE, "no order explains the history of " + paper.id);
      }
    }
  }

  private void begin() {
    Entry setup = new Entry(1, START_MS, SETUP, false);
    for (Member member : members) {
      member.log.add(setup);
      member.durable = 1;
      member.term = 1;
      start(member);
    }
    replication.election().stand(members.get(chance.below(MEMBERS)));
    clients.forEach(Client::start);
    faults.start();
  }

  private void step() {
    steps++;
    if (!agenda.step()) {
      throw new IllegalStateException("nothing will ever happen again");
    }
  }

  /** Faults end; every call is answered, every member catches up. */
  private void calm() {
    trace.note(agenda.nowMs(), "the weather calms down after # steps", steps, 0);
    weather.calmDown();
    faults.end();
    long until = steps + MOST_CALM_STEPS;
    while (!atRest()) {
      if (steps == until) {
        throw new ViolationException(Promise.NODES_RECOVER, "no rest after " + steps + " steps");
      }
      step();
    }
  }

  private boolean atRest() {
    if (clients.stream().anyMatch(Client::busy)) {
      return false;
    }
    int entries = members.get(0).log.size();
    for (Member member : members) {
      if (!member.ready()
          || member.log.size() != entries
          || member.delivered != entries
          || !member.outbox.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Every history ends with a look at every member. */
  private void readAll() {
    for (Paper paper : papers) {
      for (Member member : members) {
        Happening.Sight sight = Happening.Sight.of(member.view.prescription(paper.id));
        Happening.Answer answer =
            new Happening.Answer(
                order() + 1, member.id, null, member.node.lastTimeMs(), "", 0, sight);
        paper.history.add(new Happening(Happening.Kind.GET, "", 0, 0, 0, "", order(), answer));
      }
    }
  }

  // Members

  void start(Member member) {
    member.up = true;
    Parts.OfNode own = parts.node(member.id);
    member.state = new State(own.tables(), own.tables());
    member.view = new View(member.state);
    member.node =
        new SteppedNode(
            member.state,
            own.deciding(),
            ++runs,
            weather.mostPending(),
            SEAL_EVERY,
            record -> queue(member, record));
    snapshotting.startFrom(member);
    replication.election().start(member);
    housekeeping(member, member.run);
  }

  private void housekeeping(Member member, int run) {
    agenda.in(
        250,
        () -> {
          if (member.run == run) {
            member.node.expire(calls.nowNs());
            member.node.tick(START_MS + replication.clockMs(member));
            snapshotting.askWhenDue(member);
            housekeeping(member, run);
          }
        });
  }

  private void queue(Member member, byte[] record) {
    member.outbox.add(record);
    if (!member.flushing) {
      member.flushing = true;
      flush(member, member.run, chance.between(0, 2));
    }
  }

  /** As the appender: what came meanwhile goes as one batch; without a leader it waits. */
  private void flush(Member member, int run, long delayMs) {
    agenda.in(
        delayMs,
        () -> {
          if (member.run != run) {
            return;
          }
          if (member.leaderHint < 0) {
            flush(member, run, 40);
            return;
          }
          member.flushing = false;
          replication.append(member, List.copyOf(member.outbox));
          member.outbox.clear();
        });
  }

  @Override
  public void entry(Member member, Entry entry) {
    for (byte[] record : entry.records()) {
      Decider.Decision decision;
      try {
        decision = member.node.record(entry.timeMs(), record);
      } catch (LedgerMismatchException e) {
        throw new ViolationException(Promise.REPLICAS_ARE_EQUAL, e.getMessage());
      } catch (RuntimeException e) {
        throw new ViolationException(Promise.NODES_RECOVER, "member " + member.id + ": " + e);
      }
      trace.note(agenda.nowMs(), "member # decides record #", member.id, member.node.lastIndex());
      trace.mix(member.node.ledgerHash());
      if (trace.recording()) {
        trace.line(agenda.nowMs(), "  " + brief(decision));
      }
      if (member.node.lastIndex() <= SETUP.size() && !decision.outcome().accepted()) {
        throw new IllegalStateException("setting up: " + decision.outcome().rejection());
      }
      promises.decided(member, decision);
    }
    if (entry.mark()) {
      snapshotting.reached(member);
    }
  }

  private static String brief(Decider.Decision decision) {
    Outcome outcome = decision.outcome();
    Command command = decision.command();
    return command.body().getClass().getSimpleName()
        + ' '
        + command.requestId()
        + " by "
        + command.principal().code()
        + (decision.repeated() ? ", repeated: " : ": ")
        + (outcome.accepted() ? "accepted" : outcome.rejection().reason());
  }

  @Override
  public void live(Member member) {
    member.node.live();
  }

  // What clients ask of the town

  long order() {
    return ++order;
  }

  void told(Operation operation, Outcome outcome) {
    if (trace.recording()) {
      Object what = outcome.accepted() ? "accepted" : outcome.rejection().reason();
      trace.line(agenda.nowMs(), "  " + operation + ": " + what);
    }
  }

  /** A new code of the drug, or now and then one that was scanned before. */
  String traceCode(String drug) {
    List<String> used = usedCodes.computeIfAbsent(drug, key -> new ArrayList<>());
    if (!used.isEmpty() && chance.oneIn(CODES_REUSED_ONE_IN)) {
      return chance.any(used);
    }
    String code = Town.code(drug, used.size() + 1L);
    used.add(code);
    return code;
  }

  // Result

  SeedResult result(long seed, ViolationException violation) {
    return new SeedResult(
        seed,
        steps,
        trace.hash(),
        promises.records(),
        promises.acknowledgements(),
        faults.crashes(),
        replication.election().count(),
        snapshotting.started(),
        snapshotting.passedOver(),
        violation == null ? null : violation.promise(),
        violation == null ? 0 : steps,
        violation == null ? "" : violation.getMessage(),
        violation == null ? List.of() : trace.lines());
  }
}
