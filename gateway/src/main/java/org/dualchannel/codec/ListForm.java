package org.dualchannel.codec;

import java.util.List;
import java.util.Objects;

/** A count and the elements. The empty list needs no bytes; a count of zero stands for null. */
record ListForm<E>(Form<E> element) implements Form<List<E>> {

  @Override
  public void encode(List<E> list, ByteSink out) {
    if (list == null) {
      out.putVarLong(0);
      return;
    }
    int count = list.size();
    out.putVarLong(count);
    for (int i = 0; i < count; i++) {
      element.encode(Objects.requireNonNull(list.get(i), "a list element is null"), out);
    }
  }

  @Override
  public List<E> decode(ByteSource in) {
    int count = in.readCount();
    if (count == 0) {
      return null;
    }
    if (count == 1) {
      return List.of(element.decode(in));
    }
    @SuppressWarnings("unchecked") // only ever seen as a list of what the element form reads
    E[] elements = (E[]) new Object[count];
    for (int i = 0; i < count; i++) {
      elements[i] = element.decode(in);
    }
    return List.of(elements);
  }

  @Override
  public List<E> absent() {
    return List.of();
  }

  @Override
  public boolean isAbsent(List<E> value) {
    return value != null && value.isEmpty();
  }
}
