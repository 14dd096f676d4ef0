package org.dualchannel.codec;

import java.lang.invoke.MethodHandle;

/**
 * A record: the set of its present components as an unsigned varint, lowest bit first component,
 * then the values of those components in order.
 */
final class RecordForm implements Form<Object> {
  static final int MAX_COMPONENTS = 64;
  static final int MAX_DEPTH = 32;

  private final String name;
  private Component[] components;
  private int reserved;
  private long known;
  private MethodHandle constructor;

  RecordForm(Class<?> type) {
    name = Layouts.nameOf(type);
  }

  /**
   * Called once before the first use; apart from the constructor because records may contain
   * themselves.
   *
   * @param newConstructor of type (ByteSource)Object: reads the present components and builds the
   *     record
   */
  void complete(Component[] newComponents, MethodHandle newConstructor) {
    components = newComponents;
    known = newComponents.length == 64 ? -1L : (1L << newComponents.length) - 1;
    reserved = ByteSink.varLongLength(known);
    constructor = newConstructor;
  }

  @Override
  public void encode(Object value, ByteSink out) {
    out.enter();
    int start = out.reserve(reserved);
    long present = 0;
    for (int i = 0; i < components.length; i++) {
      if (components[i].write(value, out)) {
        present |= 1L << i;
      }
    }
    out.fillVarLong(start, reserved, present);
    out.leave();
  }

  @Override
  public Object decode(ByteSource in) {
    in.enter();
    int at = in.offset();
    long present = in.readVarLong();
    if ((present & ~known) != 0) {
      throw in.malformed(
          name + " has components unknown here; it was written by a newer release", at);
    }
    long outer = in.present;
    in.present = present;
    Object value = construct(in, at);
    in.present = outer;
    in.leave();
    return value;
  }

  private Object construct(ByteSource in, int at) {
    try {
      return (Object) constructor.invokeExact(in);
    } catch (MalformedBytesException | Error e) {
      throw e;
    } catch (Throwable refusal) {
      throw new MalformedBytesException(name + " refuses its components", at, refusal);
    }
  }
}
