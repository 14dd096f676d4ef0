package org.dualchannel.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The YAML file of a catalogue version: everything but its drugs. */
final class CatalogueHeader {
  private static final Set<String> KEYS =
      Set.of("id", "effective_from", "title", "document", "drugs");

  /** A name and no path: a catalogue reads nothing outside its folder. */
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*\\.csv");

  private final String file;
  private final List<LoadProblem> problems;
  private final Map<String, Node> values = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();

  private CatalogueHeader(String file, List<LoadProblem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Reads a header, or adds to {@code problems} and returns null. */
  static CatalogueHeader read(String file, InputStream in, List<LoadProblem> problems)
      throws IOException {
    CatalogueHeader header = new CatalogueHeader(file, problems);
    int before = problems.size();
    try {
      Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      header.index(yaml.compose(StrictText.reader(in)));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      problems.add(new LoadProblem(file, line, "", e.getProblem()));
      return null;
    } catch (YAMLException e) {
      problems.add(new LoadProblem(file, 0, "", e.getMessage()));
      return null;
    }
    if (problems.size() == before || !header.lines.isEmpty()) {
      header.check();
    }
    return problems.size() == before ? header : null;
  }

  private void index(Node root) {
    if (!(root instanceof MappingNode mapping)) {
      problems.add(
          new LoadProblem(file, 1, "", "expected a mapping with the keys " + sortedKeys()));
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      int line = line(tuple.getKeyNode());
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (!KEYS.contains(key)) {
        problems.add(
            new LoadProblem(
                file, line, key, "unknown key (expected: one of " + sortedKeys() + ")"));
      } else if (values.put(key, tuple.getValueNode()) != null) {
        problems.add(new LoadProblem(file, line, key, "stands twice"));
      }
      lines.put(key, line);
    }
  }

  private void check() {
    for (String key : KEYS.stream().sorted().toList()) {
      Node value = values.get(key);
      boolean list = key.equals("drugs");
      if (value == null) {
        problems.add(new LoadProblem(file, 0, key, "is required"));
      } else if (list ? !(value instanceof SequenceNode) : !(value instanceof ScalarNode)) {
        problems.add(
            new LoadProblem(file, line(value), key, list ? "expected a list" : "expected a text"));
      }
    }
    if (values.get("effective_from") instanceof ScalarNode) {
      try {
        effectiveFrom();
      } catch (DateTimeParseException e) {
        problems.add(
            new LoadProblem(
                file,
                lineOf("effective_from"),
                "effective_from",
                text("effective_from") + " (expected: YYYY-MM-DD)"));
      }
    }
    if (values.get("drugs") instanceof SequenceNode list) {
      for (Node name : list.getValue()) {
        if (!(name instanceof ScalarNode scalar)
            || !FILE_NAME.matcher(scalar.getValue()).matches()) {
          problems.add(
              new LoadProblem(
                  file, line(name), "drugs", "expected the name of a CSV file beside this one"));
        }
      }
    }
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static String sortedKeys() {
    return String.join(", ", KEYS.stream().sorted().toList());
  }

  private String text(String key) {
    return ((ScalarNode) values.get(key)).getValue();
  }

  /** The line of a key, or 0 when it does not stand in the file. */
  int lineOf(String key) {
    return lines.getOrDefault(key, 0);
  }

  String id() {
    return text("id");
  }

  LocalDate effectiveFrom() {
    return LocalDate.parse(text("effective_from"));
  }

  String title() {
    return text("title");
  }

  String document() {
    return text("document");
  }

  /** The names of the CSV files, in the order given. */
  List<String> files() {
    List<String> names = new ArrayList<>();
    for (Node name : ((SequenceNode) values.get("drugs")).getValue()) {
      names.add(((ScalarNode) name).getValue());
    }
    return names;
  }
}
