package org.dualchannel.cli;

import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.ops.Metrics;
import org.dualchannel.pipeline.PipelineMeter;
import org.dualchannel.rules.Reason;

/** Hands the pipeline's measurements to the metrics. */
record NodeMeter(Metrics metrics) implements PipelineMeter {

  @Override
  public void intakeWait(long nanos) {
    metrics.stage(Metrics.Stage.INTAKE_WAIT, nanos);
  }

  @Override
  public void appendToCommit(long nanos) {
    metrics.stage(Metrics.Stage.APPEND_TO_COMMIT, nanos);
  }

  @Override
  public void decide(long nanos) {
    metrics.stage(Metrics.Stage.DECIDE, nanos);
  }

  @Override
  public void reply(long nanos) {
    metrics.stage(Metrics.Stage.REPLY, nanos);
  }

  @Override
  public void undecided(Reason reason) {
    metrics.shed(
        switch (reason) {
          case OVERLOADED -> Metrics.Shed.INTAKE_FULL;
          case TIMED_OUT -> Metrics.Shed.DEADLINE;
          default -> Metrics.Shed.UNAVAILABLE;
        });
  }

  @Override
  public void decided(Class<? extends Body> command, Outcome outcome) {
    if (outcome.accepted()) {
      metrics.accepted(command.getSimpleName());
    } else {
      metrics.rejected(command.getSimpleName(), outcome.rejection().reason());
    }
  }
}
