package org.dualchannel.catalogue;

/**
 * A therapy that the patient had, or could not have, before.
 *
 * @param therapyClass class of the therapy, such as {@code csDMARD}, {@code NSAID}, {@code
 *     conventional}
 * @param months full months that it was given; 0 when it was never begun
 * @param responsePct improvement that it brought, in percent of the activity before; -1 = unknown
 * @param intolerant whether the patient does not tolerate it, or it is contraindicated
 */
public record PriorTherapy(String therapyClass, int months, int responsePct, boolean intolerant) {}
