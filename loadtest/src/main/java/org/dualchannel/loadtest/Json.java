package org.dualchannel.loadtest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures as JSON. */
final class Json {
  private Json() {}

  static String object(Map<String, ?> figures) {
    return figures.entrySet().stream()
        .map(entry -> '"' + entry.getKey() + "\": " + value(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  static String value(Object value) {
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%.1f", number);
    }
    if (value instanceof Float number) {
      return String.format(Locale.ROOT, "%.2f", number);
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> '"' + String.valueOf(entry.getKey()) + "\": " + value(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Json::value).collect(Collectors.joining(", ", "[", "]"));
    }
    return '"' + String.valueOf(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
