package org.dualchannel.store;

import net.openhft.chronicle.algo.hashing.LongHashFunction;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.RandomDataInput;
import net.openhft.chronicle.hash.AbstractData;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.hash.serialization.DataAccess;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Shows a span to the map as it lies in its array. A writer would have the map copy it first, and
 * hash the copy byte by byte.
 */
final class SpanAccess extends AbstractData<Span> implements DataAccess<Span> {
  private static final BytesStore<?, byte[]> NONE = BytesStore.wrap(new byte[0]);

  private Span span;
  private byte[] array;
  private BytesStore<?, byte[]> store = NONE;

  @Override
  public Data<Span> getData(Span shown) {
    if (array != shown.bytes) {
      array = shown.bytes;
      store = BytesStore.wrap(array);
    }
    span = shown;
    return this;
  }

  @Override
  public void uninit() {
    span = null;
  }

  @Override
  public RandomDataInput bytes() {
    return store;
  }

  @Override
  public long offset() {
    return store.start();
  }

  @Override
  public long size() {
    return span.length;
  }

  @Override
  public long hash(LongHashFunction function) {
    return function.hashBytes(array, 0, span.length);
  }

  @Override
  public Span get() {
    return span;
  }

  @Override
  public Span getUsing(Span using) {
    Span copy = using == null ? new Span() : using;
    if (copy.bytes.length < span.length) {
      copy.bytes = new byte[span.length];
    }
    System.arraycopy(array, 0, copy.bytes, 0, span.length);
    copy.length = span.length;
    return copy;
  }

  /** Each thread of the map has its own. */
  @Override
  public DataAccess<Span> copy() {
    return new SpanAccess();
  }

  @Override
  public void writeMarshallable(WireOut out) {
    // nothing of it is kept
  }

  @Override
  public void readMarshallable(WireIn in) {
    // see above
  }
}
