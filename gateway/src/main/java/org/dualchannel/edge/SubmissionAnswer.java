package org.dualchannel.edge;

import com.google.protobuf.Timestamp;
import java.util.EnumMap;
import java.util.Map;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.prescription.ReviewCheck;
import org.dualchannel.routing.Candidate;
import org.dualchannel.routing.Exclusion;
import org.dualchannel.screening.Finding;
import org.dualchannel.v1.Decision;
import org.dualchannel.v1.LeftOut;
import org.dualchannel.v1.PrescriptionStatus;
import org.dualchannel.v1.ReviewFinding;
import org.dualchannel.v1.SelfPaidLine;
import org.dualchannel.v1.SubmitPrescriptionResponse;

/**
 * The answer to an accepted submission as bytes, those of {@link PrescriptionMapping#submitted}: no
 * other answer is given as often. What is said of every reason and every finding is encoded once.
 */
final class SubmissionAnswer {
  private static final ThreadLocal<SubmissionAnswer> OF_THREAD =
      ThreadLocal.withInitial(SubmissionAnswer::new);

  private static final byte[] RULES =
      Decisions.ofRules(Decisions.rulesOf(Body.SubmitPrescription.class)).toByteArray();

  /** Fields that are the same whoever or whatever it is, before and behind those that are not. */
  private record Words(byte[] before, byte[] behind) {}

  private static final Map<Exclusion, Words> LEFT_OUT = new EnumMap<>(Exclusion.class);
  private static final Map<ReviewCheck, Words> FINDINGS = new EnumMap<>(ReviewCheck.class);

  static {
    for (Exclusion exclusion : Exclusion.values()) {
      LeftOut said = RouteMapping.said(exclusion);
      LeftOut behind = LeftOut.newBuilder().setExplanation(said.getExplanation()).build();
      LEFT_OUT.put(
          exclusion,
          new Words(
              said.toBuilder().clearExplanation().build().toByteArray(), behind.toByteArray()));
    }
    for (ReviewCheck check : ReviewCheck.values()) {
      ReviewFinding said = ReviewMapping.said(check);
      ReviewFinding behind =
          ReviewFinding.newBuilder().setExplanation(said.getExplanation()).build();
      FINDINGS.put(
          check,
          new Words(
              said.toBuilder().clearExplanation().build().toByteArray(), behind.toByteArray()));
    }
  }

  private final ProtoFields answer = new ProtoFields();
  private final ProtoFields part = new ProtoFields();
  private final ProtoFields time = new ProtoFields();

  private SubmissionAnswer() {}

  static byte[] of(Outcome outcome) {
    return OF_THREAD.get().encode(outcome);
  }

  private byte[] encode(Outcome outcome) {
    Reply.Submitted reply = (Reply.Submitted) outcome.reply();
    answer
        .begin()
        .text(SubmitPrescriptionResponse.PRESCRIPTION_ID_FIELD_NUMBER, reply.prescription())
        .number(
            SubmitPrescriptionResponse.STATUS_FIELD_NUMBER,
            PrescriptionStatus.PRESCRIPTION_STATUS_OPEN_VALUE)
        .message(SubmitPrescriptionResponse.VALID_UNTIL_FIELD_NUMBER, time(reply.untilMs()));
    for (Candidate each : reply.route().candidates()) {
      answer.message(SubmitPrescriptionResponse.CANDIDATES_FIELD_NUMBER, candidate(each));
    }
    for (org.dualchannel.routing.LeftOut each : reply.route().leftOut()) {
      answer.message(SubmitPrescriptionResponse.LEFT_OUT_FIELD_NUMBER, leftOut(each));
    }
    for (SelfPaidLine each : PrescriptionMapping.selfPaid(reply.selfPaid())) { // seldom any
      answer.message(SubmitPrescriptionResponse.SELF_PAID_LINES_FIELD_NUMBER, each.toByteArray());
    }
    answer.message(SubmitPrescriptionResponse.DECISION_FIELD_NUMBER, decision(outcome));
    for (Finding each : reply.findings()) {
      answer.message(SubmitPrescriptionResponse.REVIEW_FINDINGS_FIELD_NUMBER, finding(each));
    }
    return answer.toByteArray();
  }

  private ProtoFields candidate(Candidate candidate) {
    part.begin()
        .text(org.dualchannel.v1.Candidate.DISPENSER_FIELD_NUMBER, candidate.pharmacy())
        .number(org.dualchannel.v1.Candidate.RANK_FIELD_NUMBER, candidate.rank())
        .present(org.dualchannel.v1.Candidate.PRICE_TOTAL_FEN_FIELD_NUMBER, candidate.totalFen());
    if (candidate.distanceM() >= 0) {
      part.present(
          org.dualchannel.v1.Candidate.DISTANCE_METRES_FIELD_NUMBER, candidate.distanceM());
    }
    return part.message(
            org.dualchannel.v1.Candidate.STOCK_AS_OF_TIME_FIELD_NUMBER,
            time(candidate.stockAsOfMs()))
        .flag(org.dualchannel.v1.Candidate.COLD_CHAIN_FIELD_NUMBER, candidate.coldChain())
        .flag(org.dualchannel.v1.Candidate.PREFERRED_FIELD_NUMBER, candidate.preferred())
        .number(org.dualchannel.v1.Candidate.LOAD_FIELD_NUMBER, candidate.openHolds());
  }

  private ProtoFields leftOut(org.dualchannel.routing.LeftOut leftOut) {
    Words words = LEFT_OUT.get(leftOut.exclusion());
    return part.begin()
        .text(LeftOut.DISPENSER_FIELD_NUMBER, leftOut.pharmacy())
        .fields(words.before())
        .number(LeftOut.LINE_NUMBER_FIELD_NUMBER, leftOut.line())
        .fields(words.behind());
  }

  private ProtoFields finding(Finding finding) {
    Words words = FINDINGS.get(finding.check());
    part.begin()
        .fields(words.before())
        .number(
            ReviewFinding.SEVERITY_FIELD_NUMBER,
            ReviewMapping.ofSeverity(finding.severity()).getNumber())
        .number(ReviewFinding.LINE_NUMBER_FIELD_NUMBER, finding.line())
        .fields(words.behind())
        .text(ReviewFinding.DETAIL_FIELD_NUMBER, finding.detail());
    return finding.reason() == null
        ? part
        : part.text(ReviewFinding.REASON_FIELD_NUMBER, finding.reason());
  }

  private ProtoFields decision(Outcome outcome) {
    return part.begin()
        .number(Decision.LOG_INDEX_FIELD_NUMBER, outcome.index())
        .message(Decision.DECIDED_TIME_FIELD_NUMBER, time(outcome.timeMs()))
        .text(Decision.CATALOGUE_VERSION_FIELD_NUMBER, outcome.catalogue())
        .text(Decision.POLICY_ID_FIELD_NUMBER, outcome.policy())
        .fields(RULES);
  }

  private ProtoFields time(long epochMs) {
    return time.begin()
        .number(Timestamp.SECONDS_FIELD_NUMBER, Times.secondsOf(epochMs))
        .number(Timestamp.NANOS_FIELD_NUMBER, Times.nanosOf(epochMs));
  }
}
