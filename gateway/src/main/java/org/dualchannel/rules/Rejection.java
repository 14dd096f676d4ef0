package org.dualchannel.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * A typed refusal.
 *
 * @param reason which of the known reasons
 * @param details the values that the message speaks of, in the order they were added; never patient
 *     data
 * @param violations the offending fields of the command, by their path in the request; empty when
 *     the state and not the request is at fault
 */
public record Rejection(Reason reason, List<Detail> details, List<FieldViolation> violations) {

  /** One named value of a refusal, such as {@code cap_fen = 7900000}. */
  public record Detail(String key, String value) {}

  /** One offending field, such as {@code lines[3].quantity}. */
  public record FieldViolation(String field, String english, String chinese) {}

  public Rejection {
    details = List.copyOf(details);
    violations = List.copyOf(violations);
  }

  /** A refusal with details given as key, value, key, value … */
  public static Rejection of(Reason reason, Object... keysAndValues) {
    List<Detail> details = new ArrayList<>(keysAndValues.length / 2);
    for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
      details.add(new Detail((String) keysAndValues[i], String.valueOf(keysAndValues[i + 1])));
    }
    return new Rejection(reason, details, List.of());
  }

  /** A refusal for malformed fields. */
  public static Rejection invalid(List<FieldViolation> violations) {
    return new Rejection(Reason.INVALID_REQUEST, List.of(), violations);
  }

  /** The message in English, its placeholders filled. */
  public String english() {
    return fill(reason.english());
  }

  /** The message in Chinese, its placeholders filled. */
  public String chinese() {
    return fill(reason.chinese());
  }

  private String fill(String template) {
    String message = template;
    for (Detail detail : details) {
      message = message.replace('{' + detail.key() + '}', detail.value());
    }
    return message;
  }
}
