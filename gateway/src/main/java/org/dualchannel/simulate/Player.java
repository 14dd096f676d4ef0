package org.dualchannel.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;
import org.dualchannel.pipeline.Commands;
import org.dualchannel.pipeline.Pipeline;
import org.dualchannel.report.ReportStore;
import org.dualchannel.rules.Reason;

/**
 * Brings the agenda to the pipeline. All questions of one time are under way together, handed in by
 * this one thread; the clock moves on only when all are answered. So neither order nor time depends
 * on how threads happen to run.
 */
final class Player {
  private static final long PATIENCE_MS = TimeUnit.MINUTES.toMillis(5);

  /** Commands under way at a time at most; the intake ring has room for more. */
  private static final int WINDOW = 4_000;

  /** Decisions by which the report store may be behind; its queue has room for more. */
  static final int MOST_LAG = 20_000;

  private final Pipeline pipeline;
  private final SimulatedClock clock;
  private final ReportStore reports;
  private long commands;

  Player(Pipeline pipeline, SimulatedClock clock, ReportStore reports) {
    this.pipeline = pipeline;
    this.clock = clock;
    this.reports = reports;
  }

  /** Plays until the agenda has nothing before {@code endMs}. */
  void play(Agenda agenda, long endMs) {
    while (agenda.nextMs() != null && agenda.nextMs() < endMs) {
      clock.moveTo(agenda.nextMs());
      List<Agenda.Step> steps = agenda.take();
      for (int from = 0; from < steps.size(); from += WINDOW) {
        ask(steps.subList(from, Math.min(steps.size(), from + WINDOW)));
      }
    }
  }

  /** Commands answered so far. */
  long commands() {
    return commands;
  }

  private void ask(List<Agenda.Step> steps) {
    List<Command> asked = new ArrayList<>(steps.size());
    for (Agenda.Step step : steps) {
      asked.add(step.command().get());
    }
    Answers answers = new Answers(asked);
    for (int i = 0; i < asked.size(); i++) {
      if (asked.get(i) != null) {
        pipeline.send(asked.get(i), PATIENCE_MS, answers.place(i));
        commands++;
      }
    }
    answers.await();
    for (int i = 0; i < asked.size(); i++) {
      if (asked.get(i) != null) {
        steps.get(i).answered().accept(answers.outcomes.get(i));
      }
    }
    waitForReports();
  }

  /** A node never waits for its report store; here nobody waits for the node. */
  private void waitForReports() {
    boolean late =
        reports.lag() > MOST_LAG && !reports.awaitPosition(pipeline.lastIndex(), PATIENCE_MS);
    if (late || reports.behind()) {
      throw new SimulationFailedException("the report store does not follow: " + reports.trouble());
    }
  }

  /** The answers to commands under way. */
  private static final class Answers {
    private final AtomicReferenceArray<Outcome> outcomes;
    private final CountDownLatch open;
    private volatile String trouble;

    Answers(List<Command> asked) {
      outcomes = new AtomicReferenceArray<>(asked.size());
      open = new CountDownLatch((int) asked.stream().filter(each -> each != null).count());
    }

    Commands.Answer place(int place) {
      return new Commands.Answer() {
        @Override
        public void decided(Outcome outcome) {
          outcomes.set(place, outcome);
          open.countDown();
        }

        @Override
        public void undecided(boolean certainlyNot, Reason reason, String cause) {
          trouble = reason + " " + cause;
          open.countDown();
        }
      };
    }

    void await() {
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SimulationFailedException("interrupted");
      }
      if (trouble != null) {
        throw new SimulationFailedException("a command was not decided: " + trouble);
      }
    }
  }
}
