package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Members come and go, and the log stays whole, whether their parts share a thread or not. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class MembersTest {
  @TempDir private Path dir;
  @Parameter boolean oneThread;

  private final AeronLog[] logs = new AeronLog[3];
  private final Recorded[] seen = new Recorded[3];
  private List<LogMember> members;

  @AfterEach
  void close() {
    for (AeronLog log : logs) {
      if (log != null) {
        log.close();
      }
    }
  }

  @Test
  void aClusterOfOneBecomesThreeAndAWipedMemberComesBack() throws Exception {
    LogMember first = new LogMember("127.0.0.1", FreePorts.next());
    members = List.of(first);
    open(0);
    append(0, "a", "b", "c");
    awaitRecords(3, 0);
    assertEquals(new LogMembership(0, List.of(first.host() + ':' + first.basePort()), 0, 0), of(0));
    logs[0].close();

    members =
        List.of(
            first,
            new LogMember("127.0.0.1", FreePorts.next()),
            new LogMember("127.0.0.1", FreePorts.next()));
    for (int id = 0; id < 3; id++) {
      open(id);
    }
    awaitRecords(3, 0, 1, 2);
    assertEquals(0, of(1).leader(), "only the member that has the log can lead");
    append(1, "d");
    awaitRecords(4, 0, 1, 2);

    logs[1].close();
    append(2, "e");
    awaitRecords(5, 0, 2);
    IoUtil.delete(dir.resolve("m1").toFile(), false);
    open(1);
    append(1, "f");
    awaitRecords(6, 0, 1, 2);
    for (Recorded each : seen) {
      assertEquals(List.of("a", "b", "c", "d", "e", "f"), each.records());
    }
  }

  @Test
  void anotherLeaderIsAnotherWayToTheLog() {
    List<LogMember> all = new ArrayList<>();
    IntStream.range(0, 3).forEach(id -> all.add(new LogMember("127.0.0.1", FreePorts.next())));
    members = all;
    for (int id = 0; id < 3; id++) {
      open(id);
    }
    awaitRecords(0, 0, 1, 2);
    Recorded.await(
        () -> {
          poll();
          return IntStream.range(0, 3).filter(id -> logs[id].leads()).count() == 1;
        });
    int leader = IntStream.range(0, 3).filter(id -> logs[id].leads()).findFirst().orElseThrow();
    int other = (leader + 1) % 3;
    int third = (leader + 2) % 3;
    append(other, "a");
    awaitRecords(1, other, third);
    long way = logs[other].way();
    long term = of(other).term();

    logs[leader].close();
    logs[leader] = null;

    Recorded.await(
        () -> {
          poll();
          return logs[other].way() > way;
        });
    append(other, "b");
    awaitRecords(2, other, third);
    assertTrue(of(other).term() > term);
    assertTrue(of(other).leader() != leader);
    assertEquals(seen[other].records(), seen[third].records());
  }

  private LogMembership of(int id) {
    return logs[id].membership();
  }

  private void open(int id) {
    seen[id] = new Recorded();
    logs[id] =
        AeronLog.open(
            AeronLogs.context(dir.resolve("m" + id)).members(members).memberId(id), seen[id]);
  }

  private void append(int id, String... records) {
    RecordBatch batch = new RecordBatch(logs[id].maxBatchBytes());
    for (String record : records) {
      batch.add(record.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Recorded.await(
        () -> {
          poll();
          return logs[id].append(batch.buffer(), 0, batch.length());
        });
  }

  private void awaitRecords(int count, int... ids) {
    Recorded.await(
        () -> {
          poll();
          return IntStream.of(ids).allMatch(id -> seen[id].live() && seen[id].count() == count);
        });
  }

  private void poll() {
    for (int id = 0; id < 3; id++) {
      if (logs[id] != null && !logs[id].status().failed()) {
        try {
          logs[id].poll();
        } catch (LogFailedException closed) {
          // one that was closed on purpose
        }
      }
    }
  }
}
