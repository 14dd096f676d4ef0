package org.dualchannel.store;

/** Takes encoded entries one after another; the arrays are its own during the call only. */
@FunctionalInterface
public interface EntryConsumer {
  void entry(byte[] key, int keyLength, byte[] value, int valueLength);
}
