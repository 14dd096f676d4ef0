package org.dualchannel.edge;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.v1.Decision;

/**
 * Tells what stood behind an outcome, the rules that such a command is checked against included.
 */
final class Decisions {
  /**
   * The rules that an accepted command of each kind has passed or was computed by. A refusal names
   * the rules of its reason instead.
   */
  private static final Map<Class<? extends Body>, List<String>> RULES =
      Map.ofEntries(
          rules(
              Body.SubmitPrescription.class,
              "S2-5 S2-6 S2-8 S2-16 S2-18 S2-19 S2-20 S2-24 S2-28 S2-34 S2-36 S2-38 S2-40 S2-41"
                  + " S2-42 S2-44 S2-45 S4-34"),
          rules(Body.CancelPrescription.class, "S2-8 S2-19"),
          rules(Body.ClaimPrescription.class, "S2-5 S2-6 S2-8 S2-19 S4-34"),
          rules(Body.ReleasePrescription.class, "S2-19"),
          rules(Body.MarkNotDispensed.class, "S2-18 S2-19"),
          rules(
              Body.DispensePrescription.class,
              "S2-5 S2-6 S2-8 S2-9 S2-15 S2-16 S2-18 S2-19 S2-20 S2-24 S2-28 S2-30 S2-31 S2-32"
                  + " S2-33 S2-34 S2-36 S2-38 S2-40 S2-41 S2-42 S2-44 S2-45 S4-29 S4-30 S4-31 S4-32 S4-33 S4-34"),
          rules(Body.ReturnDispense.class, "S2-15 S2-18 S2-20"),
          rules(
              Body.SubmitOfflineClaim.class,
              "S2-5 S2-6 S2-9 S2-15 S2-18 S2-20 S2-24 S2-28 S2-30 S2-31 S2-32 S2-33 S2-34 S2-36"
                  + " S2-38 S2-40 S2-41 S2-42 S2-44 S2-45 S4-29 S4-30 S4-31 S4-32 S4-33"),
          rules(Body.VoidOfflineClaim.class, "S2-15 S2-40"),
          rules(Body.ReportStock.class, ""),
          rules(
              Body.CreateEnrolment.class,
              "S2-18 S2-25 S2-28 S2-29 S2-34 S2-35 S2-36 S2-38 S2-39 S2-42"),
          rules(Body.UpdateEnrolment.class, "S2-18 S2-29 S2-34 S2-35 S2-36 S2-37"),
          rules(Body.ReassessEnrolment.class, "S2-18 S2-29 S2-34 S2-35 S2-36 S2-38"),
          rules(
              Body.TransferEnrolments.class,
              "S2-18 S2-25 S2-28 S2-29 S2-34 S2-35 S2-36 S2-37 S2-38 S2-39 S2-42"),
          rules(Body.WithdrawEnrolment.class, "S2-34"),
          rules(
              Body.ImportEnrolments.class, "S2-18 S2-25 S2-28 S2-29 S2-34 S2-35 S2-36 S2-38 S2-39"),
          rules(Body.ImportRegistry.class, "S2-5 S2-6"),
          rules(Body.CreateCatalogueVersion.class, "S2-24"),
          rules(Body.AddDrugs.class, "S2-25 S2-27 S2-42 S2-45 S4-29 S4-33"),
          rules(Body.PublishCatalogueVersion.class, "S2-25 S2-27 S2-42 S2-44 S2-45 S4-29 S4-33"),
          rules(Body.CreatePolicy.class, "S2-24 S2-30 S2-32"));

  /** What is said of every decision on such a command; its ids are encoded already. */
  private static final Map<Class<? extends Body>, Decision> DECISIONS = new HashMap<>();

  static {
    RULES.forEach((command, ids) -> DECISIONS.put(command, ofRules(ids)));
  }

  /** A decision that names nothing but its rules. */
  static Decision ofRules(List<String> ids) {
    Decision.Builder decision = Decision.newBuilder();
    ids.forEach(id -> decision.addRuleIdsBytes(ByteString.copyFromUtf8(id)));
    return decision.build();
  }

  private Decisions() {}

  private static Map.Entry<Class<? extends Body>, List<String>> rules(
      Class<? extends Body> command, String ids) {
    return Map.entry(command, ids.isEmpty() ? List.of() : List.of(ids.split(" ")));
  }

  static List<String> rulesOf(Class<? extends Body> command) {
    return RULES.getOrDefault(command, List.of());
  }

  static Decision of(Outcome outcome, Class<? extends Body> command) {
    return DECISIONS.getOrDefault(command, Decision.getDefaultInstance()).toBuilder()
        .setLogIndex(outcome.index())
        .setDecidedTime(Times.timestamp(outcome.timeMs()))
        .setCatalogueVersion(outcome.catalogue())
        .setPolicyId(outcome.policy())
        .build();
  }

  static Decision of(long index, long timeMs, String catalogue, String policy, List<String> rules) {
    return Decision.newBuilder()
        .setLogIndex(index)
        .setDecidedTime(Times.timestamp(timeMs))
        .setCatalogueVersion(catalogue)
        .setPolicyId(policy)
        .addAllRuleIds(rules)
        .build();
  }
}
