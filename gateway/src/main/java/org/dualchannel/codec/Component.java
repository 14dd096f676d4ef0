package org.dualchannel.codec;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** One component of a record, on the way to the bytes. */
interface Component {
  /**
   * Writes the record's value unless it is the one that needs no bytes.
   *
   * @return whether the component is present
   */
  boolean write(Object owner, ByteSink out);

  /** A long, int, short or byte; absent when zero. */
  record Integral(ToLongFunction<Object> getter) implements Component {
    @Override
    public boolean write(Object owner, ByteSink out) {
      long value = getter.applyAsLong(owner);
      if (value == 0) {
        return false;
      }
      out.putZigzag(value);
      return true;
    }
  }

  /** A boolean: being present is its value. */
  record Flag(Predicate<Object> getter) implements Component {
    @Override
    public boolean write(Object owner, ByteSink out) {
      return getter.test(owner);
    }
  }

  /** Anything else; absent when null, or an empty list. */
  record Reference(Function<Object, Object> getter, Form<Object> form) implements Component {
    @Override
    public boolean write(Object owner, ByteSink out) {
      Object value = getter.apply(owner);
      if (form.isAbsent(value)) {
        return false;
      }
      form.encode(value, out);
      return true;
    }
  }
}
