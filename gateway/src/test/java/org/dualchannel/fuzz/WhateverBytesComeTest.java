package org.dualchannel.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The properties hold for the inputs that were kept, and for some thousand made from them by
 * chance. The long search is Jazzer's: {@code .ci/fuzz}.
 */
class WhateverBytesComeTest {
  @ParameterizedTest
  @EnumSource
  void itIsReadOrRefused(Property property) throws IOException {
    List<byte[]> inputs = new ArrayList<>(property.property().seeds());
    inputs.addAll(kept(property));
    assertFalse(inputs.isEmpty(), "nothing to begin with for " + property);
    inputs.forEach(input -> check(property, input, "kept"));

    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    System.out.println("WhateverBytesComeTest " + property + " seed " + seed);
    Mutations mutations = new Mutations(seed, inputs);
    for (int i = 0; i < property.mutations(); i++) {
      check(property, mutations.next(), "seed " + seed);
    }
  }

  private static void check(Property property, byte[] input, String from) {
    try {
      property.check(input);
    } catch (Throwable e) {
      fail(property + ", " + from + ": " + HexFormat.of().formatHex(input), e);
    }
  }

  private static List<byte[]> kept(Property property) throws IOException {
    Path folder = Path.of("src/test/fuzz", property.name().toLowerCase(Locale.ROOT));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<byte[]> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        kept.add(Files.readAllBytes(file));
      }
    }
    return kept;
  }
}
