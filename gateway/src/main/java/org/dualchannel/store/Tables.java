package org.dualchannel.store;

/** Makes tables of one kind. */
@FunctionalInterface
public interface Tables {
  <K, V> Table<K, V> create(TableSpec<K, V> spec);

  /** Memory of the same kind for what is no table: on the heap unless said otherwise. */
  default Chunks chunks() {
    return Chunks.heap();
  }

  /** Tables on the heap, for simulation and tests. */
  static Tables heap() {
    return heap(Sizing.defaults());
  }

  /** Tables on the heap, for simulation and tests. */
  static Tables heap(Sizing sizing) {
    return new Tables() {
      @Override
      public <K, V> Table<K, V> create(TableSpec<K, V> spec) {
        return new HeapTable<>(spec, sizing.capacityOf(spec));
      }
    };
  }

  /** Tables on the heap that take what there is, whatever limits the node had that filled them. */
  static Tables heapWithoutLimits() {
    return new Tables() {
      @Override
      public <K, V> Table<K, V> create(TableSpec<K, V> spec) {
        return new HeapTable<>(spec, Long.MAX_VALUE);
      }
    };
  }

  /** Tables outside the heap, which the collector never walks. */
  static Tables offHeap(Sizing sizing) {
    return new Tables() {
      @Override
      public <K, V> Table<K, V> create(TableSpec<K, V> spec) {
        return new ChronicleTable<>(spec, sizing.capacityOf(spec));
      }

      @Override
      public Chunks chunks() {
        return Chunks.offHeap();
      }
    };
  }
}
