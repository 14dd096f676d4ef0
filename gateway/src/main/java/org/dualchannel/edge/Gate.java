package org.dualchannel.edge;

import com.google.rpc.Status;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.View;
import org.dualchannel.identity.Principals;
import org.dualchannel.pipeline.Commands;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;

/** The one way from the services into the node: commands to the pipeline, reads to the tables. */
final class Gate {
  /**
   * What the node offers to the edge.
   *
   * @param nowMs the present time; only reads and quotes look at it
   * @param lastIndex position of the last record that is decided here
   * @param ready whether the node has caught up and acknowledges
   */
  record Node(
      Commands commands,
      View view,
      LongSupplier nowMs,
      LongSupplier lastIndex,
      BooleanSupplier ready) {}

  /** What becomes of one command. */
  interface Answer {
    /** It was accepted. */
    void accepted(Outcome outcome);

    /** It was refused, or it is open what became of it. */
    void failed(Status status, Reason reason);
  }

  /** What a request asks of the caller and of the log. */
  interface Asked {
    /** The body as the caller sent it; throws {@link Refused} to who may not ask. */
    Body of(Principal caller);
  }

  final Node node;
  final CodeForms forms;
  final Meter meter;
  private final long defaultDeadlineMs;
  private final Secrets secrets = new Secrets();

  Gate(Node node, CodeForms forms, Meter meter, long defaultDeadlineMs) {
    this.node = node;
    this.forms = forms;
    this.meter = meter;
    this.defaultDeadlineMs = defaultDeadlineMs;
  }

  /** A unary call that reads. */
  <A> void read(
      StreamObserver<A> out,
      String method,
      Consumer<FieldChecks> shape,
      Function<Principal, A> answer) {
    Call<A> call = new Call<>(out, method, meter);
    call.run(
        () -> {
          check(shape);
          refuseUnready();
          call.answer(answer.apply(Principals.current()));
        });
  }

  /** A call that is answered by a stream; {@code open} checks the caller and begins it. */
  <A> void stream(
      StreamObserver<A> out,
      String method,
      Consumer<FieldChecks> shape,
      BiConsumer<Principal, ServerCallStreamObserver<A>> open) {
    ServerCallStreamObserver<A> stream = (ServerCallStreamObserver<A>) out;
    try {
      check(shape);
      refuseUnready();
      open.accept(Principals.current(), stream);
    } catch (Refused refused) {
      stream.onError(Errors.exception(refused.rejection()));
      meter.answered(method, refused.rejection().reason(), 0);
    } catch (RuntimeException fault) {
      stream.onError(Errors.exception(Faults.logged(method, fault)));
    }
  }

  /** A unary call that changes something. */
  <A> void command(
      StreamObserver<A> out,
      String method,
      Idempotent key,
      Consumer<FieldChecks> shape,
      Asked asked,
      Function<Outcome, A> answer) {
    Call<A> call = new Call<>(out, method, meter);
    call.run(
        () -> {
          check(
              checks -> {
                checks.call(key.requestId(), key.area());
                shape.accept(checks);
              });
          Principal caller = Principals.current();
          send(caller, key, asked.of(caller), answering(call, answer));
        });
  }

  /** The idempotency key of a call, and the area it belongs to. */
  record Idempotent(String requestId, String area) {}

  private static <A> Answer answering(Call<A> call, Function<Outcome, A> answer) {
    return new Answer() {
      @Override
      public void accepted(Outcome outcome) {
        call.run(() -> call.answer(answer.apply(outcome)));
      }

      @Override
      public void failed(Status status, Reason reason) {
        call.fail(status, reason);
      }
    };
  }

  void check(Consumer<FieldChecks> shape) {
    FieldChecks checks = new FieldChecks(forms);
    shape.accept(checks);
    Rejection rejection = checks.refusal();
    if (rejection != null) {
      throw new Refused(rejection);
    }
  }

  void refuseUnready() {
    if (!node.ready().getAsBoolean()) {
      throw Refused.of(Reason.NOT_READY, "cause", "starting or stopping");
    }
  }

  /** Hands a checked command in, unless nobody waits for its answer any more. */
  void send(Principal caller, Idempotent key, Body body, Answer answer) {
    long timeoutMs = timeoutMs();
    if (timeoutMs <= 0 || Context.current().isCancelled()) {
      answer.failed(Errors.deadlineExceeded(), Reason.TIMED_OUT);
      return;
    }
    long fingerprint = Fingerprints.of(key.area(), body);
    Command command =
        new Command(key.requestId(), caller, key.area(), fingerprint, withSecret(body));
    node.commands().send(command, timeoutMs, new Translated(answer));
  }

  private long timeoutMs() {
    Deadline deadline = Context.current().getDeadline();
    return deadline == null ? defaultDeadlineMs : deadline.timeRemaining(TimeUnit.MILLISECONDS);
  }

  /** The secret is drawn after the fingerprint was taken, so that a retry matches. */
  private Body withSecret(Body body) {
    return body instanceof Body.ClaimPrescription claim
        ? new Body.ClaimPrescription(claim.prescription(), secrets.next(), claim.lines())
        : body;
  }

  /** Translates what the pipeline says. */
  private record Translated(Answer answer) implements Commands.Answer {
    @Override
    public void decided(Outcome outcome) {
      if (outcome.accepted()) {
        answer.accepted(outcome);
      } else {
        Rejection refused = Paths.ofContract(outcome.rejection());
        answer.failed(Errors.of(refused, outcome.index()), refused.reason());
      }
    }

    @Override
    public void undecided(boolean certainlyNot, Reason reason, String cause) {
      String told = cause.isEmpty() ? "no quorum, starting or stopping" : cause;
      answer.failed(Errors.of(Rejection.of(reason, "cause", told)), reason);
    }
  }
}
