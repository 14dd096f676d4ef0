package org.dualchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dualchannel.cli.load.CityFolder;
import org.dualchannel.cli.send.Caller;
import org.dualchannel.cli.send.CityImport;
import org.dualchannel.cli.send.Counts;
import org.dualchannel.v1.CatalogueServiceGrpc;
import org.dualchannel.v1.GetDrugRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * National rule libraries hold some 14,000 drug codes with limits: a folder of that size is read,
 * checked, sent, put in the log and published in seconds, and comes back as it was.
 */
@Tag("S2-45")
class ANationalLibraryImportsInSecondsTest {
  private static final int DRUGS = 14_000;
  private static final Duration AT_MOST = Duration.ofSeconds(60); // some 5 s on two idle cores

  private static final List<String> LIMITS =
      List.of(
          "all(diagnosis(E75.2), evidence(niemann-pick-C))",
          "all(age >= 3, age <= 12, any(diagnosis(I27.0), diagnosis(I27.2)))",
          "all(diagnosis(K50, K51), line >= 2)",
          "all(strength(100mg), who_fc(II, III, IV))");

  @TempDir private Path dir;

  @Test
  @Timeout(180)
  void readCheckedSentAndPublished() throws Exception {
    Path folder = Files.createDirectories(dir.resolve("city"));
    write(folder);
    try (RunningNode node = RunningNode.start(dir.resolve("data"), Map.of())) {
      long startNs = System.nanoTime();
      Counts counts = new CityImport(node.channel(), "").send(CityFolder.load(folder));
      Duration took = Duration.ofNanos(System.nanoTime() - startNs);
      System.out.println(DRUGS + " drugs with limits imported in " + took.toMillis() + " ms");

      assertEquals(DRUGS, counts.drugs());
      assertTrue(took.compareTo(AT_MOST) < 0, () -> "took " + took);
      checkLimits(node);
    }
  }

  /** Some of them, read back with the limits they were given. */
  private static void checkLimits(RunningNode node) {
    var catalogue = CatalogueServiceGrpc.newBlockingStub(Caller.bureau(node.channel(), "120100"));
    for (int number = 0; number < DRUGS; number += 101) {
      GetDrugRequest request =
          GetDrugRequest.newBuilder()
              .setArea("120100")
              .setCode(code(number))
              .setVersion("library")
              .build();
      assertEquals(
          LIMITS.get(number % LIMITS.size()),
          catalogue.getDrug(request).getDrug().getRestriction(),
          request::getCode);
    }
  }

  private static String code(int number) {
    return String.format("XA10ADM%016d", number);
  }

  private static void write(Path folder) throws Exception {
    Path catalogue = Files.createDirectory(folder.resolve("catalogue"));
    Files.writeString(
        folder.resolve("institutions.csv"),
        "code,name,area,level,designated\nH12010000001,示例医院,120100,01,2020-01-01/\n");
    Files.writeString(
        catalogue.resolve("library.yaml"),
        """
        id: library
        effective_from: 2022-01-01
        title: generated
        document: generated
        drugs:
          - library.csv
        """);
    StringBuilder rows =
        new StringBuilder(
            "code,molecule,generic_name_zh,generic_name_en,item_type,dose_form,specification,"
                + "strength,unit,pack_units,trace_prefixes,cold_chain,max_days_supply,"
                + "first_self_pay_bp,standard_fen,restriction\n");
    for (int number = 0; number < DRUGS; number++) {
      rows.append(
          String.format(
              "%s,molecule-%d,示例药%d,Drug %d,11,片剂,100mg×30片,100mg,盒,1,%07d,false,,"
                  + "1000,260000,\"%s\"%n",
              code(number),
              number / 3,
              number,
              number,
              1_000_000 + number,
              LIMITS.get(number % LIMITS.size())));
    }
    Files.writeString(catalogue.resolve("library.csv"), rows);
  }
}
