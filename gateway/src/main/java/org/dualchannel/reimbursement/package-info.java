/**
 * The money: what a policy promises, and which payer takes each fen of a settlement.
 *
 * <p>Read {@link org.dualchannel.reimbursement.BenefitPolicy} for the promises (data, one tree per
 * pooling area and effective date), {@link org.dualchannel.reimbursement.Waterfall} for one
 * settlement (basic insurance, critical illness, medical assistance, account, cash), {@link
 * org.dualchannel.reimbursement.Accumulators} for what a person's year remembers of it, {@link
 * org.dualchannel.reimbursement.PaymentStandard} for the price that is shared, and {@link
 * org.dualchannel.reimbursement.Reversal} for returns.
 *
 * <p>Everything here is a pure function of values. Amounts are {@code long} fen, ratios are basis
 * points, quantities are 1/10,000 of a pack. The pharmacy is not an input: hospital and pharmacy
 * sell under one payment policy, so nothing of the place of dispensing can change a split (S2-9).
 */
package org.dualchannel.reimbursement;
