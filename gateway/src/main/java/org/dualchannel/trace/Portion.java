package org.dualchannel.trace;

/**
 * What is taken out of an opened pack (trdn_flag).
 *
 * @param code trace code of the pack
 * @param quantityE4 quantity in 1/10,000 of the drug's unit
 */
public record Portion(String code, long quantityE4) {}
