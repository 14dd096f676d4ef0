package org.dualchannel.loadtest;

import java.io.PrintWriter;
import java.util.List;

/**
 * What a mode works with.
 *
 * @param children the gateways that were started for it; empty when one was named
 * @param connections to the gateway, or to the members of a cluster in turn
 * @param city registered there
 * @param run what tells this run from others
 * @param failures where to count what goes wrong
 * @param out for words on the way
 */
record Rig(
    List<ChildGateway> children,
    Connections connections,
    City city,
    Run run,
    Failures failures,
    PrintWriter out) {
  /** Watches the generator and, when it was started here, the gateway. */
  Processor processor() {
    Processor processor = new Processor();
    if (!children.isEmpty()) {
      watch(processor, "gateway", children);
    }
    return processor;
  }

  /** Watches some gateways under a name. */
  static void watch(Processor processor, String name, List<ChildGateway> gateways) {
    List<Long> pids = gateways.stream().map(ChildGateway::pid).toList();
    processor.watch(name, () -> pids);
  }
}
