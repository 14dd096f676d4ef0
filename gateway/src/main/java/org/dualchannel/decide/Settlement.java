package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.reimbursement.SettlementInput;
import org.dualchannel.reimbursement.SettlementResult;
import org.dualchannel.trace.CodeFree;
import org.dualchannel.trace.Portion;

/**
 * A settlement as it stands: as first settled, or as its last return left it. It keeps its input,
 * so that a return or an audit can settle again.
 *
 * @param id assigned by the gateway, at most 20 characters
 * @param prescription empty when an offline claim was settled, which has the same id
 * @param dispenser pharmacy, or the prescribing hospital when it dispensed itself
 * @param pharmacist empty for an offline claim
 * @param timeMs log time at which it was settled; returns do not change it
 * @param catalogue version that was in force where the care was given
 * @param sold what was handed out, with the lines that came back marked
 * @param index record of the log that settled it
 * @param personType national person type at that time
 * @param hospitalLevel level code of the prescribing hospital at that time
 * @param enrolments what the guarantee rested on, for each of its lines; none for other benefits
 * @param recordedCareArea pooling area of the prescribing hospital; null in settlements of before
 *     it was recorded, see {@link #careArea}
 * @param reviewer the second pharmacist; null when the policy asks for none and none was named
 */
public record Settlement(
    String id,
    String prescription,
    String area,
    String person,
    String hospital,
    String dispenser,
    String pharmacist,
    long timeMs,
    String catalogue,
    SettlementInput input,
    SettlementResult result,
    List<SoldLine> sold,
    long index,
    String personType,
    String hospitalLevel,
    List<UsedEnrolment> enrolments,
    String recordedCareArea,
    String reviewer) {

  /** The version of the enrolment under which the guarantee paid a line. */
  public record UsedEnrolment(int line, String enrolment, int version) {}

  /**
   * One line handed out.
   *
   * @param traceCodes keys of the packs that were sold whole
   * @param portions what came out of opened packs, by their keys
   * @param codeFree why its packs bear no codes; null when they do
   */
  public record SoldLine(
      int line,
      String drug,
      List<String> traceCodes,
      boolean returned,
      List<Portion> portions,
      CodeFree codeFree) {
    public SoldLine {
      traceCodes = List.copyOf(traceCodes);
      portions = List.copyOf(portions);
    }

    SoldLine asReturned() {
      return new SoldLine(line, drug, traceCodes, true, portions, codeFree);
    }
  }

  public Settlement {
    sold = List.copyOf(sold);
    enrolments = List.copyOf(enrolments);
  }

  /** Pooling area of the prescribing hospital. */
  public String careArea() {
    return recordedCareArea == null ? area : recordedCareArea;
  }

  /** Whether it is that of an offline claim. */
  public boolean ofClaim() {
    return prescription.isEmpty();
  }

  /** What is left of it when lines have come back. */
  Settlement without(List<Integer> lines, SettlementInput keptInput, SettlementResult keptResult) {
    List<SoldLine> marked =
        sold.stream().map(line -> lines.contains(line.line()) ? line.asReturned() : line).toList();
    return new Settlement(
        id,
        prescription,
        area,
        person,
        hospital,
        dispenser,
        pharmacist,
        timeMs,
        catalogue,
        keptInput,
        keptResult,
        marked,
        index,
        personType,
        hospitalLevel,
        enrolments,
        recordedCareArea,
        reviewer);
  }

  /** The line as sold; null when it is not part of this settlement. */
  SoldLine sold(int line) {
    for (SoldLine each : sold) {
      if (each.line() == line) {
        return each;
      }
    }
    return null;
  }
}
