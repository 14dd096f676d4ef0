package org.dualchannel.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dualchannel.codec.Codec;
import org.dualchannel.codec.MalformedBytesException;
import org.dualchannel.codec.RecordCodec;
import org.junit.jupiter.api.Test;

/** What every kind of table promises. */
abstract class TableContract {
  record PersonYear(String area, String person, int year) {}

  /** Each part is made from the stamp, so that a mixture of two values shows. */
  record Account(long stamp, long usedFen, String note, List<Long> shares) {
    static Account of(long stamp, int length) {
      return new Account(
          stamp,
          -stamp,
          Long.toString(stamp).repeat(length),
          new Random(stamp).longs(length).boxed().toList());
    }

    boolean whole() {
      return equals(of(stamp, shares.size()));
    }
  }

  private static final Codec<Account> ACCOUNTS = RecordCodec.of(Account.class);

  abstract Tables tables(Sizing sizing);

  private Table<String, Account> table(long capacity) {
    return tables(new Sizing(Map.of("accounts", capacity)))
        .create(new TableSpec<>("accounts", Codec.strings(), ACCOUNTS, 5, 10, 60));
  }

  @Test
  void putGetOverwriteRemove() {
    try (Table<String, Account> table = table(10)) {
      assertNull(table.get("a"));
      assertFalse(table.containsKey("a"));
      assertFalse(table.remove("a"));
      table.put("a", Account.of(1, 1));
      table.put("b", Account.of(2, 2));
      assertEquals(Account.of(1, 1), table.get("a"));
      table.put("a", Account.of(3, 500));
      assertEquals(Account.of(3, 500), table.get("a"));
      table.put("a", Account.of(4, 0));
      assertEquals(Account.of(4, 0), table.get("a"));
      assertEquals(Account.of(2, 2), table.get("b"));
      assertEquals(2, table.size());
      assertTrue(table.remove("a"));
      assertNull(table.get("a"));
      assertFalse(table.containsKey("a"));
      assertTrue(table.containsKey("b"));
      assertEquals(1, table.size());
      assertEquals("accounts", table.name());
    }
  }

  @Test
  void whatATableGaveOutIsTakenInAsItIs() {
    try (Table<String, Account> from = table(10);
        Table<String, Account> to = table(2)) {
      from.put("a", Account.of(1, 7));
      from.put("b", Account.of(2, 0));
      to.put("a", Account.of(9, 3));
      from.forEachEncoded(to::putEncoded);

      assertEquals(2, to.size());
      assertEquals(from.get("a"), to.get("a"));
      assertEquals(from.get("b"), to.get("b"));
      assertEquals(StateHash.of(List.of(from)), StateHash.of(List.of(to)));
    }
  }

  @Test
  void bytesThatAreNoEntryAreRefusedAndChangeNothing() {
    try (Table<String, Account> table = table(2)) {
      byte[] key = new byte[100];
      byte[] value = new byte[1_000];
      int[] lengths = new int[2];
      table.put("a", Account.of(1, 7));
      table.forEachEncoded(
          (keyBytes, keyLength, valueBytes, valueLength) -> {
            System.arraycopy(keyBytes, 0, key, 0, lengths[0] = keyLength);
            System.arraycopy(valueBytes, 0, value, 0, lengths[1] = valueLength);
          });
      table.put("a", Account.of(2, 3));

      assertThrows(
          MalformedBytesException.class,
          () -> table.putEncoded(key, lengths[0], value, lengths[1] - 1));
      assertThrows(
          MalformedBytesException.class,
          () -> table.putEncoded(key, lengths[0], value, lengths[1] + 1));
      assertThrows(
          MalformedBytesException.class,
          () -> table.putEncoded(key, lengths[0] + 1, value, lengths[1]));
      assertEquals(Account.of(2, 3), table.get("a"));
      assertEquals(1, table.size());

      table.put("b", Account.of(3, 1));
      key[lengths[0] - 1] = 'c';
      assertThrows(
          TableFullException.class, () -> table.putEncoded(key, lengths[0], value, lengths[1]));
      assertEquals(2, table.size());
    }
  }

