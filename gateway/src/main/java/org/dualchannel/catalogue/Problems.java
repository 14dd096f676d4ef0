package org.dualchannel.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Rejection.FieldViolation;

/** Collects the problems of fields under a path. */
final class Problems {
  private final List<FieldViolation> found = new ArrayList<>();

  void add(String field, String english, String chinese) {
    found.add(new FieldViolation(field, english, chinese));
  }

  /** Demands a text of 1 to {@code limit} characters; says whether it is one. */
  boolean text(String field, String value, int limit) {
    if (value == null || value.isBlank()) {
      add(field, "is required", "必填");
      return false;
    }
    return optionalText(field, value, limit);
  }

  /** Demands a text of at most {@code limit} characters, or none; says whether it is one. */
  boolean optionalText(String field, String value, int limit) {
    if (value == null || value.length() <= limit) {
      return true;
    }
    add(
        field,
        "has " + value.length() + " characters (expected: at most " + limit + ")",
        "长度 " + value.length() + "，最多 " + limit + " 个字符");
    return false;
  }

  void range(String field, long value, long least, long most) {
    if (value < least || value > most) {
      add(
          field,
          "value: " + value + " (expected: " + least + " to " + most + ")",
          "取值 " + value + "，应为 " + least + " 至 " + most);
    }
  }

  void addAll(List<FieldViolation> more) {
    found.addAll(more);
  }

  List<FieldViolation> found() {
    return List.copyOf(found);
  }
}
