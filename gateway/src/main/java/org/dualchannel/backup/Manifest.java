package org.dualchannel.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What is in a backup.
 *
 * @param endPosition position of the log's end
 * @param snapshotIndex the record that the snapshot in it goes up to; 0 when there is none
 */
record Manifest(long endPosition, long snapshotIndex, List<Entry> entries) {
  static final String NAME = "manifest.txt";
  private static final String ANY = "dualchannel backup ";
  private static final String FIRST = ANY + "1";

  /**
   * One file.
   *
   * @param length what it is filled up to with zeros when it is restored
   * @param stored bytes in the backup
   */
  record Entry(String sha256, long stored, long length, String path) {}

  /** The text, one file a line, its own SHA-256 last. */
  String text() {
    StringBuilder text = new StringBuilder(FIRST).append('\n');
    text.append("end ").append(endPosition).append('\n');
    text.append("snapshot ").append(snapshotIndex).append('\n');
    for (Entry entry : entries) {
      text.append(entry.sha256()).append(' ').append(entry.stored()).append(' ');
      text.append(entry.length()).append(' ').append(entry.path()).append('\n');
    }
    return text + "sha256 " + sha256(text.toString().getBytes(StandardCharsets.UTF_8)) + '\n';
  }

  static Manifest read(Path dir) throws IOException {
    Path file = dir.resolve(NAME);
    if (!Files.exists(file)) {
      throw new BackupException("there is no finished backup in " + dir);
    }
    String text = Files.readString(file);
    int last = text.lastIndexOf("sha256 ");
    String[] lines = text.split("\n");
    if (lines[0].startsWith(ANY) && !lines[0].equals(FIRST)) {
      throw new BackupException(file + " was made by another release: " + lines[0]);
    }
    boolean whole =
        last > 0
            && lines[0].equals(FIRST)
            && text.substring(last)
                .equals(
                    "sha256 "
                        + sha256(text.substring(0, last).getBytes(StandardCharsets.UTF_8))
                        + '\n');
    if (!whole) {
      throw new BackupException(file + " is not what was written");
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 3; i < lines.length - 1; i++) {
      String[] parts = lines[i].split(" ", 4);
      entries.add(
          new Entry(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]));
    }
    return new Manifest(number(lines[1]), number(lines[2]), entries);
  }

  private static long number(String line) {
    return Long.parseLong(line.substring(line.indexOf(' ') + 1));
  }

  static Entry entry(Path dir, String path, long length) throws IOException {
    Path file = dir.resolve(path);
    return new Entry(sha256(file), Files.size(file), length, path);
  }

  static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