  @Test
  void keysMayBeStringsLongsOrRecords() {
    Tables tables = tables(Sizing.defaults());
    try (Table<Long, Account> byNumber =
            tables.create(new TableSpec<>("n", Codec.longs(), ACCOUNTS, 9, 8, 60));
        Table<PersonYear, Account> byPerson =
            tables.create(
                new TableSpec<>("p", RecordCodec.of(PersonYear.class), ACCOUNTS, 9, 30, 60))) {
      for (long key : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
        byNumber.put(key, Account.of(key, 1));
      }
      assertEquals(Account.of(-1, 1), byNumber.get(-1L));
      assertEquals(Account.of(Long.MIN_VALUE, 1), byNumber.get(Long.MIN_VALUE));
      assertNull(byNumber.get(7L));
      byPerson.put(new PersonYear("430100", "p", 2026), Account.of(1, 1));
      byPerson.put(new PersonYear("430100", "p", 2027), Account.of(2, 1));
      assertEquals(Account.of(2, 1), byPerson.get(new PersonYear("430100", "p", 2027)));
      assertNull(byPerson.get(new PersonYear("430100", "p", 0)));
    }
  }

  @Test
  void theCapacityIsReachedExactlyAndRefusedCleanly() {
    for (long capacity : new long[] {1, 7, 1000}) {
      try (Table<String, Account> table = table(capacity)) {
        assertEquals(capacity, table.capacity());
        for (int i = 0; i < capacity; i++) {
          table.put("k" + i, Account.of(i, i % 300));
        }
        assertEquals(capacity, table.size());
        TableFullException full =
            assertThrows(TableFullException.class, () -> table.put("new", Account.of(0, 0)));
        assertEquals("accounts", full.table());
        assertEquals(capacity, full.capacity());
        assertEquals(capacity, table.size());
        assertNull(table.get("new"));
        table.put("k0", Account.of(99, 400));
        assertEquals(Account.of(99, 400), table.get("k0"));
        assertTrue(table.remove("k0"));
        table.put("new", Account.of(0, 0));
        assertThrows(TableFullException.class, () -> table.put("k0", Account.of(0, 0)));
        assertEquals(capacity, table.size());
      }
    }
  }

  @Test
  void anEntryOfTheGreatestLengthFitsAndOneMoreByteDoesNot() {
    long[][] capacitiesAndAverages = {
      {1, 1}, {1, 5000}, {1000, 60}, {200_000, 5000}, {10_000_000, 1}, {10_000_000, 60}
    };
    for (long[] sizes : capacitiesAndAverages) {
      TableSpec<String, String> spec =
          new TableSpec<>("t", Codec.strings(), Codec.strings(), sizes[0], 10, (int) sizes[1]);
      try (Table<String, String> table = tables(Sizing.defaults()).create(spec)) {
        String longest = "x".repeat(Table.MAX_ENTRY_BYTES - 3 - 2);
        table.put("k", longest);
        assertEquals(longest, table.get("k"));
        assertThrows(IllegalArgumentException.class, () -> table.put("k", longest + "x"));
        assertThrows(IllegalArgumentException.class, () -> table.put("l", longest + "x"));
        assertThrows(IllegalArgumentException.class, () -> table.put("k", "\uD800"));
        byte[] tooLong = new byte[Table.MAX_ENTRY_BYTES];
        assertThrows(
            IllegalArgumentException.class,
            () -> table.putEncoded(tooLong, 1, tooLong, tooLong.length));
        assertEquals(longest, table.get("k"));
        assertEquals(1, table.size());
      }
    }
  }

  @Test
  void aHundredThousandEntriesOfVaryingLengthFit() {
    int count = 100_000;
    try (Table<String, Account> table = table(count)) {
      for (int i = 0; i < count; i++) {
        table.put("key" + i, Account.of(i, i % 17 == 0 ? 150 : i % 3));
      }
      assertEquals(count, table.size());
      for (int i = 0; i < count; i += 7) {
        assertEquals(Account.of(i, i % 17 == 0 ? 150 : i % 3), table.get("key" + i));
      }
      long[] seen = new long[2];
      table.forEach(
          (key, account) -> {
            assertEquals("key" + account.stamp(), key);
            seen[0]++;
            seen[1] += account.stamp();
          });
      assertEquals(count, seen[0]);
      assertEquals((long) count * (count - 1) / 2, seen[1]);
    }
  }

