package org.dualchannel.screening;

import java.util.List;
import org.dualchannel.prescription.ReviewCheck;

/**
 * What a policy says of the review.
 *
 * @param maxDrugs most drugs on one prescription
 * @param usualDays days that one line may supply without being long; chronic diseases aside
 * @param emergencyDays the same of an emergency visit
 * @param severities how severe a finding is; a check that is not named warns
 */
public record ScreeningRules(
    int maxDrugs, int usualDays, int emergencyDays, List<CheckSeverity> severities) {

  /** Five drugs, seven days, three in an emergency; everything warns. */
  public static final ScreeningRules DEFAULT = new ScreeningRules(5, 7, 3, List.of());

  /** How severe a finding of a check is. */
  public record CheckSeverity(ReviewCheck check, Severity severity) {}

  public ScreeningRules {
    severities = List.copyOf(severities);
  }

  Severity severityOf(ReviewCheck check) {
    for (CheckSeverity each : severities) {
      if (each.check() == check) {
        return each.severity();
      }
    }
    return Severity.WARN;
  }
}
