package org.dualchannel.ops;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.dualchannel.ops.Health.Check;

/** The checks of one question, as the JSON that a probe reads. */
record HealthReport(List<Check> checks) {

  HealthReport {
    checks = List.copyOf(checks);
  }

  /** Asks; a check that throws counts as failed, because an unknown state is not a good one. */
  static HealthReport of(Supplier<List<Check>> question) {
    try {
      return new HealthReport(question.get());
    } catch (RuntimeException e) {
      return new HealthReport(List.of(new Check("health", false, "the check itself failed: " + e)));
    }
  }

  boolean ok() {
    return checks.stream().allMatch(Check::ok);
  }

  String json() {
    StringBuilder json = new StringBuilder("{\"status\":");
    text(json, ok() ? "ok" : "failed").append(",\"checks\":[");
    String separator = "";
    for (Check check : checks) {
      text(json.append(separator).append("{\"name\":"), check.name());
      json.append(",\"ok\":").append(check.ok());
      text(json.append(",\"detail\":"), check.detail()).append('}');
      separator = ",";
    }
    return json.append("]}\n").toString();
  }

  private static StringBuilder text(StringBuilder json, String value) {
    json.append('"');
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"');
  }
}
