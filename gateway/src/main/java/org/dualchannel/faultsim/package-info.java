/**
 * Deterministic simulation: three nodes with the real decider, codec, ledger and pending calls, a
 * log that may do what a replicated log may do, a network, clocks, disks and clients, all in one
 * thread and all from one seed. {@code docs/faultsim.md} says what is modelled and what is not.
 *
 * <pre>
 *  Simulation   one seed: agenda, members, clients, faults, checks
 *  Member       a machine: its copy of the log, its disk, its clock, its node
 *  Replication  append, fsync and commit between members; Election says who leads
 *  Client       sends operations and retries what is in doubt; Errands says which
 *  Promises     watches decisions and answers, and compares everything at the end
 *  Linearisable looks for an order of a history that a plain model could have taken
 * </pre>
 */
package org.dualchannel.faultsim;
