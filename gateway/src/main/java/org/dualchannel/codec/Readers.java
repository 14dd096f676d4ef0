package org.dualchannel.codec;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Map;

/**
 * Handles that read one component from a source, each of type (ByteSource)component, and their
 * fusion with a canonical constructor. Primitives are never boxed on the way.
 */
final class Readers {
  private static final Map<Class<?>, MethodHandle> INTEGRALS =
      Map.of(
          long.class, find("readLong", methodType(long.class, long.class, ByteSource.class)),
          int.class, find("readInt", methodType(int.class, long.class, ByteSource.class)),
          short.class, find("readShort", methodType(short.class, long.class, ByteSource.class)),
          byte.class, find("readByte", methodType(byte.class, long.class, ByteSource.class)));
  private static final MethodHandle FLAG =
      find("readFlag", methodType(boolean.class, long.class, ByteSource.class));
  private static final MethodHandle REFERENCE =
      find(
          "readReference",
          methodType(Object.class, long.class, Form.class, Object.class, ByteSource.class));

  private Readers() {}

  static MethodHandle integral(Class<?> type, long bit, RecordComponent where) {
    MethodHandle reader = INTEGRALS.get(type);
    if (reader == null) {
      throw unsupported(type, where);
    }
    return MethodHandles.insertArguments(reader, 0, bit);
  }

  static MethodHandle flag(long bit) {
    return MethodHandles.insertArguments(FLAG, 0, bit);
  }

  static MethodHandle reference(Class<?> type, long bit, Form<Object> form) {
    return MethodHandles.insertArguments(REFERENCE, 0, bit, form, form.absent())
        .asType(methodType(type, ByteSource.class));
  }

  /** A handle of type (ByteSource)Object that runs the readers in order, then the constructor. */
  static MethodHandle construct(MethodHandle constructor, MethodHandle[] readers) {
    MethodHandle all = constructor;
    // The filter added last runs first, so that adding them backwards reads forwards.
    for (int i = readers.length - 1; i >= 0; i--) {
      all = MethodHandles.filterArguments(all, i, readers[i]);
    }
    MethodType one = methodType(constructor.type().returnType(), ByteSource.class);
    return MethodHandles.permuteArguments(all, one, new int[readers.length])
        .asType(methodType(Object.class, ByteSource.class));
  }

  static IllegalArgumentException unsupported(Type type, RecordComponent where) {
    return new IllegalArgumentException(
        "Component "
            + where
            + " of "
            + where.getDeclaringRecord().getName()
            + ": "
            + type.getTypeName()
            + " has no byte form");
  }

  // The methods behind the handles. The bit tells whether the component is present.

  static long readLong(long bit, ByteSource in) {
    return (in.present & bit) == 0 ? 0 : nonZero(in, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  static int readInt(long bit, ByteSource in) {
    return (in.present & bit) == 0 ? 0 : (int) nonZero(in, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  static short readShort(long bit, ByteSource in) {
    return (in.present & bit) == 0 ? 0 : (short) nonZero(in, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  static byte readByte(long bit, ByteSource in) {
    return (in.present & bit) == 0 ? 0 : (byte) nonZero(in, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  static boolean readFlag(long bit, ByteSource in) {
    return (in.present & bit) != 0;
  }

  static Object readReference(long bit, Form<Object> form, Object absent, ByteSource in) {
    return (in.present & bit) == 0 ? absent : form.decode(in);
  }

  private static long nonZero(ByteSource in, long min, long max) {
    int at = in.offset();
    long value = in.readZigzag(min, max);
    if (value == 0) {
      throw in.malformed("A zero is written out", at);
    }
    return value;
  }

  private static MethodHandle find(String name, MethodType type) {
    try {
      return MethodHandles.lookup().findStatic(Readers.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
