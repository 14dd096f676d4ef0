package org.dualchannel.supervision;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Rule;

/** The alerts that one record of the log raises. */
final class Raised {

  private final long index;
  private final MonitoringLimits limits;
  private final List<Alert> alerts = new ArrayList<>(0);

  Raised(long index, MonitoringLimits limits) {
    this.index = index;
    this.limits = limits;
  }

  void add(Alert.Kind kind, About about, Object... keysAndValues) {
    if (!limits.watches(kind)) {
      return;
    }
    List<Alert.Evidence> evidence = new ArrayList<>(keysAndValues.length / 2);
    for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
      evidence.add(
          new Alert.Evidence((String) keysAndValues[i], String.valueOf(keysAndValues[i + 1])));
    }
    int ordinal = 1 + (int) alerts.stream().filter(each -> each.kind() == kind).count();
    alerts.add(
        new Alert(
            Alert.id(index, kind, ordinal),
            kind,
            about.area(),
            index,
            about.timeMs(),
            about.person(),
            about.hospital(),
            about.physician(),
            about.dispenser(),
            about.prescription(),
            about.settlement(),
            evidence));
  }

  List<Alert> alerts() {
    return alerts;
  }

  /** Whom and what an alert is about. */
  record About(
      String area,
      String person,
      String hospital,
      String physician,
      String dispenser,
      String prescription,
      String settlement,
      long timeMs) {

    @Rule("S2-41")
    static About of(Supplied supplied) {
      return new About(
          supplied.careArea(),
          supplied.person(),
          supplied.hospital(),
          supplied.physician(),
          supplied.dispenser(),
          supplied.prescription(),
          supplied.settlement(),
          supplied.timeMs());
    }

    static About of(Attempt attempt) {
      return new About(
          attempt.area(),
          attempt.person(),
          attempt.hospital(),
          attempt.physician(),
          attempt.dispenser(),
          attempt.prescription(),
          "",
          attempt.timeMs());
    }

    About at(long time) {
      return new About(
          area, person, hospital, physician, dispenser, prescription, settlement, time);
    }
  }
}
