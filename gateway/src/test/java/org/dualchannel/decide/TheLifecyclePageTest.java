package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestRegistry.OTHER_PHARMACY;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dualchannel.prescription.NotDispensedReason;
import org.dualchannel.prescription.Prescription.Status;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Principal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The diagram and the table of the lifecycle page are what the code does: each step is taken in
 * each state, on a long-term prescription of one line of two packs with one repeat.
 */
@Tag("S2-19")
class TheLifecyclePageTest {
  private static final Path PAGE = Path.of("..", "docs", "lifecycle.md");
  private static final Principal HERE = pharmacy(PHARMACY);
  private static final Principal THERE = pharmacy(OTHER_PHARMACY);
  private static final int INTERVAL_DAYS = 10;
  private static final int VALID_DAYS = 28;

  /** The states of the page; a rest that is owed is told apart from one that is open to all. */
  private enum State {
    OPEN,
    HELD,
    PARTLY_DISPENSED_OWED,
    PARTLY_DISPENSED_OPEN,
    BETWEEN_REPEATS,
    DISPENSED,
    NOT_DISPENSED,
    PARTLY_RETURNED,
    RETURNED,
    CANCELLED,
    EXPIRED
  }

  /** What may be tried. The holder, and who owes a rest, is "here". */
  private enum Step {
    CLAIM("claim here"),
    CLAIM_ELSEWHERE("claim elsewhere"),
    RELEASE("release"),
    DISPENSE_PART("dispense a part"),
    DISPENSE_REST("dispense the rest"),
    OUT_OF_STOCK("out of stock"),
    DECLINED("declined"),
    CANCEL("cancel"),
    RETURN("return"),
    HOLD_ENDS("hold ends", State.HELD),
    OWED_ENDS("owed days end", State.PARTLY_DISPENSED_OWED),
    REPEAT_DAY("repeat is due", State.BETWEEN_REPEATS),
    VALIDITY_ENDS("validity ends");

    private final String label;
    private final State onlyIn; // null: may be tried in every state

    Step(String label) {
      this(label, null);
    }

    Step(String label, State onlyIn) {
      this.label = label;
      this.onlyIn = onlyIn;
    }
  }

  /** One prescription brought into a state. */
  private static final class Scene {
    final TestCity city = new TestCity();
    final String id;
    Settlement first; // null until something is dispensed

    Scene(State state) {
      city.watchRefusals = false;
      TestDraft draft = TestDraft.of(DEFERASIROX, 2).validFor(VALID_DAYS);
      draft.longTerm = true;
      boolean repeats = state == State.BETWEEN_REPEATS;
      draft.maxRepeats = repeats ? 1 : 0;
      draft.minIntervalDays = repeats ? INTERVAL_DAYS : 0;
      id = city.submitted(draft);
      bringTo(state);
      assertEquals(state, state(), "the scene itself");
    }

    private void bringTo(State state) {
      switch (state) {
        case OPEN -> {}
        case HELD -> accepted(city.claim(HERE, id));
        case PARTLY_DISPENSED_OWED -> part();
        case PARTLY_DISPENSED_OPEN -> {
          part();
          accepted(city.claim(HERE, id));
          accepted(city.release(HERE, id));
        }
        case BETWEEN_REPEATS, DISPENSED -> first = city.dispensed(HERE, id);
        case NOT_DISPENSED -> {
          accepted(city.claim(HERE, id));
          accepted(city.markNotDispensed(HERE, id, NotDispensedReason.PATIENT_DECLINED, 1));
        }
        case PARTLY_RETURNED -> {
          part();
          Settlement back = first;
          first = city.dispensed(HERE, id);
          accepted(city.giveBack(back, 1));
        }
        case RETURNED -> {
          first = city.dispensed(HERE, id);
          accepted(city.giveBack(first, 1));
        }
        case CANCELLED -> {
          part();
          accepted(city.cancel(id));
        }
        case EXPIRED -> {
          part();
          city.goTo(START.plusDays(VALID_DAYS));
          accepted(city.tick());
        }
      }
    }

    private void part() {
      first = city.dispensed(HERE, id, List.of(city.packs(id, 1, 1)));
    }

    State state() {
      var now = city.view.prescription(id).asOf(city.nowMs);
      Status status = now.statusAt(city.nowMs);
      if (status == Status.PARTLY_DISPENSED) {
        return now.lines().get(0).owed() == null
            ? State.PARTLY_DISPENSED_OPEN
            : State.PARTLY_DISPENSED_OWED;
      }
      return State.valueOf(status.name());
    }

