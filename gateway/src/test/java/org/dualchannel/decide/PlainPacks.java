package org.dualchannel.decide;

import java.util.HashMap;
import java.util.Map;

/**
 * What may be done with trace codes, written down a second time and as plainly as possible. It
 * shares no code with the product.
 */
final class PlainPacks {
  private final int packUnits;
  private final Map<String, String> fate = new HashMap<>(); // code → "whole" or who opened it
  private final Map<String, Integer> taken = new HashMap<>();

  PlainPacks(int packUnits) {
    this.packUnits = packUnits;
  }

  boolean sellWhole(String code) {
    return fate.putIfAbsent(code, "whole") == null;
  }

  boolean take(String code, String who, int units) {
    String known = fate.getOrDefault(code, who);
    int after = taken.getOrDefault(code, 0) + units;
    if (!known.equals(who) || after > packUnits) {
      return false;
    }
    fate.put(code, who);
    taken.put(code, after);
    return true;
  }

  int taken(String code) {
    return taken.getOrDefault(code, 0);
  }

  Iterable<String> codes() {
    return fate.keySet();
  }
}
