package org.dualchannel.store;

/** A table with an overlay keeps every promise of a table. */
class FrozenTableTest extends TableContract {
  @Override
  Tables tables(Sizing sizing) {
    return new Tables() {
      @Override
      public <K, V> Table<K, V> create(TableSpec<K, V> spec) {
        FreezableTable<K, V> table = FreezableTable.over(Tables.heap(sizing).create(spec));
        table.freeze();
        return table;
      }
    };
  }
}
