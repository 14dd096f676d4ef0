package org.dualchannel.faultsim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A prescription as the clients know it: what the patient carries around, and its history. */
final class Paper {
  final String id;
  final String hospital;
  final int amounts; // prescribed
  final List<Happening> history = new ArrayList<>();

  /** Secrets of claims that were answered, by pharmacy. */
  final Map<String, String> secrets = new HashMap<>();

  /** Dispensings that were answered. */
  final List<Sold> sold = new ArrayList<>();

  int asked; // happenings known or under way

  /** A settlement that a pharmacy was told of. */
  record Sold(String settlement, String pharmacy, int amounts) {}

  Paper(String id, String hospital, int amounts) {
    this.id = id;
    this.hospital = hospital;
    this.amounts = amounts;
  }

  static int mask(List<Integer> lines) {
    int mask = 0;
    for (int line : lines) {
      mask |= 1 << (line - 1);
    }
    return mask;
  }
}
