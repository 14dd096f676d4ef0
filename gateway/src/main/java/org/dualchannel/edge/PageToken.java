package org.dualchannel.edge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.dualchannel.report.Report;
import org.dualchannel.report.ReportQuery;
import org.dualchannel.rules.Rejection;

/** Where a list goes on: the key of the last row, and what was asked. */
final class PageToken {
  private static final String SEPARATOR = "\n";

  private PageToken() {}

  static String write(Report report, ReportQuery query, List<Object> key) {
    List<String> parts = new ArrayList<>();
    parts.add(Integer.toHexString(asked(report, query)));
    for (Object each : key) {
      parts.add(each instanceof Long ? "n" + each : "t" + each);
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
  }

  /** The key; null for the first page. */
  static List<Object> read(Report report, ReportQuery query, String token) {
    if (token.isEmpty()) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = text.split(SEPARATOR, -1);
      List<Object> key = new ArrayList<>();
      for (String part : List.of(parts).subList(1, parts.length)) {
        key.add(part.startsWith("n") ? (Object) Long.valueOf(part.substring(1)) : rest(part));
      }
      if (parts[0].equals(Integer.toHexString(asked(report, query)))
          && key.size() == report.keyColumns()) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Not base64, or not a number: not a token of ours.
    }
    throw new Refused(
        Rejection.invalid(
            List.of(
                new Rejection.FieldViolation(
                    "page_token",
                    "must be the next_page_token of the same list with the same filter",
                    "应为同一查询条件返回的 next_page_token"))));
  }

  private static String rest(String part) {
    if (!part.startsWith("t")) {
      throw new IllegalArgumentException(part);
    }
    return part.substring(1);
  }

  private static int asked(Report report, ReportQuery query) {
    return (report.name() + query).hashCode();
  }
}
