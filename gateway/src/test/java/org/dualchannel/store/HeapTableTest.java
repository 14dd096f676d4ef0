package org.dualchannel.store;

class HeapTableTest extends TableContract {
  @Override
  Tables tables(Sizing sizing) {
    return Tables.heap(sizing);
  }
}