    /** Takes a step: the state it led to, or the reason of its refusal; empty when idle. */
    String take(Step step) {
      State before = state();
      if (step.onlyIn != null && step.onlyIn != before) {
        return "";
      }
      Outcome outcome =
          switch (step) {
            case CLAIM -> city.claim(HERE, id);
            case CLAIM_ELSEWHERE -> city.claim(THERE, id);
            case RELEASE -> city.release(HERE, id);
            case DISPENSE_PART -> city.dispense(HERE, id, List.of(city.packs(id, 1, 1)));
            case DISPENSE_REST -> city.dispense(HERE, id, List.of(rest()));
            case OUT_OF_STOCK ->
                city.markNotDispensed(HERE, id, NotDispensedReason.OUT_OF_STOCK, 1);
            case DECLINED ->
                city.markNotDispensed(HERE, id, NotDispensedReason.PATIENT_DECLINED, 1);
            case CANCEL -> city.cancel(id);
            case RETURN -> first == null ? null : city.giveBack(first, 1);
            case HOLD_ENDS -> after(city.nowMs + Duration.ofMinutes(30).toMillis());
            case OWED_ENDS -> after(city.nowMs + Duration.ofDays(7).toMillis());
            case REPEAT_DAY -> after(CivilDate.startMs(START.plusDays(INTERVAL_DAYS)));
            case VALIDITY_ENDS -> after(CivilDate.startMs(START.plusDays(VALID_DAYS)));
          };
      if (outcome == null) {
        return "";
      }
      if (!outcome.accepted()) {
        return "`" + outcome.rejection().reason() + "`";
      }
      boolean idle = step == Step.VALIDITY_ENDS && state() == before;
      return idle ? "" : "**" + state() + "**";
    }

    private Body.DispensedLine rest() {
      long restE4 = city.view.prescription(id).asOf(city.nowMs).restE4(1);
      return city.packs(id, 1, restE4 == 0 ? 2 : restE4 / 10_000);
    }

    private Outcome after(long timeMs) {
      city.goToMs(Math.max(city.nowMs, timeMs));
      return city.tick();
    }
  }

  @Test
  void thePageSaysWhatTheCodeDoes() throws IOException {
    Map<State, List<String>> outcomes = new EnumMap<>(State.class);
    for (State state : State.values()) {
      List<String> cells = new ArrayList<>();
      for (Step step : Step.values()) {
        cells.add(new Scene(state).take(step));
      }
      outcomes.put(state, cells);
    }
    String page = Files.readString(PAGE);
    String now = replaced(page, "diagram", diagram(outcomes));
    now = replaced(now, "table", table(outcomes));
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(PAGE, now);
    }
    assertEquals(now, Files.readString(PAGE), "write it anew with -Dupdate.docs=true");
  }

  private static String replaced(String page, String part, String content) {
    String begin = "<!-- " + part + " -->\n";
    String end = "<!-- end of " + part + " -->";
    int from = page.indexOf(begin) + begin.length();
    return page.substring(0, from) + content + page.substring(page.indexOf(end));
  }

  private static String diagram(Map<State, List<String>> outcomes) {
    Map<String, List<String>> labels = new TreeMap<>();
    outcomes.forEach(
        (state, cells) -> {
          for (Step step : Step.values()) {
            String cell = cells.get(step.ordinal());
            if (cell.startsWith("**") && !cell.equals("**" + state + "**")) {
              labels
                  .computeIfAbsent(
                      state + " --> " + cell.replace("*", ""), edge -> new ArrayList<>())
                  .add(step.label);
            }
          }
        });
    StringBuilder text =
        new StringBuilder("```mermaid\nstateDiagram-v2\n  [*] --> OPEN : submit\n");
    labels.forEach(
        (edge, steps) ->
            text.append("  ")
                .append(edge)
                .append(" : ")
                .append(String.join(", ", steps))
                .append('\n'));
    return text.append("```\n").toString();
  }

  private static String table(Map<State, List<String>> outcomes) {
    StringBuilder text = new StringBuilder("| step |");
    Arrays.stream(State.values()).forEach(state -> text.append(' ').append(state).append(" |"));
    text.append("\n|---|").append("---|".repeat(State.values().length)).append('\n');
    for (Step step : Step.values()) {
      text.append("| ").append(step.label).append(" |");
      outcomes.forEach(
          (state, cells) -> {
            String cell = cells.get(step.ordinal());
            text.append(cell.isEmpty() ? " – |" : " " + cell + " |");
          });
      text.append('\n');
    }
    return text.toString();
  }
}
