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

  static void add(long index, Body.ImportRegistry entries, Batch batch) {
    for (Institution each : entries.institutions()) {
      batch
          .row(Table.INSTITUTIONS, index)
          .add(each.area())
          .add(each.code())
          .add(each.name())
          .add(each.level());
    }
    entries.pharmacies().forEach(each -> pharmacy(index, each, batch));
    entries.designations().forEach(each -> designation(index, each, batch));
  }

  private static void pharmacy(long index, Pharmacy pharmacy, Batch batch) {
    batch
        .row(Table.PHARMACIES, index)
        .add(pharmacy.area())
        .add(pharmacy.code())
        .add(pharmacy.name())
        .add(text(pharmacy.address()))
        .add(text(pharmacy.phone()))
        .add(pharmacy.canSupply())
        .add(pharmacy.regulatorApproved())
        .add(pharmacy.electronicTraceability())
        .add(pharmacy.coldChain());
    for (Period period : pharmacy.designated()) {
      batch
          .row(Table.PHARMACY_PERIODS, index)
          .add(pharmacy.code())
          .add(Days.day(period.from()))
          .add(Days.end(period.to()));
    }
  }

  private static void designation(long index, Designation designation, Batch batch) {
    List<Period> periods = designation.periods();
    if (periods.isEmpty()) {
      row(index, designation, Table.OPEN_END, 0, batch);
    }
    for (Period period : periods) {
      row(index, designation, Days.day(period.from()), Days.end(period.to()), batch);
    }
  }

  private static void row(long index, Designation designation, int from, int to, Batch batch) {
    batch
        .row(Table.DESIGNATION_PERIODS, index)
        .add(designation.hospital())
        .add(designation.pharmacy())
        .add(from)
        .add(to);
  }

  private static String text(String optional) {
    return optional == null ? "" : optional;
  }
}
