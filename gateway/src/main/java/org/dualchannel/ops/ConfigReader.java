package org.dualchannel.ops;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.RecordComponent;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Lays a YAML file, the environment and the command line over the defaults, collecting problems
 * instead of stopping at the first. The shape is that of the records of {@link GatewayConfig}.
 */
final class ConfigReader {

  private static final String PREFIX = "DUALCHANNEL_";

  /** A variable of the launcher, which is not a setting. */
  private static final Set<String> NOT_SETTINGS = Set.of("DUALCHANNEL_OPTS");

  private static final long LARGEST_FILE_BYTES = 1024 * 1024;

  private final List<ConfigProblem> problems = new ArrayList<>();
  private final Map<String, String> environment;
  private final Map<String, String> overrides;
  private final Set<String> unusedVariables;
  private final Set<String> unusedOverrides;

  private ConfigReader(Map<String, String> environment, Map<String, String> overrides) {
    this.environment = environment;
    this.overrides = overrides;
    unusedVariables =
        environment.keySet().stream()
            .filter(name -> name.startsWith(PREFIX) && !NOT_SETTINGS.contains(name))
            .sorted()
            .collect(Collectors.toCollection(LinkedHashSet::new));
    unusedOverrides = new LinkedHashSet<>(overrides.keySet());
  }

  static GatewayConfig read(
      Path file, Map<String, String> environment, Map<String, String> overrides)
      throws ConfigException {
    String source = file == null ? "The configuration" : file.toString();
    ConfigReader reader = new ConfigReader(environment, overrides);
    MappingNode root = file == null ? null : reader.parse(file);
    reader.stopAtProblems(source);
    GatewayConfig config = reader.section(GatewayConfig.class, root, "", GatewayConfig.defaults());
    reader.unusedVariables.forEach(
        name -> reader.problem(name, environment.get(name), "no such setting exists"));
    reader.unusedOverrides.forEach(
        path -> reader.problem(path, overrides.get(path), "no such setting exists"));
    reader.stopAtProblems(source);
    reader.problems.addAll(ConfigCheck.problems(config));
    reader.stopAtProblems(source);
    return config;
  }

  private void stopAtProblems(String source) throws ConfigException {
    if (!problems.isEmpty()) {
      throw new ConfigException(source, problems);
    }
  }

