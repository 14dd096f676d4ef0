package org.dualchannel.faultsim;

import java.util.List;

/**
 * What became of one seed.
 *
 * @param steps events that happened, those after the faults ended included
 * @param traceHash over everything that happened, in order: equal for equal runs
 * @param records committed
 * @param acknowledged operations whose outcome a client got to know
 * @param crashes of members
 * @param leaders elected
 * @param resumed starts of members that went on from a snapshot
 * @param passedOver damaged snapshots that a start found
 * @param violated the promise that was broken; null when all were kept
 * @param failedAtStep when; 0 when all were kept
 * @param what how it was broken; empty when all were kept
 * @param trace the last happenings before; empty when all were kept
 */
public record SeedResult(
    long seed,
    long steps,
    long traceHash,
    long records,
    long acknowledged,
    int crashes,
    int leaders,
    int resumed,
    int passedOver,
    Promise violated,
    long failedAtStep,
    String what,
    List<String> trace) {
  public SeedResult {
    trace = List.copyOf(trace);
  }

  public boolean kept() {
    return violated == null;
  }
}
