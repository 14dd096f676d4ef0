package org.dualchannel.routing;

import java.util.List;

/** The outcome of routing: candidates by rank, the others by pharmacy code. */
public record Route(List<Candidate> candidates, List<LeftOut> leftOut) {
  public Route {
    candidates = List.copyOf(candidates);
    leftOut = List.copyOf(leftOut);
  }
}
