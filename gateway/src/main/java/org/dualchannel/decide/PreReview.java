package org.dualchannel.decide;

import java.util.List;
import java.util.stream.Collectors;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.ReviewCheck;
import org.dualchannel.registry.Person;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.screening.Finding;
import org.dualchannel.screening.Screening;
import org.dualchannel.screening.Severity;

/** The review before a prescription circulates: refuses it, asks for a reason, or only tells. */
@Rule({"S2-18", "S2-19", "S2-20"})
final class PreReview {
  private PreReview() {}

  /** What the review found and the policy lets pass. */
  static List<Finding> review(Turn turn, Draft draft, Person person, BenefitPolicy policy) {
    List<Finding> findings =
        Screening.review(
            draft,
            person,
            turn.catalogue(),
            turn.date,
            molecule -> Refills.runs(turn, draft.person(), molecule),
            policy.rules().screeningRules());
    if (!findings.isEmpty()) {
      refuse(findings.stream().filter(each -> each.severity() == Severity.REFUSE).toList());
      refuse(findings.stream().filter(Finding::refuses).toList());
    }
    return findings;
  }

  /** Refuses for the first finding, telling all of them; never what it says of the patient. */
  private static void refuse(List<Finding> findings) {
    if (!findings.isEmpty()) {
      throw Refusal.refusal(
          reason(findings.get(0)),
          "checks",
          findings.stream().map(PreReview::name).collect(Collectors.joining(", ")));
    }
  }

  private static Reason reason(Finding finding) {
    if (finding.severity() == Severity.REASON_REQUIRED) {
      return Reason.REVIEW_REASON_MISSING;
    }
    ReviewCheck.Family family = finding.check().family();
    return switch (family) {
      case LEGALITY -> Reason.REVIEW_NOT_LEGAL;
      case STANDARDNESS -> Reason.REVIEW_NOT_STANDARD;
      case SUITABILITY -> Reason.REVIEW_NOT_SUITABLE;
    };
  }

  private static String name(Finding finding) {
    return finding.line() == 0
        ? finding.check().name()
        : finding.check() + " (line " + finding.line() + ")";
  }
}
