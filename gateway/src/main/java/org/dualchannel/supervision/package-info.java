/**
 * Watching over the supply of negotiated drugs: alerts with their evidence, complaints, matters
 * that go up to the bureau and the health commission, compensation of case payment (DRG), and what
 * a hospital's prescriptions amount to.
 *
 * <p>Two kinds of things live here. What people decide (the handling of an alert, a complaint, an
 * escalation, an adjustment, reported figures, the thresholds) is a value that commands change.
 * What follows from decisions already made (alerts, statistics, the review sample) is computed from
 * facts in log order by {@link org.dualchannel.supervision.Monitor} and {@link
 * org.dualchannel.supervision.HospitalBook}, beside the decisions and never in their way; the same
 * log gives the same again.
 */
package org.dualchannel.supervision;
