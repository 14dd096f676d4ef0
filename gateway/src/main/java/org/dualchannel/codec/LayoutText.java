package org.dualchannel.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes down what the byte form of a type depends on: one line for each type, by name. */
final class LayoutText {
  private static final Set<String> INTEGERS =
      Set.of("long", "int", "short", "byte", "java.lang.Long", "java.lang.Integer");

  private final Map<String, String> lines = new TreeMap<>();

  static String of(Class<?> type) {
    LayoutText text = new LayoutText();
    text.visit(type);
    return text.lines.entrySet().stream()
        .map(line -> line.getKey() + ": " + line.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private void visit(Class<?> type) {
    if (lines.putIfAbsent(Layouts.nameOf(type), "") != null) {
      return;
    }
    String line;
    if (type.isRecord()) {
      line =
          Arrays.stream(type.getRecordComponents())
              .map(this::component)
              .collect(Collectors.joining(", "));
    } else if (type.isEnum()) {
      line =
          Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name())
              .collect(Collectors.joining(", "));
    } else {
      Map<Integer, String> permitted = new TreeMap<>();
      permitted(type, permitted);
      line =
          permitted.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(", "));
    }
    lines.put(Layouts.nameOf(type), line);
  }

  private void permitted(Class<?> type, Map<Integer, String> found) {
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      if (permitted.isRecord()) {
        found.put(permitted.getAnnotation(WireId.class).value(), Layouts.nameOf(permitted));
        visit(permitted);
      } else {
        permitted(permitted, found);
      }
    }
  }

  private String component(RecordComponent component) {
    Type type = component.getGenericType();
    String form =
        type instanceof ParameterizedType list
            ? "list of " + single((Class<?>) list.getActualTypeArguments()[0])
            : single((Class<?>) type);
    return component.getName() + " " + form;
  }

  private String single(Class<?> type) {
    if (type.isRecord() || type.isEnum() || type.isSealed()) {
      visit(type);
      return Layouts.nameOf(type);
    }
    return INTEGERS.contains(type.getName()) ? "integer" : type.getSimpleName();
  }
}
