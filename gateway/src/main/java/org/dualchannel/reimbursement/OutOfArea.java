package org.dualchannel.reimbursement;

import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * How far an area settles care in other areas at the counter, and under which controls of risk. An
 * area without it has not opened direct settlement: such care is reimbursed by a claim.
 *
 * @param careAreas pooling areas where care is settled directly; empty = all
 * @param visitTypes national visit types that are settled directly; empty = all
 * @param filingRequired whether the person has to have filed the care beforehand; emergencies never
 *     need it
 * @param mostPerSettlement highest total of one settlement; null = no limit
 * @param mostPerDay highest total of a person's settlements out of area on one day; null = no limit
 */
@Rule("S2-16")
public record OutOfArea(
    List<String> careAreas,
    List<String> visitTypes,
    boolean filingRequired,
    Amount mostPerSettlement,
    Amount mostPerDay) {

  public OutOfArea {
    careAreas = List.copyOf(careAreas);
    visitTypes = List.copyOf(visitTypes);
  }

  /** Whether care in the area is settled directly. */
  public boolean opensArea(String careArea) {
    return careAreas.isEmpty() || careAreas.contains(careArea);
  }

  /** Whether a visit of the type is settled directly. */
  public boolean opensVisit(String visitType) {
    return visitTypes.isEmpty() || visitTypes.contains(visitType);
  }

  /** Whether care that was filed so, or was not, is settled directly. */
  public boolean opensFiling(AreaKind kind) {
    return !filingRequired || kind != AreaKind.UNFILED;
  }
}
