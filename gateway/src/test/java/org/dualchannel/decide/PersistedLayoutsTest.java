package org.dualchannel.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Designations;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;
import org.dualchannel.reimbursement.Accumulators;
import org.dualchannel.routing.Stock;
import org.dualchannel.supervision.AlertHandling;
import org.dualchannel.supervision.Complaint;
import org.dualchannel.supervision.DrgAdjustment;
import org.dualchannel.supervision.Escalation;
import org.dualchannel.supervision.HospitalFigures;
import org.dualchannel.supervision.SupervisionRules;
import org.dualchannel.supply.AgreementClause;
import org.dualchannel.supply.AnnualScore;
import org.dualchannel.supply.Delivery;
import org.dualchannel.supply.Formulary;
import org.dualchannel.supply.PharmacyList;
import org.dualchannel.supply.Qualification;
import org.dualchannel.supply.Slot;
import org.dualchannel.supply.SupplyTask;
import org.dualchannel.supply.UnstockedCase;
import org.dualchannel.supply.Violation;
import org.dualchannel.trace.Sale;
import org.junit.jupiter.api.Test;

/**
 * What is on disk stays readable: the layout of every persisted value is kept in {@code
 * persisted-layouts.txt}, and a change that is more than an addition at an end fails here.
 *
 * <p>To add a component, an enum constant or a wire id, add it at the end of its list, run this
 * test, and copy {@code target/persisted-layouts.txt}, which it writes when it fails, over the
 * resource in the same commit. Never edit the resource to make a reordering or a removal pass.
 */
class PersistedLayoutsTest {
  private static final String RESOURCE = "persisted-layouts.txt";

  /** How the line of a sealed type begins; its order is that of the ids, so any may be new. */
  private static final Pattern WIRE_IDS = Pattern.compile(" \\d+=");

  private static final List<Class<?>> PERSISTED =
      List.of(
          Command.class,
          Outcome.class,
          Institution.class,
          Physician.class,
          Pharmacy.class,
          Pharmacist.class,
          Designations.class,
          Stock.class,
          Person.class,
          State.Account.class,
          Enrolment.class,
          State.EnrolmentIds.class,
          Prescription.class,
          State.Id.class,
          Sale.class,
          Accumulators.class,
          Settlement.class,
          State.SettlementIds.class,
          State.Answered.class,
          SupplyTask.class,
          SupplyTables.Confirmed.class,
          Formulary.class,
          UnstockedCase.class,
          Violation.class,
          Qualification.class,
          PharmacyList.class,
          AgreementClause.class,
          AnnualScore.class,
          SupplyTables.Use.class,
          Delivery.class,
          Slot.class,
          Slot.Booking.class,
          SupervisionRules.class,
          AlertHandling.class,
          Complaint.class,
          Escalation.class,
          DrgAdjustment.class,
          SupervisionTables.DrgIds.class,
          HospitalFigures.class);

  @Test
  void everyLayoutIsAsReleasedOrLonger() throws IOException {
    String now = now();
    String released = released();
    if (!now.equals(released)) {
      Files.createDirectories(Path.of("target"));
      Files.writeString(Path.of("target", RESOURCE), now);
    }
    Map<String, String> types = types(now);
    types(released)
        .forEach(
            (name, layout) ->
                assertTrue(
                    grown(layout, types.getOrDefault(name, "")),
                    () -> "was " + name + layout + "\nis  " + name + types.get(name)));
    assertEquals(released, now, "only additions: copy target/" + RESOURCE + " over the resource");
  }

  @Test
  void everyTableIsAmongThem() {
    try (TestCity city = TestCity.empty()) {
      assertEquals(city.state.tables().size() + 2, PERSISTED.size());
    }
  }

  private static boolean grown(String before, String after) {
    if (WIRE_IDS.matcher(before).lookingAt()) {
      return List.of(after.strip().split(", ")).containsAll(List.of(before.strip().split(", ")));
    }
    return after.equals(before) || before.isBlank() || after.startsWith(before + ", ");
  }

  private static String now() {
    Map<String, String> types = new LinkedHashMap<>();
    for (Class<?> each : PERSISTED) {
      types.putAll(types(RecordCodec.of(each).layout()));
    }
    List<String> lines = new ArrayList<>();
    types.forEach((name, layout) -> lines.add(name + layout));
    return String.join("\n", lines) + "\n";
  }

  private static String released() throws IOException {
    try (InputStream in = PersistedLayoutsTest.class.getResourceAsStream("/" + RESOURCE)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Name of each type, to the rest of its line. */
  private static Map<String, String> types(String text) {
    Map<String, String> types = new LinkedHashMap<>();
    for (String line : text.split("\n")) {
      if (!line.isBlank()) {
        int end = line.indexOf(' ');
        types.put(line.substring(0, end), line.substring(end));
      }
    }
    return types;
  }
}
