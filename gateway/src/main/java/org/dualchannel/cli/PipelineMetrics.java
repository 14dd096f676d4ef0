package org.dualchannel.cli;

import java.util.Locale;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.ops.Metrics;
import org.dualchannel.ops.Metrics.Stage;
import org.dualchannel.pipeline.PipelineMeter;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;

/** Hands what the pipeline measures to the metrics of the node. */
final class PipelineMetrics implements PipelineMeter {

  /** The label of each kind of command, such as {@code set_capacities}. */
  private static final ClassValue<String> LABELS =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          return type.getSimpleName()
              .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
              .toLowerCase(Locale.ROOT);
        }
      };

  private final Metrics metrics;

  PipelineMetrics(Metrics metrics) {
    this.metrics = metrics;
    metrics.overShareOf(Principal.Role.values());
  }

  @Override
  public void intakeWait(long nanos) {
    metrics.stage(Stage.INTAKE_WAIT, nanos);
  }

  @Override
  public void appendToCommit(long nanos) {
    metrics.stage(Stage.APPEND_TO_COMMIT, nanos);
  }

  @Override
  public void decide(long nanos) {
    metrics.stage(Stage.DECIDE, nanos);
  }

  @Override
  public void reply(long nanos) {
    metrics.stage(Stage.REPLY, nanos);
  }

  @Override
  public void freeze(long nanos) {
    metrics.stage(Stage.FREEZE, nanos);
  }

  @Override
  public void snapshot(boolean written, long bytes, long nanos) {
    metrics.stage(Stage.SNAPSHOT, nanos);
    metrics.snapshot(written);
  }

  @Override
  public void undecided(Reason reason) {
    metrics.undecided(reason);
  }

  @Override
  public void appendedAgain(int calls) {
    metrics.appendedAgain(calls);
  }

  @Override
  public void overShare(Principal.Role role) {
    metrics.overShare(role);
  }

  @Override
  public void decided(Class<? extends Body> command, Outcome outcome) {
    String label = LABELS.get(command);
    if (outcome.accepted()) {
      metrics.accepted(label);
    } else {
      metrics.rejected(label, outcome.rejection().reason());
    }
  }
}
