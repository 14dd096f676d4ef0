package org.dualchannel.report;

import java.util.List;
import org.dualchannel.decide.Body;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Pharmacy;

/** Filings of the registry as rows; persons are left out. */
final class RegistryRows {
  private RegistryRows() {}

  static void add(long index, Body.ImportRegistry entries, List<Change> changes) {
    for (Institution each : entries.institutions()) {
      changes.add(
          Change.Row.of(
              Table.INSTITUTIONS, index, each.area(), each.code(), each.name(), each.level()));
    }
    entries.pharmacies().forEach(each -> pharmacy(index, each, changes));
    entries.designations().forEach(each -> designation(index, each, changes));
  }

  private static void pharmacy(long index, Pharmacy pharmacy, List<Change> changes) {
    changes.add(
        Change.Row.of(
            Table.PHARMACIES,
            index,
            pharmacy.area(),
            pharmacy.code(),
            pharmacy.name(),
            text(pharmacy.address()),
            text(pharmacy.phone()),
            pharmacy.canSupply(),
            pharmacy.regulatorApproved(),
            pharmacy.electronicTraceability(),
            pharmacy.coldChain()));
    for (Period period : pharmacy.designated()) {
      changes.add(
          Change.Row.of(
              Table.PHARMACY_PERIODS,
              index,
              pharmacy.code(),
              Days.day(period.from()),
              Days.end(period.to())));
    }
  }

  private static void designation(long index, Designation designation, List<Change> changes) {
    List<Period> periods = designation.periods();
    if (periods.isEmpty()) {
      changes.add(row(index, designation, Table.OPEN_END, 0));
    }
    for (Period period : periods) {
      changes.add(row(index, designation, Days.day(period.from()), Days.end(period.to())));
    }
  }

  private static Change row(long index, Designation designation, int from, int to) {
    return Change.Row.of(
        Table.DESIGNATION_PERIODS, index, designation.hospital(), designation.pharmacy(), from, to);
  }

  private static String text(String optional) {
    return optional == null ? "" : optional;
  }
}
