package org.dualchannel.faultsim;

/** What the gateway promises, and the simulation checks. */
public enum Promise {
  NOTHING_ACKNOWLEDGED_IS_LOST("no acknowledged effect is lost"),
  NOTHING_HAPPENS_TWICE("no request takes effect twice or gets two answers"),
  A_CODE_IS_SOLD_ONCE("a trace code is sold once"),
  CAPS_ARE_NEVER_PASSED("annual caps are never passed"),
  SUMS_BALANCE("settlements less returns are the accumulators, the balances and the fund totals"),
  REPLICAS_ARE_EQUAL("replicas are equal at the same index"),
  HISTORIES_ARE_LINEARISABLE("every history is linearisable per prescription"),
  DAMAGE_IS_NOTICED("a damaged snapshot is passed over, and no other"),
  NODES_RECOVER("when faults end, every node serves again");

  private final String text;

  Promise(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
