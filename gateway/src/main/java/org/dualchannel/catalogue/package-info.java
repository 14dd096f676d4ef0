/**
 * What can be paid for: the drugs of each catalogue version, and the conditions under which each is
 * paid.
 *
 * <p>A {@link org.dualchannel.catalogue.CatalogueVersion} is data that entered through the log; a
 * {@link org.dualchannel.catalogue.Catalogue} is the same version indexed for reading, its
 * restrictions parsed; a {@link org.dualchannel.catalogue.CatalogueTimeline} knows which version is
 * in force on a date. {@link org.dualchannel.catalogue.Restriction} is the small language in which
 * a payment restriction is written; {@link org.dualchannel.catalogue.ClinicalFacts} is what it is
 * judged against.
 *
 * <p>Persisted values (drugs, versions, facts) are plain records. A restriction is persisted as its
 * text, so that the log stays readable and the form in memory may change. The constants of the
 * enums in persisted values are only ever appended.
 */
package org.dualchannel.catalogue;
