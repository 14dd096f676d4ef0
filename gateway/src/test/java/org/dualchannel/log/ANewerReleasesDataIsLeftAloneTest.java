package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An older release refuses a directory whose form it does not know, and does not touch it. */
class ANewerReleasesDataIsLeftAloneTest {
  @TempDir private Path dir;
  @TempDir private Path copy;

  @Test
  void byEveryoneWhoOpensIt() throws Exception {
    fill();
    assertEquals(DataSchema.text(1), Files.readString(schema()));
    Files.writeString(schema(), DataSchema.text(2));
    Map<String, Long> before = files();

    List<LogFailedException> refusals =
        List.of(
            assertThrows(
                LogFailedException.class,
                () -> AeronLog.open(AeronLogs.context(dir), new Recorded())),
            assertThrows(LogFailedException.class, () -> LogReader.open(dir)),
            assertThrows(LogFailedException.class, () -> LogCopy.copy(dir, copy)));

    for (LogFailedException refusal : refusals) {
      assertTrue(refusal.getMessage().contains("written by a newer release"), refusal.toString());
      assertTrue(refusal.getMessage().contains("schema 2"), refusal.toString());
    }
    assertEquals(before, files());
  }

  @Test
  void oneWithoutTheFileIsOfTheFirstForm() throws Exception {
    fill();
    Files.delete(schema());

    fill();

    assertEquals(DataSchema.text(1), Files.readString(schema()));
  }

  @Test
  void aSpoiltFileIsNotGuessedAt() throws Exception {
    fill();
    Files.writeString(schema(), "dualchannel data, schema 1");

    LogFailedException refusal = assertThrows(LogFailedException.class, () -> LogReader.open(dir));
    assertTrue(refusal.getMessage().contains("not what was written"), refusal.getMessage());
    Files.writeString(schema(), DataSchema.text(1));
    LogReader.open(dir).close();
  }

  @Test
  void aCopyHasIt() throws Exception {
    fill();
    LogCopy.Copied copied = LogCopy.copy(dir, copy);

    assertEquals(DataSchema.text(1), Files.readString(copy.resolve(DataSchema.FILE_NAME)));
    assertFalse(copied.pieces().stream().noneMatch(each -> each.path().equals("schema")));
  }

  private void fill() {
    Recorded seen = new Recorded();
    try (AeronLog log = AeronLog.open(AeronLogs.context(dir), seen)) {
      Recorded.append(log, List.of("a"));
      Recorded.pollUntil(log, () -> seen.count() > 0 && seen.live());
    }
  }

  private Path schema() {
    return dir.resolve(DataSchema.FILE_NAME);
  }

  private Map<String, Long> files() throws Exception {
    Map<String, Long> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(DirectoryLock.FILE_NAME)) {
          found.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
        }
      }
    }
    return found;
  }
}
