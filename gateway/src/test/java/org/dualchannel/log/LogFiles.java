package org.dualchannel.log;

import io.aeron.archive.codecs.CatalogHeaderDecoder;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.archive.codecs.RecordingDescriptorHeaderDecoder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes logs on disk, damages them and reads them. */
final class LogFiles {

  private LogFiles() {}

  /** Writes each list as one batch and stops in good order. */
  static void write(Path dir, List<List<String>> batches) {
    Recorded seen = new Recorded();
    int expected = batches.stream().mapToInt(List::size).sum();
    try (AeronLog log = AeronLog.open(AeronLogs.context(dir), seen)) {
      Recorded.pollUntil(log, seen::live);
      int before = seen.count();
      for (List<String> batch : batches) {
        Recorded.append(log, batch);
      }
      Recorded.pollUntil(log, () -> seen.count() == before + expected);
    }
  }

  /** Batches of one to five records whose sizes spread from one byte to several frames. */
  static List<List<String>> randomBatches(Random random, int count) {
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> batch = new ArrayList<>();
      for (int record = random.nextInt(5); record >= 0; record--) {
        batch.add(text(random, 1 + random.nextInt(random.nextInt(4) == 0 ? 6_000 : 200)));
      }
      batches.add(batch);
    }
    return batches;
  }

  static String text(Random random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  static LogReader.Summary read(Path dir, RecordConsumer consumer) {
    try (LogReader reader = LogReader.open(dir)) {
      return reader.read(consumer);
    }
  }

  static List<Path> recordings(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(archive(dir))) {
      return files.filter(file -> file.toString().endsWith(".rec")).sorted().toList();
    }
  }

  static Path catalog(Path dir) {
    return archive(dir).resolve(CatalogFile.NAME);
  }

  static Path archive(Path dir) {
    return new LogLayout(dir).archive();
  }

  /** Changes one byte and returns what it was. */
  static byte change(Path file, long offset, int mask) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(offset);
      byte before = access.readByte();
      access.seek(offset);
      access.writeByte(before ^ mask);
      return before;
    }
  }

  static void zero(Path file, long from, long to) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(from);
      access.write(new byte[(int) (to - from)]);
    }
  }

  /** Makes the catalogue say what it says after a crash: the log was not stopped. */
  static void forgetStop(Path dir) throws IOException {
    byte[] bytes = Files.readAllBytes(catalog(dir));
    UnsafeBuffer catalog = new UnsafeBuffer(bytes);
    int descriptor = CatalogHeaderDecoder.BLOCK_LENGTH;
    int body = descriptor + RecordingDescriptorHeaderDecoder.BLOCK_LENGTH;
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    catalog.putLong(body + RecordingDescriptorDecoder.stopPositionEncodingOffset(), -1, order);
    catalog.putLong(body + RecordingDescriptorDecoder.stopTimestampEncodingOffset(), -1, order);
    int crc = new Crc32c().of(catalog, body, catalog.getInt(descriptor, order));
    catalog.putInt(
        descriptor + RecordingDescriptorHeaderDecoder.checksumEncodingOffset(), crc, order);
    Files.write(catalog(dir), bytes);
  }
}
