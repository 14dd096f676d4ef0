package org.dualchannel.prescription;

/**
 * A diagnosis.
 *
 * @param code ICD-10 code
 * @param name as the hospital writes it
 */
public record Diagnosis(String code, String name) {}
