package org.dualchannel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.IoUtil;
import org.dualchannel.audit.Audit;
import org.dualchannel.audit.AuditReport;
import org.dualchannel.backup.Backup;
import org.dualchannel.log.LogFailedException;
import org.dualchannel.snapshot.SnapshotFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three members take their snapshots at the same places, and come back from them. */
class MembersGoOnFromSnapshotsTest {
  /** Entries of one import; a record of about half a megabyte. */
  private static final int MANY = 600;

  @TempDir private Path dir;

  @Test
  void allTakeThemAtTheSamePlaceAndComeBackFromTheirOwn() throws Exception {
    try (Members three = Members.three(dir, false)) {
      three.openAll();
      int leader = three.leader();
      int second = (leader + 1) % 3;
      int third = (leader + 2) % 3;
      three.send(second, 3);
      long place = three.snapshot(0, 1, 2);
      SnapshotFiles.Named first = SnapshotFiles.in(three.data(0)).list().get(0);
      for (int id = 0; id < 3; id++) {
        SnapshotFiles.Named own = SnapshotFiles.in(three.data(id)).list().get(0);
        assertEquals(place, own.logPosition());
        assertEquals(
            SnapshotFiles.verify(first).stateHash(), SnapshotFiles.verify(own).stateHash());
      }

      three.close(third);
      three.send(second, 3);
      long later = three.snapshot(leader, second);
      three.send(leader, 3);
      three.open(third);
      three.awaitReady(third);
      assertEquals(first.index(), three.pipeline(third).snapshots().startedFrom());
      three.agree(0, 1, 2);
      Members.await(() -> three.newest(third) == later);

      three.close(second);
      IoUtil.delete(three.data(second).toFile(), false);
      three.open(second);
      three.awaitReady(second);
      assertEquals(0, three.pipeline(second).snapshots().startedFrom(), "the whole log was copied");
      three.send(second, 3);
      three.agree(0, 1, 2);

      three.pipeline(leader).snapshots().request();
      three.close(leader);
      three.send(third, 3);
      three.open(leader);
      three.awaitReady(leader);
      assertTrue(three.pipeline(leader).snapshots().startedFrom() > first.index());
      three.snapshot(0, 1, 2);
      three.send(leader, 3);
      three.agree(0, 1, 2);
    }
    for (int id = 0; id < 3; id++) {
      clean(dir.resolve("m" + id));
    }
  }

  @Test
  void oneThatIsBehindThePurgedLogComesBackFromTheBackupOfAnother() throws Exception {
    try (Members three = Members.three(dir, true)) {
      three.openAll();
      int leader = three.leader();
      int other = (leader + 1) % 3;
      int lost = (leader + 2) % 3;
      three.send(lost, 3);
      three.agree(0, 1, 2);
      three.close(lost);
      for (int i = 0; i < 20; i++) {
        three.send(other, MANY);
      }
      three.snapshot(leader, other);
      three.send(other, 1);
      three.snapshot(leader, other);
      for (int id : List.of(leader, other)) {
        Path begin = three.data(id).resolve("log/archive/0-0.rec");
        Members.await(() -> !Files.exists(begin));
      }

      refusesToStart(three, lost);
      IoUtil.delete(three.data(lost).toFile(), false);
      refusesToStart(three, lost);

      three.close(other);
      IoUtil.delete(three.data(lost).toFile(), false);
      three.open(lost); // and cannot ask both
      three.open(other);
      three.awaitReady(other);
      Members.await(() -> three.pipeline(lost).failure() != null);
      String failure = three.pipeline(lost).failure();
      assertTrue(failure.contains("restore a backup"), failure);
      three.close(lost);
      three.send(other, 1);
      three.send(leader, 1);
      IoUtil.delete(three.data(lost).toFile(), false);

      Path backup = dir.resolve("backup");
      Backup.Summary made = Backup.make(three.data(leader), backup);
      three.send(other, 3);
      Backup.restore(backup, three.data(lost));
      three.open(lost);
      three.awaitReady(lost);
      assertEquals(made.snapshotIndex(), three.pipeline(lost).snapshots().startedFrom());
      three.send(lost, 3);
      three.agree(0, 1, 2);
      three.snapshot(0, 1, 2);
      three.send(lost, 3);
      three.agree(0, 1, 2);
    }
    for (int id = 0; id < 3; id++) {
      clean(dir.resolve("m" + id));
    }
  }

  /** It says what it lacks, and the others go on. */
  private static void refusesToStart(Members three, int lost) throws Exception {
    LogFailedException refusal = assertThrows(LogFailedException.class, () -> three.open(lost));
    assertTrue(refusal.getMessage().contains("restore a backup"), refusal.getMessage());
    three.send((lost + 1) % 3, 1);
    three.send((lost + 2) % 3, 1);
  }

  private static void clean(Path data) {
    AuditReport report = Audit.run(data);
    assertEquals(List.of(), report.differences(), data.toString());
    assertTrue(report.snapshots() > 0, "no snapshot was compared in " + data);
  }
}
