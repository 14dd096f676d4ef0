package org.dualchannel.reimbursement;

/**
 * One dispensed line.
 *
 * @param line number of the line in its prescription, unique within the settlement, at least 1
 * @param drug national drug code
 * @param molecule short id shared by the strengths of a drug; caps count by it
 * @param priceFen price of one pack, at least 0
 * @param quantityE4 packs in 1/10,000, at least 0
 * @param inCatalogue false = the person pays the line
 * @param restrictionMet false = the person pays the line (the decider has refused it already when
 *     the policy says REFUSE)
 * @param standard payment standard of one pack, from {@link PaymentStandard}; null = none
 * @param firstSelfPayBp share that the person pays before any ratio
 * @param specialOutpatient the drug is in special-outpatient scope and the person is enrolled there
 * @param guarantee the drug is on the guarantee list and the person's enrolment is valid
 * @param cap yearly cap of the molecule under the guarantee; null = none
 * @param fullCoverage the conditions of S3-41 hold for this line
 */
public record SettlementLine(
    int line,
    String drug,
    String molecule,
    long priceFen,
    long quantityE4,
    boolean inCatalogue,
    boolean restrictionMet,
    Amount standard,
    int firstSelfPayBp,
    boolean specialOutpatient,
    boolean guarantee,
    Amount cap,
    boolean fullCoverage) {}
