package org.dualchannel.faultsim;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.decide.Body;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.prescription.Draft;

/** The commands that clients send. What the domain comes to ask for is added here. */
final class Orders {
  static final long PACK_E4 = 10_000;
  private static final List<Diagnosis> DIAGNOSES = List.of(new Diagnosis("L20.9", "simulated"));

  private Orders() {}

  /** Packs of the capped drug, and with a second line packs of the plain. */
  static Body submit(String hospital, String number, String person, int amounts, long issuedMs) {
    List<Draft.Line> prescribed = new ArrayList<>();
    for (int line : Amounts.numbers(amounts)) {
      long quantityE4 = PACK_E4 * Amounts.at(amounts, line);
      prescribed.add(
          new Draft.Line(drug(line), quantityE4, 7, "1", "mg", "QD", "oral", "", "模拟", true));
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

  static Body claim(String prescription, String secret, List<Integer> lines) {
    return new Body.ClaimPrescription(prescription, secret, lines);
  }

  static Body release(String prescription, String secret) {
    return new Body.ReleasePrescription(prescription, secret, "PATIENT", "", List.of());
  }

  static Body cancel(String prescription) {
    return new Body.CancelPrescription(prescription, "CLINICAL", "");
  }

  /**
   * Hands packs out.
   *
   * @param codes the trace codes of all packs, line by line
   */
  static Body dispense(
      String pharmacy,
      String prescription,
      String secret,
      int amounts,
      List<String> codes,
      boolean useAccount) {
    List<Body.DispensedLine> dispensed = new ArrayList<>();
    int first = 0;
    for (int line : Amounts.numbers(amounts)) {
      int packs = Amounts.at(amounts, line);
      List<String> own = codes.subList(first, first + packs);
      first += packs;
      long priceFen = Town.priceFen(drug(line));
      dispensed.add(new Body.DispensedLine(line, priceFen, PACK_E4 * packs, own, List.of(), null));
    }
    return new Body.DispensePrescription(
        prescription, secret, Town.pharmacist(pharmacy), dispensed, useAccount, null);
  }

  static Body giveBack(String pharmacy, String settlement, List<Integer> lines) {
    return new Body.ReturnDispense(
        settlement, Town.pharmacist(pharmacy), lines, "ADVERSE_REACTION", "");
  }
}
