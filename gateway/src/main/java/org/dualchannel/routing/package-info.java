/**
 * Which pharmacies may fill a prescription, in which order, and why each of the others may not.
 *
 * <p>The order is total: the patient's choice, then price, distance, load, and last the pharmacy
 * code, so that every replay ranks alike.
 */
package org.dualchannel.routing;
