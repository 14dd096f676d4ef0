/**
 * Getting negotiated drugs to patients, apart from prescriptions and money: the work that a
 * catalogue version opens, formularies and stock rates, routes for what a hospital does not stock,
 * the qualification of pharmacies and their public list, agreement clauses and yearly scores,
 * deliveries and appointments.
 *
 * <p>Values with the rules that judge them; each answers with a {@link
 * org.dualchannel.rules.Rejection} or null. No figure of the drafts' silence stands here as law:
 * what an area chooses is {@link org.dualchannel.supply.SupplyRules}.
 */
package org.dualchannel.supply;
