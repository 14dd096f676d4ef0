package org.dualchannel.cli.load;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a tree of records from a tree of YAML nodes: a record is a mapping whose keys are the names
 * of its components in snake case, a list a sequence, everything else a scalar. A record with one
 * component may also stand as a plain scalar.
 *
 * <p>It walks nodes and not constructed objects, because nodes know their line. The types to build
 * come from the record, never from the file.
 */
final class YamlRecords {
  /** Names one component of one record. */
  record Component(Class<? extends Record> owner, String name) {}

  private final String file;
  private final Map<Component, Object> defaults;
  private final List<LoadProblem> problems = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  /**
   * A reader for one file.
   *
   * @param defaults what a component is when its key is missing; a missing key without an entry is
   *     a problem. Values may be null.
   */
  YamlRecords(String file, Map<Component, Object> defaults) {
    this.file = file;
    this.defaults = defaults;
  }

  /** What was wrong so far. */
  List<LoadProblem> problems() {
    return problems;
  }

  /** Adds a problem at a path, on the line of the path or of the nearest one above it. */
  void problem(String path, String message) {
    String at = path;
    while (!at.isEmpty() && !lines.containsKey(at)) {
      at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
    }
    problems.add(new LoadProblem(file, lines.getOrDefault(at, 1), path, message));
  }

  /** Reads a record, or returns null after noting what is wrong. */
  <T extends Record> T record(Class<T> type, Node node) {
    return type.cast(value(type, node, ""));
  }

  private Object value(Type type, Node node, String path) {
    lines.put(path, node.getStartMark().getLine() + 1);
    if (type instanceof ParameterizedType list) {
      return list(list.getActualTypeArguments()[0], node, path);
    }
    Class<?> raw = (Class<?>) type;
    if (!raw.isRecord()) {
      return scalar(raw, node, path);
    }
    RecordComponent[] components = raw.getRecordComponents();
    if (node instanceof ScalarNode && components.length == 1) {
      Object only = value(components[0].getGenericType(), node, path);
      return only == null ? null : construct(raw, new Object[] {only}, path);
    }
    return mapping(raw.asSubclass(Record.class), components, node, path);
  }

  private Object mapping(
      Class<? extends Record> type, RecordComponent[] components, Node node, String path) {
    if (!(node instanceof MappingNode mapping)) {
      problem(path, "is not a mapping");
      return null;
    }
    int before = problems.size();
    Map<String, Node> values = entries(mapping, path);
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String key = snakeCase(components[i].getName());
      String childPath = path.isEmpty() ? key : path + '.' + key;
      Component component = new Component(type, components[i].getName());
      Node child = values.remove(key);
      if (child != null) {
        arguments[i] = value(components[i].getGenericType(), child, childPath);
      } else if (defaults.containsKey(component)) {
        arguments[i] = defaults.get(component);
      } else {
        problem(childPath, "is missing");
      }
    }
    values.forEach(
        (key, child) -> {
          String childPath = path.isEmpty() ? key : path + '.' + key;
          lines.put(childPath, child.getStartMark().getLine() + 1);
          problem(childPath, "is not a known key");
        });
    return problems.size() == before ? construct(type, arguments, path) : null;
  }

  private Map<String, Node> entries(MappingNode mapping, String path) {
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problem(path, "has a key that is not a plain name");
        continue;
      }
      if (values.put(key.getValue(), tuple.getValueNode()) != null) {
        String childPath = path.isEmpty() ? key.getValue() : path + '.' + key.getValue();
        lines.put(childPath, key.getStartMark().getLine() + 1);
        problem(childPath, "stands twice");
      }
    }
    return values;
  }

  private List<Object> list(Type element, Node node, String path) {
    if (!(node instanceof SequenceNode sequence)) {
      problem(path, "is not a list");
      return null;
    }
    int before = problems.size();
    List<Object> values = new ArrayList<>();
    for (Node child : sequence.getValue()) {
      values.add(value(element, child, path + '[' + values.size() + ']'));
    }
    return problems.size() == before ? values : null;
  }

  private Object scalar(Class<?> type, Node node, String path) {
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : null;
    if (text == null || node.getTag().equals(Tag.NULL)) {
      problem(path, "is not a single value");
      return null;
    }
    try {
      if (type == long.class) {
        return Long.parseLong(digits(text));
      } else if (type == int.class) {
        return Integer.parseInt(digits(text));
      } else if (type == boolean.class) {
        return bool(text);
      } else if (type == LocalDate.class) {
        return LocalDate.parse(text);
      } else if (type.isEnum()) {
        return constant(type, text);
      } else if (type == String.class) {
        return text;
      }
    } catch (NumberFormatException e) {
      problem(path, "is not a whole number: " + text);
      return null;
    } catch (DateTimeParseException | IllegalArgumentException e) {
      problem(path, "is not a valid " + expected(type) + ": " + text);
      return null;
    }
    throw new IllegalStateException("type: " + type + " (expected: one that a file can hold)");
  }

  /** Digits may be grouped by single underscores: 79_000_00. */
  private static String digits(String text) {
    if (!text.matches("-?\\d+(_\\d+)*")) {
      throw new NumberFormatException(text);
    }
    return text.replace("_", "");
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Object constant(Class<?> type, String text) {
    for (Object each : type.getEnumConstants()) {
      if (((Enum<?>) each).name().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException(text);
  }

  private static String expected(Class<?> type) {
    if (type == boolean.class) {
      return "truth value (true or false)";
    } else if (type == LocalDate.class) {
      return "date (year-month-day)";
    }
    List<String> names = new ArrayList<>();
    for (Object each : type.getEnumConstants()) {
      names.add(((Enum<?>) each).name());
    }
    return "choice (one of " + String.join(", ", names) + ")";
  }

  private Object construct(Class<?> type, Object[] arguments, String path) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("record at " + path + ": " + type, e);
    }
  }

  /** {@code tier1Bp} is {@code tier1_bp}. */
  static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
