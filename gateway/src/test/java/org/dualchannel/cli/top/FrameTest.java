package org.dualchannel.cli.top;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The view reckons rates from two readings and says in words what a flag means. */
class FrameTest {

  private static final long SECOND = 1_000_000_000;

  @Test
  void ratesAreThoseBetweenTwoReadings() {
    String frame = draw(edge(1_000), edge(1_500), 2);
    assertTrue(frame.contains("calls  250/s"), frame);
    assertTrue(frame.contains("512 us"), frame);
    assertTrue(frame.contains("ring intake                 [#####"), frame);
    assertTrue(frame.contains("S2-18                    1.5           10"), frame);
  }

  @Test
  void aRestartBetweenTheReadingsCountsFromZero() {
    String frame = draw(edge(1_000), edge(40), 2);
    assertTrue(frame.contains("calls  20/s"), frame);
  }

  @Test
  void troubleIsSaidInWords() {
    for (List<String> each :
        List.of(
            List.of("dualchannel_failed 1.0", "STOPPED FOR GOOD"),
            List.of("dualchannel_read_only 1.0", "READ-ONLY"),
            List.of("dualchannel_ready 0.0", "NOT READY"),
            List.of("dualchannel_log_connected 0.0", "NO LEADER"),
            List.of("dualchannel_log_connected 1.0", "follower"))) {
      String frame = draw("", each.get(0) + "\n", 1);
      assertTrue(frame.contains(each.get(1)), frame);
    }
  }

  @Test
  void linesFitATerminalWhateverTheFiguresAre() {
    String page = edge(9_000_000_000_000L) + "dualchannel_disk_free_bytes 9.1E18\n";
    String frame = draw(edge(0), page, 1);
    assertTrue(frame.lines().allMatch(line -> line.length() < 80), frame);
  }

  @Test
  void whatIsNoNodeIsAnError() {
    assertThrows(IOException.class, () -> Scrape.ask("nowhere"));
    assertThrows(IOException.class, () -> Scrape.ask("not a host:1"));
  }

  @Test
  void timesAndSizesHaveUnits() {
    assertEquals("-", Frame.time(Double.NaN));
    assertEquals("12 us", Frame.time(12e-6));
    assertEquals("3.4 ms", Frame.time(3.4e-3));
    assertEquals("2.00 s", Frame.time(2));
    assertEquals("900 B", Frame.bytes(900));
    assertEquals("1.5 GiB", Frame.bytes(1.5 * 1024 * 1024 * 1024));
  }

  private static String edge(long calls) {
    return "# HELP dualchannel_stage_seconds Time\n"
        + ("dualchannel_stage_seconds_count{stage=\"edge\"} " + calls + "\n")
        + "dualchannel_stage_recent_seconds{quantile=\"0.5\",stage=\"edge\"} 5.12E-4\n"
        + "dualchannel_ring_used{ring=\"intake\"} 2000.0\n"
        + "dualchannel_ring_capacity{ring=\"intake\"} 8192.0\n"
        + ("dualchannel_rule_rejections_total{rule=\"S2-18\"} " + (calls == 1_000 ? 7 : 10) + "\n");
  }

  private static String draw(String before, String now, int seconds) {
    return Frame.draw(
        "127.0.0.1:9091",
        Instant.EPOCH,
        Scrape.parse(0, before),
        Scrape.parse(seconds * SECOND, now));
  }
}
