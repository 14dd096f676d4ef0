package org.dualchannel.faultsim;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.decide.Body;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.prescription.Draft;

/** The commands that clients send. What the domain comes to ask for is added here. */
final class Orders {
  private static final long PACK_E4 = 10_000;
  private static final List<Diagnosis> DIAGNOSES = List.of(new Diagnosis("L20.9", "simulated"));

  private Orders() {}

  /** One pack of the capped drug, and with a second line one of the plain. */
  static Body submit(String hospital, String number, String person, int lines, long issuedMs) {
    List<Draft.Line> prescribed = new ArrayList<>(lines);
    for (int line = 1; line <= lines; line++) {
      prescribed.add(
          new Draft.Line(drug(line), PACK_E4, 7, "1", "mg", "QD", "oral", "", "模拟", true));
    }
    return new Body.SubmitPrescription(
        new Draft(
            hospital,
            number,
            Town.PHYSICIAN,
            "dermatology",
            person,
            "310",
            "14",
            "01",
            issuedMs,
            0,
            false,
            DIAGNOSES,
            ClinicalNotes.NONE,
            "",
            null,
            prescribed,
            0,
            0,
            List.of()));
  }

  static String drug(int line) {
    return line == 1 ? Town.CAPPED : Town.PLAIN;
  }

  static Body claim(String prescription, String secret) {
    return new Body.ClaimPrescription(prescription, secret, List.of());
  }

  static Body release(String prescription, String secret) {
    return new Body.ReleasePrescription(prescription, secret, "PATIENT", "", List.of());
  }

  static Body cancel(String prescription) {
    return new Body.CancelPrescription(prescription, "CLINICAL", "");
  }

  /**
   * Hands lines out.
   *
   * @param codes the trace code of each line
   */
  static Body dispense(
      String pharmacy,
      String prescription,
      String secret,
      List<Integer> lines,
      List<String> codes,
      boolean useAccount) {
    List<Body.DispensedLine> dispensed = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      int line = lines.get(i);
      long priceFen = Town.priceFen(drug(line));
      dispensed.add(
          new Body.DispensedLine(line, priceFen, PACK_E4, List.of(codes.get(i)), List.of(), null));
    }
    return new Body.DispensePrescription(
        prescription, secret, Town.pharmacist(pharmacy), dispensed, useAccount, null);
  }

  static Body giveBack(String pharmacy, String settlement, List<Integer> lines) {
    return new Body.ReturnDispense(
        settlement, Town.pharmacist(pharmacy), lines, "ADVERSE_REACTION", "");
  }
}
