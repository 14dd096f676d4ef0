/**
 * The settlement a second time: a plain implementation that shares no computing code with {@code
 * reimbursement}, only its input and result records. It settles nothing real; tests and the
 * simulation ask it whether the first one is right.
 */
package org.dualchannel.oracle;
