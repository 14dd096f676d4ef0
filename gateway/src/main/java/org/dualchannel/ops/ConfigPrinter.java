package org.dualchannel.ops;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a configuration as YAML, every key under its comment. */
final class ConfigPrinter {

  private static final int WIDTH = 96;

  private final StringBuilder out = new StringBuilder();

  static String print(GatewayConfig config) {
    ConfigPrinter printer = new ConfigPrinter();
    printer.out.append(
        "# Configuration of the Dual-Channel Gateway. Every key may be left out.\n"
            + "# The environment variable named beside a key overrides it.\n");
    printer.section(config, "", "");
    return printer.out.toString();
  }

  private void section(Record section, String path, String indent) {
    for (RecordComponent component : section.getClass().getRecordComponents()) {
      Object value = Records.valueOf(section, component);
      String childPath = Records.childPath(path, component.getName());
      if (path.isEmpty()) {
        out.append('\n');
      }
      comment(component, childPath, indent);
      out.append(indent).append(component.getName()).append(':');
      if (value instanceof Record record) {
        out.append('\n');
        section(record, childPath, indent + "  ");
      } else {
        value(value, indent);
      }
    }
  }

  private void comment(RecordComponent component, String path, String indent) {
    Setting setting = component.getAnnotation(Setting.class);
    StringBuilder line = new StringBuilder(indent).append('#');
    String text = setting.value();
    if (!component.getType().isRecord()) {
      text += Records.range(component, " (", ")") + " [" + Records.variable(path) + "]";
    }
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH) {
        out.append(line).append('\n');
        line = new StringBuilder(indent).append('#');
      }
      line.append(' ').append(word);
    }
    out.append(line).append('\n');
  }

  private void value(Object value, String indent) {
    if (value instanceof List<?> items) {
      out.append(items.isEmpty() ? " []\n" : "\n");
      items.forEach(item -> out.append(indent).append("  - ").append(quoted(item)).append('\n'));
    } else if (value instanceof Map<?, ?> entries) {
      out.append(entries.isEmpty() ? " {}\n" : "\n");
      entries.forEach(
          (key, number) ->
              out.append(indent)
                  .append("  ")
                  .append(quoted(key))
                  .append(": ")
                  .append(number)
                  .append('\n'));
    } else if (value instanceof String text) {
      out.append(' ').append(quoted(text)).append('\n');
    } else if (value instanceof Enum<?> constant) {
      out.append(' ').append(constant.name().toLowerCase(Locale.ROOT)).append('\n');
    } else {
      out.append(' ').append(value).append('\n');
    }
  }

  /** A YAML text in double quotes, safe for any content. */
  private static String quoted(Object value) {
    StringBuilder text = new StringBuilder("\"");
    for (char c : value.toString().toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || (c >= 0x80 && c < 0xa0) || Character.isSurrogate(c)) {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