  @Test
  void randomOperationsAgreeWithAHashMap() {
    long seed = new Random().nextLong();
    System.out.println(getClass().getSimpleName() + " seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Account> oracle = new HashMap<>();
    try (Table<String, Account> table = table(200)) {
      for (int i = 0; i < 50_000; i++) {
        String key = "k" + random.nextInt(300);
        switch (random.nextInt(4)) {
          case 0 -> assertEquals(oracle.remove(key) != null, table.remove(key), "seed " + seed);
          case 1 -> assertEquals(oracle.get(key), table.get(key), "seed " + seed);
          default -> {
            Account value = Account.of(i, random.nextInt(random.nextInt(20) == 0 ? 200 : 5));
            if (oracle.size() < 200 || oracle.containsKey(key)) {
              oracle.put(key, value);
              table.put(key, value);
            } else {
              assertThrows(TableFullException.class, () -> table.put(key, value), "seed " + seed);
            }
          }
        }
        assertEquals(oracle.size(), table.size(), "seed " + seed);
      }
      Map<String, Account> all = new HashMap<>();
      table.forEach(all::put);
      assertEquals(oracle, all, "seed " + seed);
    }
  }

  @Test
  void readersSeeWholeEntriesWhileTheWriterWrites() throws Exception {
    int keys = 20;
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(2);
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try (Table<String, Account> table = table(1000)) {
      List<Future<Long>> reads = new ArrayList<>();
      for (int reader = 0; reader < 2; reader++) {
        reads.add(
            readers.submit(
                () -> {
                  long hits = 0;
                  for (int i = 0; !stop.get(); i++) {
                    Account account = table.get("k" + i % keys);
                    if (account != null) {
                      assertTrue(account.whole(), () -> "torn: " + account);
                      hits++;
                    }
                    reading.countDown();
                  }
                  return hits;
                }));
      }
      assertTrue(reading.await(60, TimeUnit.SECONDS));
      SplittableRandom random = new SplittableRandom(1);
      for (int i = 0; i < 30_000; i++) {
        String key = "k" + random.nextInt(keys);
        if (random.nextInt(10) == 0) {
          table.remove(key);
        } else {
          table.put(key, Account.of(i, random.nextInt(40)));
        }
      }
      stop.set(true);
      for (Future<Long> read : reads) {
        assertTrue(read.get(60, TimeUnit.SECONDS) > 0);
      }
    } finally {
      stop.set(true);
      readers.shutdownNow();
    }
  }

  @Test
  void aClosedTableSaysSo() {
    Table<String, Account> table = table(10);
    table.put("a", Account.of(1, 1));
    table.close();
    table.close();
    assertEquals(10, table.capacity());
    List<Runnable> uses =
        List.of(
            () -> table.get("a"),
            () -> table.put("a", Account.of(1, 1)),
            () -> table.remove("a"),
            () -> table.containsKey("a"),
            table::size,
            table::offHeapBytes,
            () -> table.forEach((key, value) -> {}));
    for (Runnable use : uses) {
      IllegalStateException closed = assertThrows(IllegalStateException.class, use::run);
      assertEquals("Table accounts is closed", closed.getMessage());
    }
  }

  @Test
  void nullsAreRefused() {
    try (Table<String, Account> table = table(10)) {
      assertThrows(NullPointerException.class, () -> table.get(null));
      assertThrows(NullPointerException.class, () -> table.put(null, Account.of(1, 1)));
      assertThrows(NullPointerException.class, () -> table.put("a", null));
      assertThrows(NullPointerException.class, () -> table.remove(null));
      assertThrows(NullPointerException.class, () -> table.containsKey(null));
      assertEquals(0, table.size());
    }
  }

  @Test
  void aVisitMayUseOtherTables() {
    try (Table<String, Account> from = table(10);
        Table<String, Account> to = table(10)) {
      for (int i = 0; i < 10; i++) {
        from.put("k" + i, Account.of(i, i * 10));
      }
      from.forEach(
          (key, value) -> {
            to.put(key, value);
            assertEquals(value, to.get(key));
          });
      assertEquals(StateHash.of(List.of(from)), StateHash.of(List.of(to)));
    }
  }
}
