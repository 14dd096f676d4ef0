package org.dualchannel.prescription;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.rules.Rule;

/**
 * A circulated prescription. It is a value: each step of the lifecycle gives a new one. What may
 * follow what is said by {@link LifecycleRules}.
 *
 * @param id assigned by the gateway, at most 20 characters; also its trace code (rxTraceCode)
 * @param area pooling area that pays
 * @param draft what the hospital sent
 * @param untilMs it can be dispensed before this log time
 * @param admitted where in the log it was accepted
 * @param lines where each line stands, in the order of the draft
 * @param ended how it ended before all was dispensed, or {@code RUNNING}
 * @param hold the present claim; null when there is none
 * @param course what became of it so far, over all its hand-outs and repeats
 */
@Rule({"S2-8", "S2-19"})
public record Prescription(
    String id,
    String area,
    Draft draft,
    long untilMs,
    Admitted admitted,
    List<LineState> lines,
    Ended ended,
    Hold hold,
    Course course)
    implements LifecycleRules {

  /**
   * Where and under what it was accepted.
   *
   * @param index record of the log
   * @param timeMs log time
   */
  public record Admitted(long index, long timeMs, String catalogue, String policy) {}

  /** The end of a prescription other than by being dispensed. Append only. */
  public enum Ended {
    RUNNING,
    CANCELLED,
    EXPIRED
  }

  /** The state that callers see. Append only. */
  public enum Status {
    OPEN,
    HELD,
    /** Some of it is dispensed or closed, the rest is not; nobody holds it. */
    PARTLY_DISPENSED,
    /** Nothing is left to hand out, and something was handed out. */
    DISPENSED,
    CANCELLED,
    EXPIRED,
    PARTLY_RETURNED,
    RETURNED,
    /** Every line was closed and nothing handed out. */
    NOT_DISPENSED,
    /** As {@code DISPENSED}, and it may be dispensed again from a later day on. */
    BETWEEN_REPEATS
  }

  public Prescription {
    lines = List.copyOf(lines);
  }

  /** A prescription that has just been accepted. */
  public static Prescription accepted(
      String id, String area, Draft draft, long untilMs, Admitted admitted) {
    return new Prescription(
        id,
        area,
        draft,
        untilMs,
        admitted,
        allOpen(draft),
        Ended.RUNNING,
        null,
        Course.NOTHING_YET);
  }

  private static List<LineState> allOpen(Draft draft) {
    return Collections.nCopies(draft.lines().size(), LineState.OPEN);
  }

  /**
   * As it stands at a log time: a repeat that is due has opened, and what was owed in vain is owed
   * no more. Every step begins here, so that it makes no difference when the timers fire.
   */
  @Rule("S2-19")
  public Prescription asOf(long timeMs) {
    if (ended != Ended.RUNNING) {
      return this;
    }
    if (course.nextFromMs() > 0 && timeMs >= course.nextFromMs()) {
      return with(allOpen(draft), null, course.inNextRepeat());
    }
    return any(line -> line.owedInVain(timeMs))
        ? with(changed(line -> line.owedInVain(timeMs) ? line.owedByNobody() : line), hold, course)
        : this;
  }

  /** The state at a log time. */
  public Status statusAt(long timeMs) {
    Prescription now = asOf(timeMs);
    if (ended == Ended.CANCELLED) {
      return Status.CANCELLED;
    }
    if (!now.hasOpenLines()) {
      return now.course.finished();
    }
    if (ended == Ended.EXPIRED || timeMs >= untilMs) {
      return Status.EXPIRED;
    }
    if (now.heldAt(timeMs)) {
      return Status.HELD;
    }
    boolean untouched = now.lines.stream().allMatch(line -> line.step() == LineState.Step.OPEN);
    return untouched ? Status.OPEN : Status.PARTLY_DISPENSED;
  }

  public boolean hasOpenLines() {
    return any(LineState::open);
  }

  public boolean heldAt(long timeMs) {
    return hold != null && hold.activeAt(timeMs);
  }

  /** Whether it stands as it was accepted, holds aside. */
  public boolean isAsAccepted() {
    return course.equals(Course.NOTHING_YET) && lines.equals(allOpen(draft));
  }

  /** What the hospital wrote in the line of that number. */
  public Draft.Line line(int number) {
    return draft.lines().get(number - 1);
  }

  /** What is still to be handed out of an open line. */
  public long restE4(int number) {
    return line(number).quantityE4() - lines.get(number - 1).dispensedE4();
  }

  /** The numbers of the lines of which something is still to be handed out. */
  public List<Integer> openLines() {
    return numbers(LineState::open);
  }

  /** The open lines that nobody owes: those that are offered. */
  public List<Integer> offeredLines() {
    return numbers(line -> line.open() && line.owed() == null);
  }

  private List<Integer> numbers(Predicate<LineState> asked) {
    List<Integer> numbers = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      if (asked.test(lines.get(i))) {
        numbers.add(i + 1);
      }
    }
    return Collections.unmodifiableList(numbers);
  }

  private boolean any(Predicate<LineState> asked) {
    for (int i = 0; i < lines.size(); i++) {
      if (asked.test(lines.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** The open lines that this dispenser may claim. */
  public List<Integer> openLinesFor(String dispenser) {
    return openLines().stream().filter(number -> refuseOwed(number, dispenser) == null).toList();
  }

  /** Whether the dispenser owes the rest of an open line. */
  public boolean owes(String dispenser, int number) {
    return lines.get(number - 1).owedBy(dispenser);
  }

  public Prescription held(Hold next) {
    return with(lines, next, course);
  }

  /** Whether the dispenser owes a rest of any line. */
  public boolean owes(String dispenser) {
    return lines.stream().anyMatch(line -> line.owedBy(dispenser));
  }

  /** Who owes a rest of it, the first line deciding; null when nobody does. */
  public String owing() {
    return lines.stream()
        .filter(line -> line.owed() != null)
        .map(line -> line.owed().dispenser())
        .findFirst()
        .orElse(null);
  }

  /** Without the hold; what is owed stays owed. */
  public Prescription released() {
    return with(lines, null, course);
  }

  /** With some lines given up by the holder, also as far as it owed them. */
  public Prescription released(List<Integer> numbers) {
    return with(changed(numbers, LineState::owedByNobody), hold.without(numbers), course)
        .withoutIdleHold();
  }

  public Prescription ended(Ended how) {
    List<LineState> owedNoMore = changed(LineState::owedByNobody);
    return new Prescription(id, area, draft, untilMs, admitted, owedNoMore, how, null, course);
  }

  /**
   * With what one settlement handed out.
   *
   * @param owedUntilMs how long the dispenser keeps owing what it handed out only in part
   * @param timeMs log time of the hand-out
   */
  public Prescription dispensed(List<HandOut> given, long owedUntilMs, long timeMs) {
    List<LineState> next = new ArrayList<>(lines);
    for (HandOut each : given) {
      boolean whole = each.quantityE4() == restE4(each.line());
      LineState.Owed rest = whole ? null : new LineState.Owed(each.dispenser(), owedUntilMs);
      int place = each.line() - 1;
      next.set(place, next.get(place).handedOut(each.settlement(), each.quantityE4(), rest));
    }
    return with(next, hold, course.with(given)).withoutIdleHold().waitingForRepeat(timeMs);
  }

  /** With lines that a pharmacist closed for good. */
  public Prescription notDispensed(List<Integer> numbers, LineState.NotDispensed why) {
    return with(changed(numbers, line -> line.closed(why)), hold, course)
        .withoutIdleHold()
        .waitingForRepeat(why.timeMs());
  }

  /** With lines that the holder has not got. */
  public Prescription outOfStock(List<Integer> numbers) {
    Prescription next = released(numbers);
    return with(next.lines, next.hold, course.without(hold.holder()));
  }

  /** With lines of a settlement returned. What came back stays used: it is not dispensed again. */
  public Prescription returned(List<Integer> numbers, String settlement) {
    Course after = course.returned(numbers, settlement);
    List<LineState> next = new ArrayList<>(lines);
    for (int number : numbers) {
      LineState line = lines.get(number - 1);
      if (line.handedOutWhole()) {
        next.set(number - 1, line.as(after.stepOf(number)));
      }
    }
    return with(next, hold, after);
  }

  /** A hold ends when nothing is left under it but what its holder owes anyway. */
  private Prescription withoutIdleHold() {
    boolean needed =
        hold != null
            && hold.lines().stream()
                .map(number -> lines.get(number - 1))
                .anyMatch(line -> line.open() && !line.owedBy(hold.holder()));
    return needed ? this : released();
  }

  /** The next repeat is waited for once this one is complete, if it opens within the validity. */
  @Rule("S2-19")
  private Prescription waitingForRepeat(long timeMs) {
    if (hasOpenLines()
        || !course.dispensedInThisRepeat()
        || course.repeat() >= draft.maxRepeats()) {
      return this;
    }
    long fromMs = CivilDate.startMs(CivilDate.of(timeMs).plusDays(draft.minIntervalDays()));
    return fromMs < untilMs ? with(lines, hold, course.waitingUntil(fromMs)) : this;
  }

  private List<LineState> changed(UnaryOperator<LineState> change) {
    return lines.stream().map(change).toList();
  }

  private List<LineState> changed(List<Integer> numbers, UnaryOperator<LineState> change) {
    List<LineState> next = new ArrayList<>(lines);
    numbers.forEach(number -> next.set(number - 1, change.apply(lines.get(number - 1))));
    return next;
  }

  private Prescription with(List<LineState> nextLines, Hold nextHold, Course nextCourse) {
    return new Prescription(
        id, area, draft, untilMs, admitted, nextLines, ended, nextHold, nextCourse);
  }
}
