/**
 * The circulated prescription and its lifecycle: open, held by one dispenser, dispensed line by
 * line, or ended by cancellation or expiry.
 *
 * <pre>
 *            submit                 dispense all lines
 *   (none) ─────────► OPEN ───────────────────────────► DISPENSED
 *                      │ ▲  dispense some ► PARTLY_DISPENSED ─┘
 *              cancel  │ │  claim / release / hold expires change only the hold
 *                      ▼ │
 *                CANCELLED / EXPIRED   (from OPEN; from PARTLY_DISPENSED the rest lapses)
 * </pre>
 *
 * <p>A hold is not a state: it is exclusive, timed, and counts only until its own time, whether or
 * not the timer has fired.
 */
package org.dualchannel.prescription;
