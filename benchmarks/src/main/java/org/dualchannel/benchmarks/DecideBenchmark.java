package org.dualchannel.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.View;
import org.dualchannel.registry.Principal;
import org.dualchannel.simulate.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One decision, in a state with so many open prescriptions. An iteration decides {@value #OPS}
 * commands that were made before its clock starts; afterwards every answer is looked at, and the
 * tables are counted. Small states are made anew for each iteration, so that they stay small.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DecideBenchmark.OPS)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
@Warmup(iterations = 6)
@Measurement(iterations = 6)
public class DecideBenchmark {
  static final int OPS = 4_000;

  /** States up to this size are made anew. */
  private static final int SMALL = 20_000;

  /** Something to be decided over and over. */
  @State(Scope.Thread)
  public abstract static class Work {
    @Param({"chronicle", "heap"})
    public String tables;

    @Param({"10000", "1000000"})
    public int entries;

    Town town;
    final Command[] commands = new Command[OPS];
    final Decider.Decision[] decisions = new Decider.Decision[OPS];
    private long before;

    /** The command of one operation. */
    abstract Command command();

    /** Entries that a table has more for every operation: its name, and how many. */
    abstract String grows();

    @Setup(Level.Iteration)
    public void prepare() {
      if (town == null || entries <= SMALL) {
        close();
        town = new Town(tables, entries);
      }
      for (int i = 0; i < OPS; i++) {
        commands[i] = command();
      }
      before = grows() == null ? 0 : town.count(grows());
    }

    @TearDown(Level.Iteration)
    public void check() {
      for (int i = 0; i < OPS; i++) {
        Town.refuseRefused(commands[i], decisions[i].outcome());
        if (decisions[i].repeated()) {
          throw new IllegalStateException("a command was taken for a retry");
        }
      }
      if (grows() != null && town.count(grows()) - before < OPS) {
        throw new IllegalStateException("table " + grows() + " has not grown by " + OPS);
      }
    }

    @TearDown(Level.Trial)
    public void close() {
      if (town != null) {
        town.close();
        town = null;
      }
    }

    void decideAll() {
      Decider decider = town.decider;
      long timeMs = town.workload.timeMs();
      ThreadCost.Mark mark = ThreadCost.begin();
      for (int i = 0; i < OPS; i++) {
        decisions[i] = decider.decide(timeMs, commands[i]);
      }
      mark.end(OPS);
    }
  }

  /** Hospitals send prescriptions. */
  public static class Submissions extends Work {
    @Override
    Command command() {
      return town.visit().submission();
    }

    @Override
    String grows() {
      return "prescriptions";
    }
  }

  /** Dispensers claim them. */
  public static class Claims extends Work {
    @Override
    Command command() {
      Town.Open open = town.takeOpen();
      return open.course().claim(open.submitted());
    }

    @Override
    String grows() {
      return "answered";
    }
  }

  /** Dispensers hand out and settle. */
  public static class Dispensings extends Work {
    @Override
    Command command() {
      Town.Open open = town.takeOpen();
      town.must(open.course().claim(open.submitted()));
      return open.course().dispensing();
    }

    @Override
    String grows() {
      return "settlements";
    }
  }

  /** Patients bring everything back. */
  public static class Returns extends Work {
    @Override
    Command command() {
      Town.Open open = town.takeOpen();
      town.must(open.course().claim(open.submitted()));
      return open.course()
          .giveBack((Reply.Dispensed) town.must(open.course().dispensing()).reply());
    }

    @Override
    String grows() {
      return "answered";
    }
  }

  /** Dispensers ask what a prescription would come to. */
  public static class Quotes extends Work {
    private record Asked(Principal dispenser, String prescription, List<View.QuotedLine> lines) {}

    private final Asked[] asked = new Asked[OPS];
    private final View.Quote[] quotes = new View.Quote[OPS];
    private int next;

    @Override
    Command command() {
      Town.Open open = town.takeOpen();
      Workload.Course course = open.course();
      course.claim(open.submitted());
      asked[next++ % OPS] =
          new Asked(course.dispenser(), open.submitted().prescription(), course.prices());
      return null;
    }

    @Override
    String grows() {
      return null;
    }

    void quoteAll() {
      long timeMs = town.workload.timeMs();
      String area = town.workload.area();
      ThreadCost.Mark mark = ThreadCost.begin();
      for (int i = 0; i < OPS; i++) {
        Asked each = asked[i];
        quotes[i] =
            town.view.quote(timeMs, each.dispenser, area, each.prescription, each.lines, false);
      }
      mark.end(OPS);
    }

    @Override
    public void check() {
      for (View.Quote quote : quotes) {
        if (quote.rejection() != null || quote.result().totals().medfeeFen() <= 0) {
          throw new IllegalStateException("a quote came to nothing: " + quote.rejection());
        }
      }
    }
  }

  @Benchmark
  public void submit(Submissions work) {
    work.decideAll();
  }

  @Benchmark
  public void claim(Claims work) {
    work.decideAll();
  }

  @Benchmark
  public void dispense(Dispensings work) {
    work.decideAll();
  }

  @Benchmark
  public void giveBack(Returns work) {
    work.decideAll();
  }

  @Benchmark
  public void quote(Quotes work) {
    work.quoteAll();
  }
}
