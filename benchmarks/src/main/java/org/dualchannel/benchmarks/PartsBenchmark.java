package org.dualchannel.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.ClinicalFacts;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.Evaluation;
import org.dualchannel.catalogue.Sex;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.View;
import org.dualchannel.pipeline.LogRecord;
import org.dualchannel.pipeline.SteppedNode;
import org.dualchannel.prescription.Draft;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Physician;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.SettlementInput;
import org.dualchannel.reimbursement.SettlementResult;
import org.dualchannel.reimbursement.Waterfall;
import org.dualchannel.simulate.Workload;
import org.dualchannel.store.Table;
import org.dualchannel.trace.TraceCode;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The parts of a decision, each alone: a record out of its bytes, the settlement of one
 * prescription, the payment restriction of a drug, and whether a pack was sold before. Each goes
 * round over {@value #OPS} different cases, and each case's result is compared with what it has to
 * be.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(PartsBenchmark.OPS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PartsBenchmark {
  static final int OPS = 1_000;

  /** Some things to go over, and what came of each. */
  @State(Scope.Thread)
  public abstract static class Cases<C, R> {
    private final List<C> cases = new ArrayList<>();
    private final Object[] results = new Object[OPS];

    /** A case, when the town is as {@link #furnish} left it. */
    abstract C one(Town town);

    abstract R result(C one);

    /** Throws unless the result is right. */
    abstract void verify(C one, R result);

    void furnish(Town town) {}

    @Setup(Level.Trial)
    public void collect() {
      Town town = new Town("chronicle", 3 * OPS);
      furnish(town);
      for (int i = 0; i < OPS; i++) {
        cases.add(one(town));
      }
      keep(town);
    }

    /** Whoever needs the town later keeps it. */
    void keep(Town town) {
      town.close();
    }

    void goRound() {
      ThreadCost.Mark mark = ThreadCost.begin();
      for (int i = 0; i < OPS; i++) {
        results[i] = result(cases.get(i));
      }
      mark.end(OPS);
    }

    @TearDown(Level.Iteration)
    @SuppressWarnings("unchecked") // only results were put in
    public void verify() {
      for (int i = 0; i < OPS; i++) {
        verify(cases.get(i), (R) results[i]);
      }
    }

    static void must(boolean right, String what) {
      if (!right) {
        throw new IllegalStateException(what);
      }
    }
  }

  /** Commands in the form of the log. */
  public abstract static class Records extends Cases<Records.Pair, Command> {
    record Pair(Command command, byte[] record) {}

    abstract Command command(Town town);

    @Override
    Pair one(Town town) {
      Command command = command(town);
      return new Pair(command, SteppedNode.encode(command));
    }

    @Override
    Command result(Pair pair) {
      return LogRecord.command(pair.record);
    }

    @Override
    void verify(Pair pair, Command result) {
      must(pair.command.equals(result), "a command came back as another");
    }
  }

  /** Of hospitals. */
  public static class Submissions extends Records {
    @Override
    Command command(Town town) {
      return town.visit().submission();
    }
  }

  /** Of dispensers. */
  public static class Dispensings extends Records {
    @Override
    Command command(Town town) {
      Town.Open open = town.takeOpen();
      open.course().claim(open.submitted());
      return open.course().dispensing();
    }
  }

  /** Settlements, as quotes came to them. */
  public static class Bills extends Cases<Bills.Bill, SettlementResult> {
    record Bill(BenefitPolicy policy, SettlementInput input, SettlementResult expected) {}

    @Override
    Bill one(Town town) {
      Town.Open open = town.takeOpen();
      Workload.Course course = open.course();
      course.claim(open.submitted());
      View.Quote quote =
          town.view.quote(
              town.workload.timeMs(),
              course.dispenser(),
              town.workload.area(),
              open.submitted().prescription(),
              course.prices(),
              false);
      must(quote.result() != null, "a quote was refused");
      return new Bill(
          town.view.policies().byId(quote.input().policyId()), quote.input(), quote.result());
    }

    @Override
    SettlementResult result(Bill bill) {
      return Waterfall.settle(bill.policy, bill.input);
    }

    @Override
    void verify(Bill bill, SettlementResult result) {
      must(bill.expected.equals(result), "a settlement came to something else");
    }
  }

  /** Prescriptions that meet the restriction of their drug. */
  public static class Restrictions extends Cases<Restrictions.Judged, Evaluation> {
    record Judged(Catalogue catalogue, Drug drug, ClinicalFacts facts) {}

    @Override
    Judged one(Town town) {
      while (true) {
        Judged judged = judged(town, town.visit().draft());
        if (judged.drug.restriction() != null) {
          return judged;
        }
      }
    }

    private static Judged judged(Town town, Draft draft) {
      Catalogue catalogue =
          town.view
              .catalogues(town.workload.area())
              .inForceOn(CivilDate.of(town.workload.timeMs()));
      Drug drug = catalogue.drug(draft.lines().get(0).drug());
      Person person = town.view.person(town.workload.area(), draft.person());
      Physician physician = town.view.physician(draft.physician());
      Institution hospital = town.view.institution(draft.hospital());
      return new Judged(
          catalogue,
          drug,
          new ClinicalFacts(
              person.ageOn(CivilDate.of(draft.issuedMs())),
              person.sex() == Person.Sex.FEMALE ? Sex.FEMALE : Sex.MALE,
              draft.diagnosisCodes(),
              draft.clinical().functionalClass(),
              draft.clinical().lineOfTherapy(),
              draft.clinical().priorTherapies(),
              physician.specialties(),
              draft.clinical().evidence(),
              drug.strength(),
              hospital.level(),
              person.scheme(),
              draft.visitType(),
              draft.lines().get(0).days()));
    }

    @Override
    Evaluation result(Judged judged) {
      return judged.catalogue.evaluate(judged.drug, judged.facts);
    }

    @Override
    void verify(Judged judged, Evaluation result) {
      must(result.met(), "a restriction is not met: " + judged.drug.code());
    }
  }

  /** Packs, every second of them sold. */
  public static class Packs extends Cases<Packs.Pack, Object> {
    record Pack(String scanned, boolean sold) {}

    private Town town;
    private Table<String, ?> sales;
    private boolean sell;

    @Override
    @SuppressWarnings("unchecked") // keys of this table are the codes
    void furnish(Town furnished) {
      sales = (Table<String, ?>) furnished.table("sales");
    }

    @Override
    Pack one(Town from) {
      sell = !sell;
      Town.Open open = from.takeOpen();
      Command claim = open.course().claim(open.submitted());
      Command dispensing = open.course().dispensing();
      if (sell) {
        from.must(claim);
        from.must(dispensing);
      }
      Body.DispensePrescription body = (Body.DispensePrescription) dispensing.body();
      return new Pack(body.lines().get(0).traceCodes().get(0), sell);
    }

    @Override
    void keep(Town furnished) {
      town = furnished;
    }

    @Override
    Object result(Pack pack) {
      Object sale = sales.get(TraceCode.parse(pack.scanned).key());
      return sale == null ? Boolean.FALSE : sale;
    }

    @Override
    void verify(Pack pack, Object result) {
      must(pack.sold == (result != Boolean.FALSE), "a pack is sold, or is not");
    }

    @TearDown(Level.Trial)
    public void close() {
      town.close();
    }
  }

  @Benchmark
  public void unmarshalSubmission(Submissions cases) {
    cases.goRound();
  }

  @Benchmark
  public void unmarshalDispensing(Dispensings cases) {
    cases.goRound();
  }

  @Benchmark
  public void waterfall(Bills cases) {
    cases.goRound();
  }

  @Benchmark
  public void restriction(Restrictions cases) {
    cases.goRound();
  }

  @Benchmark
  public void traceCode(Packs cases) {
    cases.goRound();
  }
}
