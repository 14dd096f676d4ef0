package org.dualchannel.reimbursement;

import java.util.ArrayList;
import java.util.List;

/** Collects the steps of one settlement, and knows how the clauses of its policy are called. */
final class Explanation {
  private final String policy;
  private final String scheme;
  private final List<Step> steps = new ArrayList<>();

  Explanation(BenefitPolicy policy, String scheme) {
    this.policy = policy.id();
    this.scheme = policy.id() + '/' + scheme;
  }

  /** A clause of the policy as a whole. */
  String policyClause(String name) {
    return policy + '/' + name;
  }

  /** A clause of the person's scheme. */
  String schemeClause(String name) {
    return scheme + '/' + name;
  }

  /** The clause of a benefit. */
  String clause(BenefitKind kind) {
    return schemeClause(
        switch (kind) {
          case SPECIAL_OUTPATIENT -> "special_outpatient";
          case GUARANTEE -> "guarantee";
          case ORDINARY_OUTPATIENT -> "ordinary_outpatient";
        });
  }

  /** A step that only sorts the money. */
  void add(Step.Kind kind, String rule, String clause, int line, long baseFen, long amountFen) {
    add(kind, rule, clause, line, null, baseFen, Ratio.ONE, amountFen, null);
  }

  void add(
      Step.Kind kind,
      String rule,
      String clause,
      int line,
      Payer payer,
      long baseFen,
      int ratioBp,
      long amountFen,
      Amount remaining) {
    steps.add(new Step(kind, rule, clause, line, payer, baseFen, ratioBp, amountFen, remaining));
  }

  /**
   * Limits a payment, and says so when that cuts it.
   *
   * @param roomFen what the limit has left before the payment; negative counts as nothing
   * @return what may be paid
   */
  long limit(
      Step.Kind kind,
      String rule,
      String clause,
      int line,
      Payer payer,
      long payFen,
      long roomFen) {
    long room = Math.max(0, roomFen);
    if (payFen <= room) {
      return payFen;
    }
    add(kind, rule, clause, line, payer, payFen, Ratio.ONE, room - payFen, new Amount(0));
    return room;
  }

  List<Step> steps() {
    return steps;
  }
}
