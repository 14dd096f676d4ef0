package org.dualchannel.edge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.Settlement;
import org.dualchannel.decide.SupervisionReply;
import org.dualchannel.decide.View;
import org.dualchannel.pipeline.DecisionListener;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Person;
import org.dualchannel.rules.Rule;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Section;
import org.dualchannel.store.Snapshotted;
import org.dualchannel.supervision.Alert;
import org.dualchannel.supervision.Attempt;
import org.dualchannel.supervision.HospitalBook;
import org.dualchannel.supervision.HospitalMonth;
import org.dualchannel.supervision.Monitor;
import org.dualchannel.supervision.MonitorMemory;

/**
 * What supervision sees beside the decisions: alerts, statistics and samples, and which complaints
 * and escalations there are. Derived from the decisions, replayed ones included, and rebuilt with
 * every start; behind them, so that no decision waits for it.
 *
 * <p>It looks at nothing that a later command could change: thresholds, drugs' days and persons
 * come with the decisions themselves, and of what it looks up (what a hospital prescribed, a
 * published catalogue version) nothing changes. Bounded: handled alerts leave first, then the
 * oldest.
 */
public final class SupervisionBoard implements DecisionListener, Snapshotted {
  /** One entry of a list, and its place in it. */
  record Placed<T>(long place, T entry) {}

  private final View view;
  private final SupervisedSettlements facts;
  private final int maxAlerts;
  private final Monitor monitor;
  private final Map<String, String> areaOfHospital = new HashMap<>();
  private final HospitalBook book = new HospitalBook();
  private final NavigableMap<Long, Alert> alerts = new TreeMap<>();
  private final TreeMap<String, Long> placeOf = new TreeMap<>();
  private final TreeSet<Long> handled = new TreeSet<>();
  private final TreeSet<String> complaints = new TreeSet<>();
  private final TreeSet<String> escalations = new TreeSet<>();
  private long nextPlace = 1;
  private long forgotten;
  private long index;

  /**
   * An empty board, to be told of every decision from the first on.
   *
   * @param maxAlerts alerts that are kept
   * @param maxPersons persons whose recent supplies are kept
   */
  public SupervisionBoard(View view, int maxAlerts, int maxPersons) {
    this.view = view;
    this.facts = new SupervisedSettlements(view);
    this.maxAlerts = maxAlerts;
    this.monitor = new Monitor(maxPersons);
  }

  @Override
  public synchronized void decided(Decider.Decision decision, boolean live) {
    index = decision.repeated() ? index + 1 : decision.outcome().index();
    for (Event event : decision.events()) {
      note(event);
    }
    if (decision.repeated()) {
      return;
    }
    Outcome outcome = decision.outcome();
    Body body = decision.command().body();
    if (!outcome.accepted()) {
      Attempt attempt = attempt(decision, body);
      if (attempt != null) {
        raise(monitor.refused(index, attempt));
      }
    } else if (body instanceof Body.SubmitPrescription submit) {
      String area = careArea(decision, submit.draft());
      String id = ((Reply.Submitted) outcome.reply()).prescription();
      Draft draft = submit.draft();
      raise(
          monitor.prescribed(
              index, area, draft.hospital(), draft.physician(), id, outcome.timeMs()));
      book.prescribed(area, draft.hospital(), id, outcome.timeMs());
    } else if (body instanceof Body.ImportRegistry registry) {
      registry.institutions().forEach(each -> areaOfHospital.put(each.code(), each.area()));
      for (Person person : registry.persons()) {
        raise(monitor.registered(index, person, outcome.timeMs()));
      }
    } else if (outcome.reply() instanceof Reply.Supervised supervised) {
      note(decision.command().area(), supervised.result());
    }
  }

  /** Care is supervised where it is given. */
  @Rule("S2-41")
  private String careArea(Decider.Decision decision, Draft draft) {
    return areaOfHospital.getOrDefault(draft.hospital(), decision.command().area());
  }

