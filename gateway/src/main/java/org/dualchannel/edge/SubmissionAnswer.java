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
import org.dualchannel.v1.SubmitResult;

/**
 * The answer to an accepted submission as bytes: no other answer is given as often, and its message
 * would be some forty objects. What is said of every reason and every finding is encoded once.
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

  private SubmissionAnswer() {}

  /** A SubmitPrescriptionResponse. */
  static byte[] of(Outcome outcome) {
    SubmissionAnswer own = OF_THREAD.get();
    own.answer.begin();
    own.response(outcome);
    return own.answer.toByteArray();
  }

  /** A SubmitResult: the same, as what became of one item of a batch. */
  static byte[] ofItem(String requestId, Outcome outcome) {
    SubmissionAnswer own = OF_THREAD.get();
    own.answer.begin();
    own.answer.text(SubmitResult.REQUEST_ID_FIELD_NUMBER, requestId);
    int start = own.answer.message(SubmitResult.RESPONSE_FIELD_NUMBER);
    own.response(outcome);
    own.answer.end(start);
    return own.answer.toByteArray();
  }

  private void response(Outcome outcome) {
    Reply.Submitted reply = (Reply.Submitted) outcome.reply();
    answer.text(SubmitPrescriptionResponse.PRESCRIPTION_ID_FIELD_NUMBER, reply.prescription());
    answer.present(
        SubmitPrescriptionResponse.STATUS_FIELD_NUMBER,
        PrescriptionStatus.PRESCRIPTION_STATUS_OPEN_VALUE);
    time(SubmitPrescriptionResponse.VALID_UNTIL_FIELD_NUMBER, reply.untilMs());
    for (Candidate each : reply.route().candidates()) {
      candidate(each);
    }
    for (org.dualchannel.routing.LeftOut each : reply.route().leftOut()) {
      leftOut(each);
    }
    if (!reply.selfPaid().isEmpty()) { // seldom, so in the library's way
      for (SelfPaidLine each : PrescriptionMapping.selfPaid(reply.selfPaid())) {
        answer.message(SubmitPrescriptionResponse.SELF_PAID_LINES_FIELD_NUMBER, each.toByteArray());
      }
    }
    decision(outcome);
    for (Finding each : reply.findings()) {
      finding(each);
    }
  }

  private void candidate(Candidate candidate) {
    int start = answer.message(SubmitPrescriptionResponse.CANDIDATES_FIELD_NUMBER);
    answer.text(org.dualchannel.v1.Candidate.DISPENSER_FIELD_NUMBER, candidate.pharmacy());
    answer.number(org.dualchannel.v1.Candidate.RANK_FIELD_NUMBER, candidate.rank());
    answer.present(org.dualchannel.v1.Candidate.PRICE_TOTAL_FEN_FIELD_NUMBER, candidate.totalFen());
    if (candidate.distanceM() >= 0) {
      answer.present(
          org.dualchannel.v1.Candidate.DISTANCE_METRES_FIELD_NUMBER, candidate.distanceM());
    }
    time(org.dualchannel.v1.Candidate.STOCK_AS_OF_TIME_FIELD_NUMBER, candidate.stockAsOfMs());
    answer.flag(org.dualchannel.v1.Candidate.COLD_CHAIN_FIELD_NUMBER, candidate.coldChain());
    answer.flag(org.dualchannel.v1.Candidate.PREFERRED_FIELD_NUMBER, candidate.preferred());
    answer.number(org.dualchannel.v1.Candidate.LOAD_FIELD_NUMBER, candidate.openHolds());
    answer.end(start);
  }

  private void leftOut(org.dualchannel.routing.LeftOut leftOut) {
    Words words = LEFT_OUT.get(leftOut.exclusion());
    int start = answer.message(SubmitPrescriptionResponse.LEFT_OUT_FIELD_NUMBER);
    answer.text(LeftOut.DISPENSER_FIELD_NUMBER, leftOut.pharmacy());
    answer.fields(words.before());
    answer.number(LeftOut.LINE_NUMBER_FIELD_NUMBER, leftOut.line());
    answer.fields(words.behind());
    answer.end(start);
  }

  private void finding(Finding finding) {
    Words words = FINDINGS.get(finding.check());
    int start = answer.message(SubmitPrescriptionResponse.REVIEW_FINDINGS_FIELD_NUMBER);
    answer.fields(words.before());
    answer.number(
        ReviewFinding.SEVERITY_FIELD_NUMBER,
        ReviewMapping.ofSeverity(finding.severity()).getNumber());
    answer.number(ReviewFinding.LINE_NUMBER_FIELD_NUMBER, finding.line());
    answer.fields(words.behind());
    answer.text(ReviewFinding.DETAIL_FIELD_NUMBER, finding.detail());
    if (finding.reason() != null) {
      answer.text(ReviewFinding.REASON_FIELD_NUMBER, finding.reason());
    }
    answer.end(start);
  }

  private void decision(Outcome outcome) {
    int start = answer.message(SubmitPrescriptionResponse.DECISION_FIELD_NUMBER);
    answer.number(Decision.LOG_INDEX_FIELD_NUMBER, outcome.index());
    time(Decision.DECIDED_TIME_FIELD_NUMBER, outcome.timeMs());
    answer.text(Decision.CATALOGUE_VERSION_FIELD_NUMBER, outcome.catalogue());
    answer.text(Decision.POLICY_ID_FIELD_NUMBER, outcome.policy());
    answer.fields(RULES);
    answer.end(start);
  }

  private void time(int field, long epochMs) {
    int start = answer.message(field);
    answer.number(Timestamp.SECONDS_FIELD_NUMBER, Times.secondsOf(epochMs));
    answer.number(Timestamp.NANOS_FIELD_NUMBER, Times.nanosOf(epochMs));
    answer.end(start);
  }
}
