package org.dualchannel.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The list of all rules, and of those that this release promises. */
final class RuleBook {

  /** One rule: its kind, the key term of the draft, and what it asks in our words. */
  record Entry(String kind, String term, String rule) {}

  private RuleBook() {}

  /** All rules by id, in the order of the list. */
  static Map<String, Entry> all() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try (InputStream in = RuleBook.class.getResourceAsStream("/rules/rules.yaml")) {
      Map<String, Map<String, String>> lines = new Yaml(new SafeConstructor(options)).load(in);
      Map<String, Entry> entries = new LinkedHashMap<>();
      lines.forEach(
          (id, line) ->
              entries.put(id, new Entry(line.get("kind"), line.get("term"), line.get("rule"))));
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ids that need both code and a test now. */
  static List<String> inScope() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                RuleBook.class.getResourceAsStream("/rules/in-scope.txt"),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