  private void note(Event event) {
    if (event instanceof Event.Settled settled) {
      Settlement settlement = settled.settlement();
      raise(monitor.supplied(index, facts.supplied(settlement)));
      count(settlement, facts.amounts(settlement).settlements(1), settlement.timeMs());
    } else if (event instanceof Event.Reversed reversed) {
      Settlement settlement = reversed.settlement();
      monitor.returned(
          settlement.area(), settlement.person(), settlement.id(), reversed.refund().lines());
      SupervisedSettlements.Amounts back =
          facts.amounts(settlement).minus(facts.amounts(reversed.before()));
      count(settlement, back.settlements(0), reversed.refund().timeMs());
    }
  }

  private void note(String area, SupervisionReply reply) {
    if (reply instanceof SupervisionReply.RulesSet set) {
      monitor.limits(area, set.rules().monitoring());
      book.sampling(area, set.rules().sampleBp());
    } else if (reply instanceof SupervisionReply.AlertHandled alert) {
      Long place = placeOf.get(key(alert.handling().alert()));
      if (place != null) {
        handled.add(place);
      }
    } else if (reply instanceof SupervisionReply.ComplaintChanged changed) {
      complaints.add(changed.complaint().id());
    } else if (reply instanceof SupervisionReply.EscalationChanged changed) {
      escalations.add(changed.escalation().id());
    }
  }

  private Attempt attempt(Decider.Decision decision, Body body) {
    if (body instanceof Body.SubmitPrescription submit) {
      return attempt(decision, submit.draft(), "", "");
    } else if (body instanceof Body.DispensePrescription dispense) {
      Prescription known = view.prescription(dispense.prescription());
      return known == null
          ? null
          : attempt(decision, known.draft(), decision.command().principal().code(), known.id());
    } else if (body instanceof Body.SubmitOfflineClaim claim) {
      return attempt(decision, claim.form().prescription(), claim.form().dispenser(), "");
    }
    return null;
  }

  private Attempt attempt(
      Decider.Decision decision, Draft draft, String dispenser, String prescription) {
    return new Attempt(
        careArea(decision, draft),
        draft.person(),
        draft.hospital(),
        draft.physician(),
        dispenser,
        prescription,
        decision.outcome().timeMs(),
        decision.outcome().rejection());
  }

  private void count(Settlement settlement, HospitalMonth.Dispensed amounts, long timeMs) {
    book.dispensed(
        settlement.careArea(), settlement.hospital(), settlement.dispenser(), amounts, timeMs);
  }

  private void raise(List<Alert> raised) {
    for (Alert alert : raised) {
      alerts.put(nextPlace, alert);
      placeOf.put(key(alert), nextPlace++);
      if (alerts.size() > maxAlerts) {
        forgetOne();
      }
    }
  }

  private void forgetOne() {
    Long leaves = handled.pollFirst();
    if (leaves == null) {
      leaves = alerts.firstKey();
      forgotten++;
    }
    placeOf.remove(key(alerts.remove(leaves)));
  }

  private static String key(Alert alert) {
    return alert.area() + '/' + alert.id();
  }

  /** Up to {@code max} alerts of an area that come after a place, in the order of the log. */
  synchronized List<Placed<Alert>> alerts(
      String area, long after, int max, Predicate<Alert> wanted) {
    List<Placed<Alert>> found = new ArrayList<>();
    for (var each : alerts.tailMap(after, false).entrySet()) {
      if (found.size() == max) {
        break;
      }
      if (each.getValue().area().equals(area) && wanted.test(each.getValue())) {
        found.add(new Placed<>(each.getKey(), each.getValue()));
      }
    }
    return found;
  }

  /** One alert; null when it is not there, or not there any more. */
  synchronized Alert alert(String area, String id) {
    Long place = placeOf.get(area + '/' + id);
    return place == null ? null : alerts.get(place);
  }

  /** The ids of an area's complaints after an id, oldest first. */
  synchronized List<String> complaints(String area, String after) {
    return idsOf(complaints, area, after);
  }

  /** The ids of an area's escalations after an id, oldest first. */
  synchronized List<String> escalations(String area, String after) {
    return idsOf(escalations, area, after);
  }

