package org.dualchannel.fuzz;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.dualchannel.codec.MalformedBytesException;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.State;
import org.dualchannel.pipeline.SteppedNode;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Principal;
import org.dualchannel.snapshot.SnapshotDamagedException;
import org.dualchannel.snapshot.SnapshotImage;
import org.dualchannel.store.Tables;

/**
 * A changed byte of a snapshot is found. Bytes that are no snapshot are refused as damaged, also
 * when every checksum in them fits.
 *
 * <p>An input is a file, or, when it begins with a zero, changes to a whole one: each two bytes of
 * place and one that is laid over. Either is looked at as it is and with its checksums made good.
 */
final class SnapshotProperty implements ByteProperty {
  private static final int HEADER = 8 + 4 + 4 + 3 * 8 + 32 + 4;
  private static final int HEAD = 8;
  private static final int DIGEST = 32;

  private final byte[] whole = image();

  @Override
  public void check(byte[] input) throws Throwable {
    byte[] file = input.length > 0 && input[0] == 0 ? changed(input) : input;
    try {
      SnapshotImage.verify(file);
      if (!Arrays.equals(file, whole)) {
        fail("a changed snapshot is taken for whole");
      }
    } catch (SnapshotDamagedException e) {
      if (Arrays.equals(file, whole)) {
        throw e;
      }
    }
    byte[] sealed = sealed(file);
    try {
      SnapshotImage.verify(sealed);
    } catch (SnapshotDamagedException e) {
      return;
    }
    State state = new State(Tables.heap(), Tables.heap());
    try {
      node(state).startFrom(sealed, UnaryOperator.identity());
    } catch (MalformedBytesException | IllegalArgumentException e) {
      return; // forged: the node does not start
    } catch (IllegalStateException e) {
      // Forged to be decided by the rules of a later release: refused in so many words.
      if (!e.getMessage().endsWith("run a newer release")) {
        throw e;
      }
    } catch (java.io.UncheckedIOException e) {
      if (!(e.getCause() instanceof SnapshotDamagedException)) {
        throw e;
      }
    } finally {
      state.close();
    }
  }

  private byte[] changed(byte[] input) {
    byte[] file = whole.clone();
    for (int i = 1; i + 2 < input.length; i += 3) {
      int at = ((input[i] & 0xFF) << 8 | input[i + 1] & 0xFF) % file.length;
      file[at] ^= input[i + 2];
    }
    return file;
  }

  /** The same with checksums that fit, as far as it can be followed. */
  private static byte[] sealed(byte[] file) throws Exception {
    byte[] sealed = file.clone();
    ByteBuffer bytes = ByteBuffer.wrap(sealed).order(ByteOrder.LITTLE_ENDIAN);
    if (sealed.length < HEADER) {
      return sealed;
    }
    bytes.putInt(HEADER - 4, crc(sealed, 0, HEADER - 4));
    int at = HEADER;
    while (at + HEAD < sealed.length) {
      int length = bytes.getInt(at);
      if (length < 1 || length > sealed.length - at - HEAD) {
        return sealed;
      }
      if (sealed[at + HEAD] == 'Z' && length > DIGEST) {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(sealed, 0, at);
        sha256.digest(sealed, at + HEAD + length - DIGEST, DIGEST);
      }
      CRC32C crc = new CRC32C();
      crc.update(sealed, at, 4);
      crc.update(sealed, at + HEAD, length);
      bytes.putInt(at + 4, (int) crc.getValue());
      at += HEAD + length;
    }
    return sealed;
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private static SteppedNode node(State state) {
    return new SteppedNode(state, Decider::decide, 1, 4, 0, record -> {});
  }

  private static byte[] image() {
    State state = new State(Tables.heap(), Tables.heap());
    SteppedNode node = node(state);
    Institution hospital =
        new Institution(
            "H12010000001",
            "simulated",
            "120100",
            "01",
            List.of(new Period(LocalDate.of(2020, 1, 1), null)),
            false,
            null);
    Body body =
        new Body.ImportRegistry(
            List.of(hospital), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    Principal bureau = new Principal(Principal.Role.BUREAU, "120100");
    node.record(1, SteppedNode.encode(new Command("one", bureau, "120100", 1, body)));
    return node.freeze(1).write();
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(whole);
    seeds.add(new byte[] {0});
    seeds.add(new byte[] {0, 0, 20, 1});
    seeds.add(new byte[] {0, 0, 0x6f, 20}); // the version of the rules
    seeds.add(new byte[] {0, 0, 80, 4, 0, 90, 1});
    seeds.add(new byte[] {0, 1, 0, 64, 2, 0, 1, 3, 3, 3});
    seeds.add(Arrays.copyOf(whole, HEADER));
    return seeds;
  }
}