  /** The root of the file; null when the file is empty or a problem was noted. */
  private MappingNode parse(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        problem("file", file.toString(), "a readable YAML file");
        return null;
      }
      if (Files.size(file) > LARGEST_FILE_BYTES) {
        problem("file", Files.size(file) + " bytes", "at most " + LARGEST_FILE_BYTES + " bytes");
        return null;
      }
      LoaderOptions options = new LoaderOptions();
      options.setNestingDepthLimit(20);
      options.setMaxAliasesForCollections(0);
      Reader text = new StringReader(Files.readString(file));
      return mapping(new Yaml(options).compose(text), "file");
    } catch (CharacterCodingException e) {
      problem("file", file.toString(), "text in UTF-8");
    } catch (IOException e) {
      problem("file", file.toString(), "a readable file (" + e.getMessage() + ")");
    } catch (YAMLException e) {
      problem("file", file.toString(), "valid YAML: " + e.getMessage().replaceAll("\\s+", " "));
    }
    return null;
  }

  private <T extends Record> T section(
      Class<T> type, MappingNode node, String path, Record defaults) {
    Map<String, Node> children = children(node, path);
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Node child = children.remove(component.getName());
      String childPath = Records.childPath(path, component.getName());
      Object preset = Records.valueOf(defaults, component);
      if (preset instanceof Record section) {
        values.add(section(section.getClass(), mapping(child, childPath), childPath, section));
      } else {
        values.add(setting(component, child, childPath, preset));
      }
    }
    String known =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.joining(", "));
    children.forEach(
        (name, child) ->
            problem(Records.childPath(path, name), text(child), "one of the keys " + known));
    return Records.create(type, values);
  }

  private Object setting(RecordComponent component, Node node, String path, Object preset) {
    Object value = preset;
    if (node != null && !isNull(node)) {
      value = fromFile(component, node, path, value);
    }
    String variable = Records.variable(path);
    unusedVariables.remove(variable);
    if (environment.containsKey(variable)) {
      value = fromText(component, environment.get(variable), variable, value);
    }
    unusedOverrides.remove(path);
    if (overrides.containsKey(path)) {
      value = fromText(component, overrides.get(path), path, value);
    }
    return value instanceof Map<?, ?> entries ? withOverrides(component, entries, path) : value;
  }

  /** Single entries of the command line, such as {@code tables.capacity.persons = 7}. */
  private Map<String, Long> withOverrides(
      RecordComponent component, Map<?, ?> entries, String path) {
    TreeMap<String, Long> all = new TreeMap<>();
    entries.forEach((key, value) -> all.put((String) key, (Long) value));
    Map<String, String> single = new LinkedHashMap<>();
    String start = Records.childPath(path, "");
    overrides.forEach(
        (key, text) -> {
          if (key.startsWith(start)) {
            single.put(key.substring(start.length()), text);
            unusedOverrides.remove(key);
          }
        });
    all.putAll(entries(component, single, path));
    return all;
  }

  private Object fromFile(RecordComponent component, Node node, String path, Object preset) {
    if (preset instanceof List) {
      if (!(node instanceof SequenceNode sequence)) {
        problem(path, text(node), "a list");
        return preset;
      }
      return items(component, sequence.getValue().stream().map(this::text).toList(), path);
    }
    if (preset instanceof Map) {
      Map<String, String> entries = new LinkedHashMap<>();
      children(mapping(node, path), path).forEach((key, value) -> entries.put(key, text(value)));
      return entries(component, entries, path);
    }
    if (!(node instanceof ScalarNode scalar)) {
      problem(path, text(node), "a single value");
      return preset;
    }
    return scalar(component, scalar.getValue(), path, preset);
  }

  /** A setting in one line of text: lists as {@code a,b}, entries as {@code a=1,b=2}. */
  private Object fromText(RecordComponent component, String text, String path, Object preset) {
    List<String> parts = text.isBlank() ? List.of() : List.of(text.trim().split("\\s*,\\s*", -1));
    if (preset instanceof List) {
      return items(component, parts, path);
    }
    if (preset instanceof Map) {
      Map<String, String> entries = new LinkedHashMap<>();
      for (String part : parts) {
        int equals = part.indexOf('=');
        entries.put(
            equals < 0 ? part : part.substring(0, equals),
            equals < 0 ? "" : part.substring(equals + 1));
      }
      return entries(component, entries, path);
    }
    return scalar(component, text, path, preset);
  }

  private List<String> items(RecordComponent component, List<String> items, String path) {
    for (int i = 0; i < items.size(); i++) {
      matches(component, items.get(i), path + '[' + i + ']');
    }
    return items;
  }

  private TreeMap<String, Long> entries(
      RecordComponent component, Map<String, String> texts, String path) {
    TreeMap<String, Long> entries = new TreeMap<>();
    texts.forEach(
        (key, text) -> {
          String childPath = Records.childPath(path, key);
          matches(component, key, childPath);
          entries.put(key, number(component, text, childPath, 0L, Long.MAX_VALUE));
        });
    return entries;
  }

  private Object scalar(RecordComponent component, String text, String path, Object preset) {
    if (preset instanceof Boolean) {
      if (!text.equals("true") && !text.equals("false")) {
        problem(path, text, "true or false");
      }
      return Boolean.valueOf(text);
    }
    if (preset instanceof Integer value) {
      return (int) number(component, text, path, value, Integer.MAX_VALUE);
    }
    if (preset instanceof Long value) {
      return number(component, text, path, value, Long.MAX_VALUE);
    }
    if (preset instanceof Enum<?> value) {
      return constant(value, text, path);
    }
    matches(component, text, path);
    return text;
  }

  private Object constant(Enum<?> preset, String text, String path) {
    List<String> names = new ArrayList<>();
    for (Object constant : preset.getDeclaringClass().getEnumConstants()) {
      String name = constant.toString().toLowerCase(Locale.ROOT);
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    problem(path, text, "one of " + String.join(", ", names));
    return preset;
  }

  private long number(
      RecordComponent component, String text, String path, long preset, long typeMax) {
    Setting setting = component.getAnnotation(Setting.class);
    long max = Math.min(setting.max(), typeMax);
    String expected =
        "a whole number"
            + (max == Long.MAX_VALUE
                ? " of " + setting.min() + " or more"
                : " from " + setting.min() + " to " + max)
            + (setting.powerOfTwo() ? ", a power of two" : "");
    try {
      if (text.matches("-?[0-9][0-9_]{0,24}")) {
        long value = Long.parseLong(text.replace("_", ""));
        boolean shaped = !setting.powerOfTwo() || Long.bitCount(value) == 1;
        if (value >= setting.min() && value <= max && shaped) {
          return value;
        }
      }
    } catch (NumberFormatException e) {
      // Too many digits for a long: reported below like any other number out of range.
    }
    problem(path, text, expected);
    return preset;
  }

  private void matches(RecordComponent component, String text, String path) {
    Setting setting = component.getAnnotation(Setting.class);
    if (!setting.pattern().isEmpty() && !text.matches(setting.pattern())) {
      problem(path, text, setting.expected());
    }
  }

  private MappingNode mapping(Node node, String path) {
    if (node == null || isNull(node)) {
      return null;
    }
    if (node instanceof MappingNode mapping) {
      return mapping;
    }
    problem(path, text(node), "keys with values");
    return null;
  }

  private Map<String, Node> children(MappingNode node, String path) {
    Map<String, Node> children = new LinkedHashMap<>();
    if (node != null) {
      for (NodeTuple tuple : node.getValue()) {
        String key = text(tuple.getKeyNode());
        if (children.put(key, tuple.getValueNode()) != null) {
          problem(Records.childPath(path, key), text(tuple.getValueNode()), "the key only once");
        }
      }
    }
    return children;
  }

  private String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "a " + node.getNodeId();
  }

  private static boolean isNull(Node node) {
    return Tag.NULL.equals(node.getTag());
  }

  private void problem(String path, String value, String expected) {
    problems.add(new ConfigProblem(path, value, expected));
  }
}
