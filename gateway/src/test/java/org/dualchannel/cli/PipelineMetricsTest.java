package org.dualchannel.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.ops.Metrics;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.junit.jupiter.api.Test;

/** What the pipeline measures reaches the scrape, with each command under its name. */
class PipelineMetricsTest {

  @Test
  void decisionsAndTimesAreCounted() {
    try (Metrics metrics = new Metrics()) {
      PipelineMetrics meter = new PipelineMetrics(metrics);
      meter.decided(Body.Tick.class, new Outcome(1, 1, "", "", new Reply.Noted(), null));
      meter.decided(
          Body.SetCapacities.class,
          new Outcome(2, 1, "", "", null, Rejection.of(Reason.PHARMACY_NOT_DESIGNATED)));
      meter.undecided(Reason.CAPACITY_REACHED);
      meter.intakeWait(1);
      meter.appendToCommit(1);
      meter.decide(1);
      meter.reply(1);
      String text = metrics.scrape();
      for (String line :
          new String[] {
            "outcomes_total{command=\"tick\",reason=\"none\",result=\"accepted\"} 1",
            "outcomes_total{command=\"set_capacities\",reason=\"PHARMACY_NOT_DESIGNATED\","
                + "result=\"rejected\"} 1",
            "rule_rejections_total{rule=\"S2-6\"} 1",
            "undecided_total{reason=\"CAPACITY_REACHED\"} 1",
            "stage_seconds_count{stage=\"intake_wait\"} 1",
            "stage_seconds_count{stage=\"append_to_commit\"} 1",
            "stage_seconds_count{stage=\"decide\"} 1",
            "stage_seconds_count{stage=\"reply\"} 1",
          }) {
        assertTrue(text.contains("dualchannel_" + line), () -> line + " is not in\n" + text);
      }
    }
  }
}
