package org.dualchannel.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dualchannel.audit.Audit;
import org.dualchannel.audit.AuditReport;
import org.dualchannel.cli.RunningNode;
import org.dualchannel.cli.nemesis.Requests;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full table refuses what it has no room for, and takes it once it is given more. */
class TablesHaveLimitsTest {
  @TempDir private Path dir;

  @Test
  @Timeout(180)
  void aFullTableRefusesUntilItIsRaised() throws Exception {
    SubmitPrescriptionRequest third;
    String first;
    try (RunningNode node = start(2)) {
      node.importSampleCity();
      Requests.prepare(node.channel(), 5);
      first = submit(node, Requests.submit("N-1", 1));
      submit(node, Requests.submit("N-2", 2));
      third = Requests.submit("N-3", 3);
      StatusRuntimeException full =
          assertThrows(StatusRuntimeException.class, () -> submit(node, third));
      assertEquals(Code.RESOURCE_EXHAUSTED, full.getStatus().getCode(), full::getMessage);
      assertTrue(full.getMessage().contains("prescriptions"), full::getMessage);
      // What is there already goes on.
      Stubs.pharmacy(node.channel()).claimPrescription(Requests.claim(first));
    }
    try (RunningNode node = start(3)) {
      submit(node, third); // the same request: a full table is not remembered as its answer
      assertThrows(StatusRuntimeException.class, () -> submit(node, Requests.submit("N-4", 4)));
    }
    AuditReport report = Audit.run(dir);
    assertEquals(List.of(), report.differences());
    assertEquals(1, report.unsealed());
  }

  private RunningNode start(int prescriptions) throws Exception {
    return RunningNode.start(dir, Map.of("tables.capacity.prescriptions", "" + prescriptions));
  }

  private static String submit(RunningNode node, SubmitPrescriptionRequest request) {
    return Stubs.hospital(node.channel()).submitPrescription(request).getPrescriptionId();
  }
}
