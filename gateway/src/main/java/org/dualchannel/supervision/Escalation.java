package org.dualchannel.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A serious matter that goes up to both the bureau and the health commission of an area. It is
 * answered when both have answered.
 *
 * @param reference the complaint, alert or prescription behind it; empty when there is none
 * @param occurred day on which it came up
 * @param late whether it was reported later than the rules allow
 * @param answerBy last day for the answers
 * @param answers at most one of each addressee, in order
 */
@Rule("S2-23")
public record Escalation(
    String id,
    String area,
    Matter matter,
    String reference,
    String text,
    LocalDate occurred,
    Principal by,
    long timeMs,
    boolean late,
    LocalDate answerBy,
    List<Answer> answers) {

  /** Whom a serious matter goes to, always both. */
  public static final List<Role> ADDRESSEES = List.of(Role.BUREAU, Role.HEALTH_COMMISSION);

  /** What kind of matter it is. Append only. */
  public enum Matter {
    SUPPLY_BREAK,
    FRAUD,
    SAFETY,
    POLICY,
    SYSTEM,
    OTHER
  }

  /** What an addressee directs. */
  public record Answer(Role role, String text, long timeMs) {}

  public Escalation {
    answers = List.copyOf(answers);
  }

  /** A matter that is reported now. */
  public static Escalation raised(
      String id,
      String area,
      Matter matter,
      String reference,
      String text,
      LocalDate occurred,
      Principal by,
      long timeMs,
      SupervisionRules rules) {
    LocalDate today = CivilDate.of(timeMs);
    return new Escalation(
        id,
        area,
        matter,
        reference,
        text,
        occurred,
        by,
        timeMs,
        today.isAfter(occurred.plusDays(rules.escalateWithinDays())),
        today.plusDays(rules.escalationAnswerDays()),
        List.of());
  }

  /** Refuses a second answer of the same addressee; null for the first. */
  public Rejection refuseSecondAnswer(Role role) {
    return answeredBy(role)
        ? Rejection.of(Reason.ESCALATION_ANSWERED, "escalation", id, "role", role)
        : null;
  }

  /** With the answer of one addressee. */
  public Escalation answered(Role role, String words, long now) {
    List<Answer> all = new ArrayList<>(answers);
    all.add(new Answer(role, words, now));
    return new Escalation(
        id, area, matter, reference, text, occurred, by, timeMs, late, answerBy, all);
  }

  public boolean answeredBy(Role role) {
    return answers.stream().anyMatch(answer -> answer.role() == role);
  }

  /** Whether both have answered. */
  public boolean settled() {
    return ADDRESSEES.stream().allMatch(this::answeredBy);
  }

  /** Whether an answer is late on a day. */
  public boolean overdueOn(LocalDate day) {
    return !settled() && day.isAfter(answerBy);
  }
}
