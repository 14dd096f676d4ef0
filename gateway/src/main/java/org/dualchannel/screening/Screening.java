package org.dualchannel.screening;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.ReviewCheck;
import org.dualchannel.registry.Person;
import org.dualchannel.rules.Rule;

/** Reviews a prescription whose drugs are all in the catalogue. */
@Rule({"S2-18", "S2-19", "S2-20"})
public final class Screening {
  private final Draft draft;
  private final ScreeningRules rules;
  private final List<Finding> findings = new ArrayList<>();

  private Screening(Draft draft, ScreeningRules rules) {
    this.draft = draft;
    this.rules = rules;
  }

  /**
   * The findings in the order of the checks, those that are switched off left out.
   *
   * @param date day on which it is reviewed
   * @param running whether an earlier supply of a molecule still runs
   */
  public static List<Finding> review(
      Draft draft,
      Person person,
      Catalogue catalogue,
      LocalDate date,
      Predicate<String> running,
      ScreeningRules rules) {
    Screening screening = new Screening(draft, rules);
    new WritingChecks(draft, catalogue, rules).run(screening);
    new PatientChecks(draft, catalogue, person.ageOn(date), running).run(screening);
    screening.findings.sort((one, other) -> one.check().compareTo(other.check()));
    return List.copyOf(screening.findings);
  }

  /** Notes a finding. */
  void found(ReviewCheck check, int line, String detail) {
    Severity severity = rules.severityOf(check);
    if (severity != Severity.OFF) {
      findings.add(new Finding(check, line, severity, detail, draft.reasonFor(check)));
    }
  }
}
