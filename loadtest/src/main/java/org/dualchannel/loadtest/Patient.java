package org.dualchannel.loadtest;

/**
 * A generated insured person, enrolled for one drug at one hospital.
 *
 * @param personNumber number in the pooling area
 * @param hospital code of the hospital that enrolled the person
 * @param physician code of the physician who prescribes
 * @param pharmacy code of the pharmacy that the person chose
 * @param pharmacist code of a pharmacist there
 * @param reviewer code of the second pharmacist there
 * @param guaranteeDrug the drug of the enrolment, line 1 of every prescription
 * @param ordinaryDrug a drug that needs no enrolment, line 2
 */
record Patient(
    String personNumber,
    String hospital,
    String physician,
    String pharmacy,
    String pharmacist,
    String reviewer,
    City.Product guaranteeDrug,
    City.Product ordinaryDrug) {}
