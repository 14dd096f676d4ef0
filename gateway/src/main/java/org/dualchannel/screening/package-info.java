/**
 * The review before a prescription is circulated (前置审方): legality, standardness and suitability, as
 * far as what the hospital sends and what the gateway knows allow. It finds; the policy says how
 * severe a finding is, and the decider refuses.
 */
package org.dualchannel.screening;
