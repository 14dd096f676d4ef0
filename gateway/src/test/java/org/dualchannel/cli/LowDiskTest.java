package org.dualchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.dualchannel.cli.send.Caller;
import org.dualchannel.v1.BatchImportRegistryRequest;
import org.dualchannel.v1.GetInstitutionRequest;
import org.dualchannel.v1.RegistryServiceGrpc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is nearly full makes the node read-only before it is full. */
class LowDiskTest {
  @TempDir private Path dir;

  @Test
  void commandsAreRefusedWhileThereIsLittleRoomAndTakenAgainAfterwards() {
    AtomicLong freeMib = new AtomicLong(100);
    List<String> told = new ArrayList<>();
    try (DiskWatch watch = new DiskWatch("disk", freeMib::get, 50, told::add)) {
      watch.look();
      assertEquals(List.of(), told);

      freeMib.set(49);
      watch.look();
      assertTrue(told.get(0).contains("49 MiB are free"), told::toString);

      freeMib.set(50);
      watch.look();
      assertEquals(Arrays.asList(told.get(0), null), told);
    }
  }

  @Test
  void aNodeWithoutRoomSaysSoAndWhenToComeAgain() throws Exception {
    Map<String, String> settings =
        Map.of("log.minFreeMb", "10000000", "report.kind", "off", "tables.kind", "heap");
    try (RunningNode node = RunningNode.start(dir, settings)) {
      RegistryServiceGrpc.RegistryServiceBlockingStub registry =
          RegistryServiceGrpc.newBlockingStub(Caller.bureau(node.channel(), "120100"));

      StatusRuntimeException refused =
          assertThrows(
              StatusRuntimeException.class, () -> registry.batchImportRegistry(anImport()));
      assertEquals(Code.UNAVAILABLE, refused.getStatus().getCode());
      assertTrue(refused.getMessage().contains("read-only"), refused.getMessage());
      Status status = StatusProto.fromThrowable(refused);
      assertTrue(status.getDetailsList().stream().anyMatch(each -> each.is(RetryInfo.class)));

      StatusRuntimeException unknown =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  registry.getInstitution(
                      GetInstitutionRequest.newBuilder()
                          .setArea("120100")
                          .setCode("H12010000001")
                          .build()));
      assertEquals(Code.NOT_FOUND, unknown.getStatus().getCode(), "reads are answered");
    }
  }

  private static BatchImportRegistryRequest anImport() {
    BatchImportRegistryRequest.Builder batch =
        BatchImportRegistryRequest.newBuilder()
            .setRequestId("7a4e1f5c-30e5-4f3b-9d9e-2c8a7f1f0001")
            .setArea("120100");
    batch
        .addEntriesBuilder()
        .setInstitution(
            org.dualchannel.v1.Institution.newBuilder()
                .setCode("H12010000009")
                .setLocationArea("120100")
                .setName("generated")
                .setLevel("01"));
    return batch.build();
  }
}
