/**
 * Who may take part: institutions, physicians, pharmacies, pharmacists, designations and insured
 * persons, as filed with the insurance bureau.
 *
 * <p>The types are values; each answers the question that the rules ask of it ("designated on this
 * date?", "in benefit?") with a {@link org.dualchannel.rules.Rejection} or null. Nothing here looks
 * anything up: the decider hands the entries in.
 */
package org.dualchannel.registry;
