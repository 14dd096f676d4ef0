/**
 * The load generator: offers a gateway the calls of hospitals and pharmacies at a planned pace,
 * checks every answer, and reports what a caller would have felt.
 *
 * <p>The generator is open-loop: when a call is due does not depend on the answers, and its latency
 * is counted from that planned instant. A gateway that stalls is therefore charged for every call
 * that had to wait, not only for the one that met the stall.
 *
 * <p>It speaks the contract over the network and shares no code with the gateway.
 */
package org.dualchannel.loadtest;
