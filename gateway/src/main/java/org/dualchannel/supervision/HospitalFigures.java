package org.dualchannel.supervision;

/**
 * What a hospital reports of one month of its own house: what is dispensed elsewhere on its
 * prescriptions is not in it, the gateway knows that itself.
 *
 * @param month such as {@code 2026-11}
 * @param visits visits
 * @param medicalFen whole medical cost, drugs included
 * @param drugFen cost of drugs, negotiated ones included
 * @param negotiatedFen cost of negotiated drugs
 */
public record HospitalFigures(
    String hospital,
    String month,
    long visits,
    long medicalFen,
    long drugFen,
    long negotiatedFen,
    long reportedMs) {}
