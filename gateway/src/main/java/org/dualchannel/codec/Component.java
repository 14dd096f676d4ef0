package org.dualchannel.codec;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** One component of a record, on the way to the bytes. */
interface Component {
  /** Whether the record's value differs from the one that needs no bytes. */
  boolean present(Object owner);

  /** Writes a value that is present. */
  void write(Object owner, ByteSink out);

  /** A long, int, short or byte; absent when zero. */
  record Integral(ToLongFunction<Object> getter) implements Component {
    @Override
    public boolean present(Object owner) {
      return getter.applyAsLong(owner) != 0;
    }

    @Override
    public void write(Object owner, ByteSink out) {
      out.putZigzag(getter.applyAsLong(owner));
    }
  }

  /** A boolean: being present is its value. */
  record Flag(Predicate<Object> getter) implements Component {
    @Override
    public boolean present(Object owner) {
      return getter.test(owner);
    }

    @Override
    public void write(Object owner, ByteSink out) {}
  }

  /** Anything else; absent when null, or an empty list. */
  record Reference(Function<Object, Object> getter, Form<Object> form) implements Component {
    @Override
    public boolean present(Object owner) {
      return !form.isAbsent(getter.apply(owner));
    }

    @Override
    public void write(Object owner, ByteSink out) {
      form.encode(getter.apply(owner), out);
    }
  }
}
