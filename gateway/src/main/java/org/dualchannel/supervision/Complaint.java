package org.dualchannel.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A complaint or a request of a patient, from its receipt to its end: received, assigned to who is
 * to look into it, answered, closed. A poor answer is assigned again. It is a value; each step
 * gives a new one.
 *
 * @param person person number of the patient; empty when the complaint is not about one
 * @param about code of the hospital or pharmacy that it is about; empty when about neither
 * @param text in the words of who received it; names no patient
 * @param assignee who looks into it; null until it is assigned
 * @param answer the last answer; empty until there is one
 * @param result how it ended; null until it is closed
 * @param due the last days for the steps
 * @param history every step in order
 */
@Rule("S2-22")
public record Complaint(
    String id,
    String area,
    Subject subject,
    String person,
    String about,
    String prescription,
    String text,
    Stage stage,
    Principal assignee,
    String answer,
    Result result,
    Due due,
    List<Step> history) {

  /** What it is about. Append only. */
  public enum Subject {
    SUPPLY,
    PRICE,
    REIMBURSEMENT,
    SERVICE,
    ENROLMENT,
    QUALITY,
    OTHER
  }

  /** Where it stands. Append only. */
  public enum Stage {
    RECEIVED,
    ASSIGNED,
    ANSWERED,
    CLOSED
  }

  /** How it ended. Append only. */
  public enum Result {
    SUBSTANTIATED,
    UNFOUNDED,
    SETTLED,
    WITHDRAWN
  }

  /** The last days for assigning, answering and closing. */
  public record Due(LocalDate assign, LocalDate answer, LocalDate close) {

    /** The days that the terms give to what is received on a day. */
    static Due from(LocalDate received, SupervisionRules.ComplaintTerms terms) {
      return new Due(
          received.plusDays(terms.assignDays()),
          received.plusDays(terms.answerDays()),
          received.plusDays(terms.closeDays()));
    }
  }

  /** One step that was taken. */
  public record Step(Stage to, Principal by, long timeMs, String note) {}

  /** What is complained of. */
  public record Matter(
      Subject subject, String person, String about, String prescription, String text) {}

  public Complaint {
    history = List.copyOf(history);
  }

  /** A complaint that has just been received. */
  public static Complaint received(
      String id,
      String area,
      Matter matter,
      Principal by,
      long timeMs,
      SupervisionRules.ComplaintTerms terms) {
    return new Complaint(
        id,
        area,
        matter.subject(),
        matter.person(),
        matter.about(),
        matter.prescription(),
        matter.text(),
        Stage.RECEIVED,
        null,
        "",
        null,
        Due.from(CivilDate.of(timeMs), terms),
        List.of(new Step(Stage.RECEIVED, by, timeMs, "")));
  }

  /** Refuses a step that its stage does not lead to; null when it does. */
  public Rejection refuseStep(Stage to) {
    boolean allowed =
        switch (to) {
          case RECEIVED -> false;
          case ASSIGNED -> stage != Stage.CLOSED;
          case ANSWERED -> stage == Stage.ASSIGNED;
          case CLOSED -> stage == Stage.ANSWERED;
        };
    return allowed
        ? null
        : Rejection.of(Reason.COMPLAINT_STEP, "complaint", id, "stage", stage, "step", to);
  }

  /** Somebody is in charge. */
  public Complaint assigned(Principal to, String note, Principal by, long timeMs) {
    return with(Stage.ASSIGNED, to, answer, null, by, timeMs, note);
  }

  /** The one in charge answered. */
  public Complaint answered(String words, Principal by, long timeMs) {
    return with(Stage.ANSWERED, assignee, words, null, by, timeMs, words);
  }

  /** The bureau ended it. */
  public Complaint closed(Result how, String note, Principal by, long timeMs) {
    return with(Stage.CLOSED, assignee, answer, how, by, timeMs, note);
  }

  /** Whether the next step is late on a day. */
  public boolean overdueOn(LocalDate day) {
    return switch (stage) {
      case RECEIVED -> day.isAfter(due.assign());
      case ASSIGNED -> day.isAfter(due.answer());
      case ANSWERED -> day.isAfter(due.close());
      case CLOSED -> false;
    };
  }

  /** Who received it, or sent it. */
  public Principal filedBy() {
    return history.get(0).by();
  }

  private Complaint with(
      Stage next,
      Principal inCharge,
      String words,
      Result how,
      Principal by,
      long timeMs,
      String note) {
    List<Step> steps = new ArrayList<>(history);
    steps.add(new Step(next, by, timeMs, note));
    return new Complaint(
        id,
        area,
        subject,
        person,
        about,
        prescription,
        text,
        next,
        inCharge,
        words,
        how,
        due,
        steps);
  }
}
