package org.dualchannel.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dualchannel.v1.SubmitPrescriptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mode, from the command line to its line of figures, with a small gateway of the tests. */
class ModesTest {
  @TempDir private Path directory;

  private static Outcome run(String words, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(words.split(" ")));
    all.addAll(List.of(more));
    return Outcome.of(all.toArray(new String[0]));
  }

  private static void assertWell(Outcome outcome, String mode) {
    assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
    assertEquals(0, outcome.figure("errors"));
    assertTrue(outcome.lastLine().startsWith("{\"mode\": \"" + mode + "\", "), outcome.lastLine());
  }

  @Test
  void theWholeMixIsComparedWithTheEchoAtTheSameRate() throws Exception {
    try (FakeGateway gateway = new FakeGateway()) {
      Path html = directory.resolve("report.html");
      Path hgrm = directory.resolve("out.hgrm");
      Outcome outcome =
          run(
              "steady --rate 150 --seconds 2 --warm-up 1 --connections 4 --persons 40 --with-echo"
                  + " --mix submit=30,get=10,cancel=5,claim=25,dispense=20,return=10,watch=1"
                  + " --target "
                  + gateway.address(),
              "--html",
              html.toString(),
              "--hgrm",
              hgrm.toString());
      assertWell(outcome, "steady");
      assertEquals(150, outcome.figure("achieved_rps"));
      assertTrue(outcome.figure("echo_p99_us") > 0 && outcome.figure("p99_ratio") > 0);
      assertTrue(gateway.returns.get() > 0, "something was returned");
      assertTrue(outcome.out().contains("\nwatch  "), outcome.out());
      String page = Files.readString(html);
      assertTrue(page.contains("<svg ") && page.contains("p999_us"), page);
      assertFalse(page.contains("<script") || page.contains("src="), "nothing from elsewhere");
      assertTrue(Files.exists(directory.resolve("out.echo.hgrm")));
    }
  }

  @Test
  void aRampFindsWhereTheGatewayBeginsToRefuse() throws Exception {
    // Of the warm-up at four times the first rate, and of the first two steps.
    int fine = 4 * 100 + 100 + 200;
    try (FakeGateway gateway =
        new FakeGateway() {
          @Override
          SubmitPrescriptionResponse onSubmit(int number, String id) {
            if (number > fine && number % 2 == 0) {
              throw refusal(io.grpc.Status.Code.RESOURCE_EXHAUSTED, "OVERLOADED");
            }
            return super.onSubmit(number, id);
          }
        }) {
      Path svg = directory.resolve("ramp.svg");
      Outcome outcome =
          run(
              "ramp --from 100 --to 100000 --factor 2 --seconds 1 --settle 0 --warm-up 1 --past 1"
                  + " --limit-ms 5000 --mix submit=1 --connections 2 --persons 10 --verify 0"
                  + " --target "
                  + gateway.address(),
              "--svg",
              svg.toString());
      assertWell(outcome, "ramp");
      assertEquals(200, outcome.figure("knee_rps"), outcome.lastLine());
      assertTrue(outcome.out().contains("past the knee"), outcome.out());
      assertTrue(outcome.lastLine().contains("\"steps\": [{\"offered_rps\": 100.0"));
      assertTrue(Files.readString(svg).startsWith("<svg "));
    }
  }

  @Test
  void aSoakWatchesTheMemoryOfTheGatewayThatItStarts() throws Exception {
    Path launcher = ChildLauncher.script(directory, ChildLauncher.fakeServe());
    Outcome outcome =
        run(
            "soak --rate 100 --seconds 3 --warm-up 1 --sample 1 --connections 2 --persons 20",
            "--gateway",
            launcher.toString());
    assertWell(outcome, "soak");
    assertEquals(100, outcome.figure("achieved_rps"));
    assertTrue(outcome.figure("gc_pauses") >= 0);
    assertTrue(outcome.lastLine().matches(".*\"flat\": (true|false), .*"), outcome.lastLine());
    assertEquals(2, run("soak --target localhost:1").exitCode());
    assertEquals(2, run("steady --rate 1 --seconds 1 --mix watch=1").exitCode());
  }

  @Test
  void oneNodeAndThreeAreLoadedInTurn() throws Exception {
    Path launcher = ChildLauncher.script(directory, ChildLauncher.fakeServe());
    Outcome outcome =
        run(
            "nodes --rounds 1 --seconds 1 --warm-up 1 --connections 3 --in-flight 2 --persons 10",
            "--gateway",
            launcher.toString());
    // The small gateways share nothing, so the cluster does not know what only one was told.
    assertTrue(outcome.lastLine().contains("\"three_rps\""), outcome.out() + outcome.err());
    assertTrue(outcome.figure("one_rps") > 0);
  }

  @Test
  void thePeerTakesCallsAndBatches() throws Exception {
    assumeTrue(PeerDatabase.isInstalled(), "Debian's package postgresql is not installed");
    for (String how : new String[] {"--batch 1 --seconds 1", "--batch 5 --window 2 --seconds 3"}) {
      try (FakeGateway gateway = new FakeGateway()) {
        Outcome outcome =
            run(
                "peer --rounds 1 --warm-up 2 --connections 2 --in-flight 2 --pool 2"
                    + " --persons 10 "
                    + how
                    + " --target "
                    + gateway.address());
        assertWell(outcome, "peer");
        // Of figures with one decimal, which a busy machine makes small.
        double ratio = outcome.figure("gateway_rps") / outcome.figure("peer_rps");
        assertEquals(ratio, outcome.figure("ratio"), 0.002 + 0.1 * ratio);
      }
    }
  }
}
