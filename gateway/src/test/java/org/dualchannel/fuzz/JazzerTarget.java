package org.dualchannel.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What Jazzer's driver calls: one property by its name, or all, the first byte saying which. */
public final class JazzerTarget {
  private static final Property[] ALL = Property.values();

  private static Property one; // null for all

  private JazzerTarget() {}

  public static void fuzzerInitialize(String[] arguments) {
    one = named(arguments[0]);
  }

  public static void fuzzerTestOneInput(byte[] input) throws Throwable {
    if (one != null) {
      one.check(input);
    } else if (input.length > 0) {
      byte[] rest = java.util.Arrays.copyOfRange(input, 1, input.length);
      ALL[(input[0] & 0xFF) % ALL.length].check(rest);
    }
  }

  private static Property named(String name) {
    return name.equals("all") ? null : Property.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Writes the seeds of a property, or of all, to a folder: what the search begins with. */
  public static void main(String[] arguments) throws IOException {
    Property wanted = named(arguments[0]);
    Path folder = Path.of(arguments[1]);
    Files.createDirectories(folder);
    for (Property property : ALL) {
      if (wanted == null || wanted == property) {
        List<byte[]> seeds = property.property().seeds();
        for (int i = 0; i < seeds.size(); i++) {
          byte[] seed = seeds.get(i);
          if (wanted == null) {
            byte[] chosen = new byte[seed.length + 1];
            chosen[0] = (byte) property.ordinal();
            System.arraycopy(seed, 0, chosen, 1, seed.length);
            seed = chosen;
          }
          Files.write(folder.resolve("seed-" + property.name().toLowerCase(Locale.ROOT) + i), seed);
        }
      }
    }
  }
}
