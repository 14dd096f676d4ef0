package org.dualchannel.supply;

import java.time.LocalDate;
import org.dualchannel.rules.Rule;

/**
 * What the service agreement of one year asks of a hospital about negotiated drugs.
 *
 * @param document the agreement
 * @param stockTargetBp stock rate that earns full points, 1 to 10,000
 * @param useTargetBp share of the drugs in scope that were used in the year and earn full points, 1
 *     to 10,000
 * @param stockWeightBp weight of stocking; the rest is that of use
 * @param violationDeductionBp what each recorded violation takes off
 */
@Rule("S2-11")
public record AgreementClause(
    String hospital,
    int year,
    String document,
    LocalDate signed,
    int stockTargetBp,
    int useTargetBp,
    int stockWeightBp,
    int violationDeductionBp) {}