  private static List<String> idsOf(TreeSet<String> ids, String area, String after) {
    String from = after.compareTo(area) > 0 ? after : area;
    return List.copyOf(Collections.unmodifiableSet(ids.subSet(from, false, area + '~', false)));
  }

  synchronized HospitalMonth month(String area, String hospital, String month) {
    return book.month(area, hospital, month);
  }

  synchronized List<String> sample(String area, String hospital, String month) {
    return book.sample(area, hospital, month);
  }

  /** How many alerts of each kind there are; those that had to leave are not counted. */
  public synchronized Map<Alert.Kind, Long> raised() {
    Map<Alert.Kind, Long> raised = new EnumMap<>(Alert.Kind.class);
    alerts.values().forEach(alert -> raised.merge(alert.kind(), 1L, Long::sum));
    return raised;
  }

  /** Alerts and supplies dropped for lack of room. */
  synchronized long forgotten() {
    return forgotten + monitor.forgotten();
  }

  /** Position of the last decision that it was told of. */
  synchronized long lastIndex() {
    return index;
  }

  /** The single numbers of the board. */
  record Numbers(long nextPlace, long forgotten, long index) {}

  /** One alert, where it stands, and whether it was handled. */
  record AlertAt(long place, Alert alert, boolean handled) {}

  /** The id of a complaint or an escalation. */
  record Known(String id) {}

  /** In which area a hospital is. */
  record HospitalAt(String hospital, String area) {}

  @Override
  public synchronized List<Section> freeze() {
    List<AlertAt> placed = new ArrayList<>(alerts.size());
    alerts.forEach(
        (place, alert) -> placed.add(new AlertAt(place, alert, handled.contains(place))));
    MonitorMemory watch = monitor.fixed();
    return List.of(
        Section.of(
            "supervision.numbers",
            RecordCodec.of(Numbers.class),
            List.of(new Numbers(nextPlace, forgotten, index))),
        Section.of("supervision.alerts", RecordCodec.of(AlertAt.class), placed),
        Section.of(
            "supervision.complaint_ids",
            RecordCodec.of(Known.class),
            complaints.stream().map(Known::new).toList()),
        Section.of(
            "supervision.escalation_ids",
            RecordCodec.of(Known.class),
            escalations.stream().map(Known::new).toList()),
        new Section() {
          @Override
          public String name() {
            return "supervision.watch";
          }

          @Override
          public void writeTo(EntryConsumer out) {
            Section.of(name(), RecordCodec.of(MonitorMemory.class), watch.portions()).writeTo(out);
          }
        },
        Section.of(
            "supervision.hospitals",
            RecordCodec.of(HospitalAt.class),
            areaOfHospital.entrySet().stream()
                .map(each -> new HospitalAt(each.getKey(), each.getValue()))
                .toList()),
        Section.of("supervision.book", RecordCodec.of(HospitalBook.Page.class), book.fixed()));
  }

  @Override
  public synchronized Map<String, EntryConsumer> loaders() {
    return Map.of(
        "supervision.hospitals",
            Section.loader(
                RecordCodec.of(HospitalAt.class),
                each -> areaOfHospital.put(each.hospital(), each.area())),
        "supervision.numbers", Section.loader(RecordCodec.of(Numbers.class), this::load),
        "supervision.alerts", Section.loader(RecordCodec.of(AlertAt.class), this::load),
        "supervision.complaint_ids",
            Section.loader(RecordCodec.of(Known.class), known -> complaints.add(known.id())),
        "supervision.escalation_ids",
            Section.loader(RecordCodec.of(Known.class), known -> escalations.add(known.id())),
        "supervision.watch", Section.loader(RecordCodec.of(MonitorMemory.class), monitor::load),
        "supervision.book", Section.loader(RecordCodec.of(HospitalBook.Page.class), book::load));
  }

  private synchronized void load(Numbers numbers) {
    nextPlace = numbers.nextPlace();
    forgotten = numbers.forgotten();
    index = numbers.index();
  }

  private synchronized void load(AlertAt at) {
    alerts.put(at.place(), at.alert());
    placeOf.put(key(at.alert()), at.place());
    if (at.handled()) {
      handled.add(at.place());
    }
  }
}
