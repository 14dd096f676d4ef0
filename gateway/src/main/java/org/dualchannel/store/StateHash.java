package org.dualchannel.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.dualchannel.codec.ByteSink;

/**
 * One number for the contents of a set of tables: equal on every node and for every kind of table
 * when the entries are equal, whatever their order. It finds divergence and damage; it is no
 * defence against someone who chooses entries to make two states collide.
 *
 * <p>Each entry's SHA-256, over table name, key and value with their lengths, is taken as four
 * unsigned 64-bit numbers; these are added up in four lanes, modulo 2^64.
 *
 * @param entries how many entries were added up
 */
public record StateHash(long lane0, long lane1, long lane2, long lane3, long entries) {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** The hash of tables that nothing writes to meanwhile. */
  public static StateHash of(Iterable<? extends Table<?, ?>> tables) {
    Sum sum = new Sum();
    for (Table<?, ?> table : tables) {
      sum.add(table);
    }
    return sum.hash();
  }

  /** The 64 hexadecimal digits of the lanes. */
  public String hex() {
    HexFormat format = HexFormat.of();
    return format.toHexDigits(lane0)
        + format.toHexDigits(lane1)
        + format.toHexDigits(lane2)
        + format.toHexDigits(lane3);
  }

  @Override
  public String toString() {
    return hex() + " over " + entries + " entries";
  }

  /** Adds entries up, of one table after another. */
  public static final class Sum {
    private final long[] lanes = new long[4];
    private final MessageDigest digest = sha256();
    private final ByteSink head = new ByteSink();
    private long entries;

    /** One encoded entry of a table. */
    public void add(String table, byte[] key, int keyLength, byte[] value, int valueLength) {
      head.reset();
      head.putString(table);
      head.putVarLong(keyLength);
      head.putRaw(key, 0, keyLength);
      head.putVarLong(valueLength);
      digest.update(head.array(), 0, head.length());
      digest.update(value, 0, valueLength);
      byte[] hash = digest.digest();
      for (int i = 0; i < lanes.length; i++) {
        lanes[i] += (long) LONGS.get(hash, i * Long.BYTES);
      }
      entries++;
    }

    private void add(Table<?, ?> table) {
      String name = table.name();
      table.forEachEncoded(
          (key, keyLength, value, valueLength) -> add(name, key, keyLength, value, valueLength));
    }

    /** The hash of what was added. */
    public StateHash hash() {
      return new StateHash(lanes[0], lanes[1], lanes[2], lanes[3], entries);
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("This Java has no SHA-256", e);
      }
    }
  }
}
