package org.dualchannel.pipeline;

import java.util.Arrays;
import org.dualchannel.decide.Ledger;

/**
 * The ledger's hashes after the last so many records. They lie in a few long arrays: as an array
 * each, they would live just long enough to be copied into the old generation of the heap, and die
 * there.
 */
final class RecentHashes {
  /** How many are kept: a power of two. */
  static final int KEPT = 1 << 16;

  private static final int PAGE = 1 << 10;

  private final Page[] pages = new Page[KEPT / PAGE]; // made when first needed

  private static final class Page {
    final long[] records = new long[PAGE]; // 0 where nothing was put yet
    final byte[] hashes = new byte[PAGE * Ledger.HASH_LENGTH];
  }

  /** Keeps the hash after a record, from 1 on, in the place of one that is too long ago. */
  void put(long record, byte[] hash) {
    int number = (int) (record & (KEPT - 1));
    Page page = pages[number / PAGE];
    if (page == null) {
      page = new Page();
      pages[number / PAGE] = page;
    }
    int place = number % PAGE;
    page.records[place] = record;
    System.arraycopy(hash, 0, page.hashes, place * Ledger.HASH_LENGTH, Ledger.HASH_LENGTH);
  }

  /** The hash after a record, a copy; null when it is not here, or no more. */
  byte[] after(long record) {
    int number = (int) (record & (KEPT - 1));
    Page page = pages[number / PAGE];
    int place = number % PAGE;
    if (record < 1 || page == null || page.records[place] != record) {
      return null;
    }
    int at = place * Ledger.HASH_LENGTH;
    return Arrays.copyOfRange(page.hashes, at, at + Ledger.HASH_LENGTH);
  }
}
