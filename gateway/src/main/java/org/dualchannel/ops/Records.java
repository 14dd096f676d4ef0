package org.dualchannel.ops;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the reader and the printer both need to know about the records of the configuration. */
final class Records {

  private Records() {}

  static Object valueOf(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError("cannot read " + component, e);
    }
  }

  static <T> T create(Class<T> type, List<Object> values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot create " + type, e);
    }
  }

  static String childPath(String path, String name) {
    return path.isEmpty() ? name : path + '.' + name;
  }

  /** The environment variable of a key. */
  static String variable(String path) {
    return "DUALCHANNEL_"
        + path.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The accepted numbers of a key in words; empty for keys that are not numbers. */
  static String range(RecordComponent component, String before, String after) {
    Class<?> type = component.getType();
    Setting setting = component.getAnnotation(Setting.class);
    if (type != int.class && type != long.class) {
      return "";
    }
    String limits =
        setting.max() == Long.MAX_VALUE
            ? setting.min() + " or more"
            : setting.min() + " to " + setting.max();
    return before + limits + (setting.powerOfTwo() ? ", a power of two" : "") + after;
  }
}
