package org.dualchannel.reimbursement;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Rejection.FieldViolation;

/** Collects the problems of a policy, each with its path. */
final class PolicyProblems {
  /** 100 billion yuan: far above any real amount, far below what a {@code long} could overflow. */
  private static final long MAX_FEN = 10_000_000_000_000L;

  private final List<FieldViolation> found = new ArrayList<>();

  List<FieldViolation> list() {
    return List.copyOf(found);
  }

  void add(String field, String english, String chinese) {
    found.add(new FieldViolation(field, field + ' ' + english, field + ' ' + chinese));
  }

  boolean present(String field, Object value) {
    if (value == null) {
      add(field, "is missing", "缺失");
    }
    return value != null;
  }

  void matches(String field, String value, String pattern) {
    if (present(field, value) && !value.matches(pattern)) {
      add(field, "has the wrong form (expected: " + pattern + ")", "格式有误（应为 " + pattern + "）");
    }
  }

  /** A key of a list must not have stood there before. */
  void first(String field, boolean isFirst) {
    if (!isFirst) {
      add(field, "stands twice", "重复");
    }
  }

  void between(String field, long value, long low, long high) {
    if (value < low || value > high) {
      add(
          field,
          "is " + value + " (expected: " + low + " to " + high + ")",
          "为 " + value + "（应在 " + low + " 至 " + high + " 之间）");
    }
  }

  void bp(String field, int value) {
    between(field, value, 0, Ratio.ONE);
  }

  void fen(String field, long value) {
    between(field, value, 0, MAX_FEN);
  }

  /** An amount that may be absent. */
  void amount(String field, Amount value) {
    if (value != null) {
      fen(field, value.fen());
    }
  }
}
