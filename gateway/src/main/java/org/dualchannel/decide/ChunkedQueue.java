package org.dualchannel.decide;

import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.List;

/**
 * A queue whose contents can be fixed at once, however long it is: elements lie in chunks that are
 * filled once and never written again, so a fixed view needs the chunks only.
 */
final class ChunkedQueue<T> {
  private static final int CHUNK = 1_024;

  private final ArrayDeque<Object[]> chunks = new ArrayDeque<>();
  private int head; // of the first chunk: the next to leave
  private int tail = CHUNK; // of the last chunk: the next free place
  private int size;

  void add(T element) {
    if (tail == CHUNK) {
      chunks.addLast(new Object[CHUNK]);
      tail = 0;
    }
    chunks.getLast()[tail++] = element;
    size++;
  }

  /** The oldest element; null when there is none. */
  @SuppressWarnings("unchecked") // only elements are put in
  T peek() {
    return size == 0 ? null : (T) chunks.getFirst()[head];
  }

  void poll() {
    size--;
    if (++head == CHUNK || size == 0) {
      chunks.removeFirst();
      head = 0;
      tail = chunks.isEmpty() ? CHUNK : tail;
    }
  }

  int size() {
    return size;
  }

  /** The elements as they are now, oldest first; does not change when the queue does. */
  List<T> fixed() {
    Object[][] fixed = chunks.toArray(new Object[0][]);
    int first = head;
    int count = size;
    return new AbstractList<>() {
      @Override
      @SuppressWarnings("unchecked") // as above
      public T get(int i) {
        int at = first + java.util.Objects.checkIndex(i, count);
        return (T) fixed[at / CHUNK][at % CHUNK];
      }

      @Override
      public int size() {
        return count;
      }
    };
  }
}
