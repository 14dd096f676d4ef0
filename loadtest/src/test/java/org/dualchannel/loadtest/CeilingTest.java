package org.dualchannel.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Echo and gateway in turn, with the echo in a process of its own. */
class CeilingTest {
  @Test
  void bothAreLoadedInTurnAndTheRatioIsThatOfTheMedianRound() throws IOException {
    try (FakeGateway gateway = new FakeGateway()) {
      Outcome outcome =
          Outcome.of(
              "ceiling",
              "--target",
              gateway.address(),
              "--rounds",
              "1",
              "--seconds",
              "1",
              "--warm-up",
              "1",
              "--connections",
              "2",
              "--in-flight",
              "3",
              "--persons",
              "20");
      assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
      assertEquals(0, outcome.figure("errors"));
      double echo = outcome.figure("echo_rps");
      double served = outcome.figure("gateway_rps");
      assertTrue(echo > 0 && served > 0, outcome.lastLine());
      double ratio = served / echo; // of figures that are printed with one decimal
      assertEquals(ratio, outcome.figure("ratio"), 0.001 + 0.001 * ratio, outcome.lastLine());
      // Two legs of a second each; the rate is over a little more than that second.
      assertTrue(gateway.submits.get() >= served, "the calls really arrived");
    }
  }
}
