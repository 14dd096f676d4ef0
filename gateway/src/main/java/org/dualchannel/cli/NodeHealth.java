package org.dualchannel.cli;

import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.dualchannel.log.LogStatus;
import org.dualchannel.ops.Health;
import org.dualchannel.pipeline.Pipeline;

/**
 * What a node says of its own health.
 *
 * @param serving whether its gRPC server listens and tells that it serves
 */
record NodeHealth(Pipeline pipeline, BooleanSupplier serving) implements Health {

  @Override
  public List<Check> liveness() {
    String failure = pipeline.failure();
    return List.of(new Check("log", failure == null, failure == null ? "" : failure));
  }

  @Override
  public List<Check> readiness() {
    LogStatus log = pipeline.logStatus();
    return List.of(
        new Check("recovered", pipeline.ready(), "record " + pipeline.lastIndex()),
        new Check("serving", serving.getAsBoolean(), "gRPC"),
        new Check("connected", log.connected(), log.role().name()),
        new Check(
            "writable",
            pipeline.readOnly() == null,
            Objects.requireNonNullElse(pipeline.readOnly(), "")));
  }
}
