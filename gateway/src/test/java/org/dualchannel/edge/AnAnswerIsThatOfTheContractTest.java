package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.prescription.ReviewCheck;
import org.dualchannel.routing.Candidate;
import org.dualchannel.routing.Exclusion;
import org.dualchannel.routing.LeftOut;
import org.dualchannel.routing.Route;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.screening.Finding;
import org.dualchannel.screening.Severity;
import org.dualchannel.v1.BatchSubmitPrescriptionsResponse;
import org.dualchannel.v1.PrescriptionStatus;
import org.dualchannel.v1.StreamPrescriptionsResponse;
import org.dualchannel.v1.SubmitPrescriptionResponse;
import org.dualchannel.v1.SubmitResult;
import org.junit.jupiter.api.RepeatedTest;

/** What is written field by field has the bytes that the library gives the message. */
class AnAnswerIsThatOfTheContractTest {
  private static final List<String> TEXTS =
      List.of(
          "", "P12010000001", "药品", "naïve", "\uD83D\uDE00", "x".repeat(130), "é".repeat(9_000));
  private static final List<Long> NUMBERS =
      List.of(0L, 1L, -1L, 127L, 128L, 999L, 1_790_000_000_123L, Long.MAX_VALUE, Long.MIN_VALUE);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @RepeatedTest(200)
  void whateverItTells() throws InvalidProtocolBufferException {
    Outcome outcome = outcome();

    byte[] answer = SubmissionAnswer.of(outcome);

    SubmitPrescriptionResponse told = told(outcome);
    assertEquals(told, SubmitPrescriptionResponse.parseFrom(answer), () -> "seed " + seed);
    assertArrayEquals(told.toByteArray(), answer, () -> "seed " + seed);
  }

  @RepeatedTest(50)
  void andInABatch() {
    List<byte[]> encoded = new ArrayList<>();
    List<SubmitResult> results = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      Outcome outcome = outcome();
      String requestId = text();
      encoded.add(SubmissionAnswer.ofItem(requestId, outcome));
      results.add(
          SubmitResult.newBuilder().setRequestId(requestId).setResponse(told(outcome)).build());
    }
    long sequence = number();

    BatchSubmission.Results gathered = new BatchSubmission.Results(encoded, false);

    assertArrayEquals(
        BatchSubmitPrescriptionsResponse.newBuilder().addAllResults(results).build().toByteArray(),
        gathered.ofBatch(),
        () -> "seed " + seed);
    assertArrayEquals(
        StreamPrescriptionsResponse.newBuilder()
            .setBatchSequence(sequence)
            .addAllResults(results)
            .build()
            .toByteArray(),
        gathered.ofStream(sequence),
        () -> "seed " + seed);
  }

  /** The answer in the library's way. */
  private static SubmitPrescriptionResponse told(Outcome outcome) {
    Reply.Submitted reply = (Reply.Submitted) outcome.reply();
    return SubmitPrescriptionResponse.newBuilder()
        .setPrescriptionId(reply.prescription())
        .setStatus(PrescriptionStatus.PRESCRIPTION_STATUS_OPEN)
        .setValidUntil(Times.timestamp(reply.untilMs()))
        .addAllCandidates(RouteMapping.candidates(reply.route()))
        .addAllLeftOut(RouteMapping.leftOut(reply.route()))
        .addAllSelfPaidLines(PrescriptionMapping.selfPaid(reply.selfPaid()))
        .addAllReviewFindings(ReviewMapping.ofFindings(reply.findings()))
        .setDecision(Decisions.of(outcome, Body.SubmitPrescription.class))
        .build();
  }

  private Outcome outcome() {
    Reply.Submitted reply =
        new Reply.Submitted(
            text(),
            timeMs(),
            new Route(some(this::candidate), some(this::leftOut)),
            some(() -> new Reply.SelfPaidLine(random.nextInt(9), Rejection.of(reason()))),
            some(this::finding));
    return new Outcome(number(), timeMs(), text(), text(), reply, null);
  }

  private Candidate candidate() {
    return new Candidate(
        text(),
        (int) number(),
        number(),
        random.nextInt(3) - 1,
        timeMs(),
        random.nextBoolean(),
        (int) number(),
        random.nextBoolean());
  }

  private LeftOut leftOut() {
    return new LeftOut(text(), one(Exclusion.values()), (int) number(), text());
  }

  private Finding finding() {
    return new Finding(
        one(ReviewCheck.values()),
        (int) number(),
        one(Severity.values()),
        text(),
        random.nextBoolean() ? null : text());
  }

  private Reason reason() {
    return random.nextBoolean() ? Reason.RESTRICTION_UNMET : Reason.SELF_PAY_STATED;
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private long number() {
    return NUMBERS.get(random.nextInt(NUMBERS.size()));
  }

  /** Before 1970 too, and far beyond what a clock shows. */
  private long timeMs() {
    return number();
  }

  private <E> E one(E[] of) {
    return of[random.nextInt(of.length)];
  }

  private <T> List<T> some(Supplier<T> one) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(one.get());
    }
    return list;
  }
}
