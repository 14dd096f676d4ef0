package org.dualchannel.supervision;

import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * The thresholds of the watch.
 *
 * @param overlapToleranceDays days of an earlier supply that may be left when the next is dispensed
 * @param sameDayDispensers so many dispensers of one person on one day raise an alert; 2 or more
 * @param maxDaysOnHand most days of one molecule that a person may have at home after a supply
 * @param prescriberDaily most prescriptions of one physician on one day
 * @param switchedOff kinds that raise no alert
 */
@Rule("S2-20")
public record MonitoringLimits(
    int overlapToleranceDays,
    int sameDayDispensers,
    int maxDaysOnHand,
    int prescriberDaily,
    List<Alert.Kind> switchedOff) {

  /** What holds until an area sets its own. */
  public static final MonitoringLimits DEFAULT = new MonitoringLimits(7, 2, 100, 120, List.of());

  public MonitoringLimits {
    switchedOff = List.copyOf(switchedOff);
  }

  boolean watches(Alert.Kind kind) {
    return !switchedOff.contains(kind);
  }
}
