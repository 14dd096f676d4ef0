package org.dualchannel.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dualchannel.cli.demo.SampleCity;
import org.dualchannel.cli.load.CityFolder;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.State;
import org.dualchannel.decide.View;
import org.dualchannel.simulate.Workload;
import org.dualchannel.store.Sizing;
import org.dualchannel.store.Table;
import org.dualchannel.store.Tables;

/**
 * The city of the simulation, founded, with as many open prescriptions as are asked for. Everything
 * in it was decided, nothing is put into tables by hand.
 */
final class Town implements AutoCloseable {
  private static final long SEED = 7;

  /** Of those who come once a month, at most so many are needed. */
  private static final int MOST_PERSONS = 200_000;

  /** Room beside the prescriptions that are there, for those that are measured. */
  private static final long SPARE = 200_000;

  final Workload workload;
  final State state;
  final Decider decider;
  final View view;

  /** Who is where: tables of one kind, and the capacities that go with the size. */
  private final Map<String, Long> capacities = new TreeMap<>();

  /** Patients whose prescriptions pass every check. */
  private final List<Integer> accepted = new ArrayList<>();

  /** Open prescriptions, one for each patient. */
  private final List<Open> open = new ArrayList<>();

  /** Everything decided so far, in order; null when nobody asked for it. */
  private final List<Recorded> recorded;

  private int nextPatient;
  private int nextOpen;

  /** A command and its log time. */
  record Recorded(long timeMs, Command command) {}

  /** An open prescription and its visit. */
  record Open(Workload.Course course, Reply.Submitted submitted) {}

  /**
   * A city.
   *
   * @param tables {@code chronicle} or {@code heap}
   * @param prescriptions open ones
   */
  Town(String tables, int prescriptions) {
    this(tables, prescriptions, null);
  }

  /**
   * The same, keeping what is decided.
   *
   * @param recorded takes every command; null for none
   */
  Town(String tables, int prescriptions, List<Recorded> recorded) {
    this.recorded = recorded;
    CityFolder.Contents sample = SampleCity.load();
    int persons = (int) Math.min(MOST_PERSONS, prescriptions * 4L);
    workload = new Workload(persons, SEED, sample.catalogues().get(0), sample.policies().get(0));
    capacities(persons, prescriptions + SPARE);
    state = state(tables);
    decider = new Decider(state);
    view = new View(state);
    workload.found(limits(), this::decide);
    findPatients();
    prescribe(prescriptions);
  }

  private void capacities(int persons, long prescriptions) {
    for (String table : List.of("persons", "accounts", "enrolments", "enrolments_of_person")) {
      capacities.put(table, persons + 1_000L);
    }
    for (String table : List.of("prescriptions", "hospital_numbers", "findings", "settlements")) {
      capacities.put(table, prescriptions);
    }
    capacities.put("answered", prescriptions * 2);
    capacities.put("sales", 5_000_000L);
  }

  /** An empty state of the same size, as after a restart. */
  State state(String tables) {
    Sizing sizing = new Sizing(capacities);
    Tables reference = Tables.heap(sizing);
    return new State(
        reference,
        switch (tables) {
          case "chronicle" -> Tables.offHeap(sizing);
          case "heap" -> reference;
          default -> throw new IllegalArgumentException("tables: chronicle or heap");
        });
  }

  private List<Body.Capacity> limits() {
    List<Body.Capacity> limits = new ArrayList<>();
    capacities.forEach((table, most) -> limits.add(new Body.Capacity(table, most)));
    return limits;
  }

  /** Decides at the time of the log, which is that of the visits once the city stands. */
  private Outcome decide(long timeMs, Command command) {
    if (recorded != null) {
      recorded.add(new Recorded(timeMs, command));
    }
    return decider.decide(timeMs, command).outcome();
  }

  /** Decides what must be accepted. */
  Outcome must(Command command) {
    Outcome outcome = decide(workload.timeMs(), command);
    refuseRefused(command, outcome);
    return outcome;
  }

  static void refuseRefused(Command command, Outcome outcome) {
    if (!outcome.accepted()) {
      throw new IllegalStateException(
          command.body().getClass().getSimpleName()
              + " was refused: "
              + outcome.rejection().english());
    }
  }

  /** Some are assessed too late for their prescription to be accepted; a hospital would ask. */
  private void findPatients() {
    for (int patient = 0; patient < workload.patients(); patient++) {
      Workload.Course course = workload.visit(patient);
      View.Quote quote =
          view.quote(
              workload.timeMs(),
              course.hospital(),
              workload.area(),
              course.draft(),
              null,
              List.of(),
              false);
      if (quote.rejection() == null) {
        accepted.add(patient);
      }
    }
  }

  private void prescribe(int prescriptions) {
    for (int i = 0; i < prescriptions; i++) {
      Workload.Course course = visit();
      Reply.Submitted submitted = (Reply.Submitted) must(course.submission()).reply();
      if (i < accepted.size()) {
        open.add(new Open(course, submitted));
      }
    }
  }

  /** The next patient goes to the hospital; the prescription is not sent yet. */
  Workload.Course visit() {
    return workload.visit(accepted.get(nextPatient++ % accepted.size()));
  }

  /** How many open prescriptions may be taken, for as many patients. */
  int open() {
    return open.size() - nextOpen;
  }

  /** An open prescription of a patient who got nothing yet. */
  Open takeOpen() {
    if (nextOpen == open.size()) {
      throw new IllegalStateException(
          "all "
              + open.size()
              + " open prescriptions are used up: run fewer iterations, or more entries");
    }
    return open.get(nextOpen++);
  }

  /** Entries of a table. */
  long count(String table) {
    return table(table).size();
  }

  Table<?, ?> table(String name) {
    return state.tables().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    state.close();
  }
}
