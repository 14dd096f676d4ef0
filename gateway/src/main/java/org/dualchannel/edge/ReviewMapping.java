package org.dualchannel.edge;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.ReviewCheck;
import org.dualchannel.screening.Finding;
import org.dualchannel.screening.ScreeningRules;
import org.dualchannel.screening.ScreeningRules.CheckSeverity;
import org.dualchannel.screening.Severity;
import org.dualchannel.v1.Justification;
import org.dualchannel.v1.ReviewFamily;
import org.dualchannel.v1.ReviewFinding;
import org.dualchannel.v1.ReviewSeverity;

/** The review before circulation between the contract and the domain. */
final class ReviewMapping {
  private static final ByName<ReviewCheck, org.dualchannel.v1.ReviewCheck> CHECKS =
      ByName.of(ReviewCheck.class, org.dualchannel.v1.ReviewCheck.class, "REVIEW_CHECK_");
  private static final ByName<Severity, ReviewSeverity> SEVERITIES =
      ByName.of(Severity.class, ReviewSeverity.class, "REVIEW_SEVERITY_");

  /** What a finding of each check says whatever it found. */
  private static final Map<ReviewCheck, ReviewFinding> FINDINGS = new EnumMap<>(ReviewCheck.class);

  static {
    for (ReviewCheck check : ReviewCheck.values()) {
      FINDINGS.put(
          check,
          ReviewFinding.newBuilder()
              .setCheck(ofCheck(check))
              .setFamily(ReviewFamily.valueOf("REVIEW_FAMILY_" + check.family().name()))
              .setExplanation(ClinicalMapping.text(check.english(), check.chinese()))
              .build());
    }
  }

  private ReviewMapping() {}

  static List<Draft.Justification> justifications(List<Justification> justifications) {
    return justifications.stream()
        .map(each -> new Draft.Justification(check(each.getCheck()), each.getReason()))
        .toList();
  }

  static List<Justification> ofJustifications(List<Draft.Justification> justifications) {
    return justifications.stream()
        .map(
            each ->
                Justification.newBuilder()
                    .setCheck(ofCheck(each.check()))
                    .setReason(each.reason())
                    .build())
        .toList();
  }

  static List<ReviewFinding> ofFindings(List<Finding> findings) {
    return findings.stream().map(ReviewMapping::ofFinding).toList();
  }

  /** What a finding says whatever it found. */
  static ReviewFinding said(ReviewCheck check) {
    return FINDINGS.get(check);
  }

  private static ReviewFinding ofFinding(Finding finding) {
    return FINDINGS.get(finding.check()).toBuilder()
        .setSeverity(ofSeverity(finding.severity()))
        .setLineNumber(finding.line())
        .setDetail(finding.detail())
        .setReason(finding.reason() == null ? "" : finding.reason())
        .build();
  }

  static ScreeningRules rules(org.dualchannel.v1.ScreeningRules rules) {
    ScreeningRules normal = ScreeningRules.DEFAULT;
    return new ScreeningRules(
        rules.getMaxDrugs() == 0 ? normal.maxDrugs() : rules.getMaxDrugs(),
        rules.getUsualDays() == 0 ? normal.usualDays() : rules.getUsualDays(),
        rules.getEmergencyDays() == 0 ? normal.emergencyDays() : rules.getEmergencyDays(),
        rules.getSeveritiesList().stream()
            .map(each -> new CheckSeverity(check(each.getCheck()), severity(each.getSeverity())))
            .toList());
  }

  static org.dualchannel.v1.ScreeningRules ofRules(ScreeningRules rules) {
    org.dualchannel.v1.ScreeningRules.Builder mapped =
        org.dualchannel.v1.ScreeningRules.newBuilder()
            .setMaxDrugs(rules.maxDrugs())
            .setUsualDays(rules.usualDays())
            .setEmergencyDays(rules.emergencyDays());
    for (CheckSeverity each : rules.severities()) {
      mapped
          .addSeveritiesBuilder()
          .setCheck(ofCheck(each.check()))
          .setSeverity(ofSeverity(each.severity()));
    }
    return mapped.build();
  }

  private static ReviewCheck check(org.dualchannel.v1.ReviewCheck check) {
    return ReviewCheck.valueOf(ClinicalMapping.word(check, "REVIEW_CHECK_"));
  }

  private static org.dualchannel.v1.ReviewCheck ofCheck(ReviewCheck check) {
    return CHECKS.get(check);
  }

  private static Severity severity(ReviewSeverity severity) {
    return Severity.valueOf(ClinicalMapping.word(severity, "REVIEW_SEVERITY_"));
  }

  static ReviewSeverity ofSeverity(Severity severity) {
    return SEVERITIES.get(severity);
  }
}
