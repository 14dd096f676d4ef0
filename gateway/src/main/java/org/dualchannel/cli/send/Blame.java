package org.dualchannel.cli.send;

import com.google.rpc.BadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dualchannel.cli.load.LoadProblem;
import org.dualchannel.cli.load.Located;

/** Finds the rows that a refused request came from. */
final class Blame {
  private static final Pattern ROW = Pattern.compile("[a-z_]+\\[(\\d+)\\](?:\\.(.*))?");

  private Blame() {}

  /** One line for each offending field, or one for the whole request when none is named. */
  static <T> List<String> rows(RefusedCall refused, List<Located<T>> rows) {
    List<String> lines = new ArrayList<>();
    for (BadRequest.FieldViolation violation : refused.violations()) {
      Matcher path = ROW.matcher(violation.getField());
      if (path.matches() && Integer.parseInt(path.group(1)) < rows.size()) {
        Located<T> row = rows.get(Integer.parseInt(path.group(1)));
        String field = path.group(2) == null ? "" : path.group(2);
        lines.add(
            new LoadProblem(row.file(), row.line(), field, violation.getDescription()).toString());
      } else {
        lines.add(violation.getField() + ": " + violation.getDescription());
      }
    }
    if (lines.isEmpty()) {
      Located<T> first = rows.get(0);
      Located<T> last = rows.get(rows.size() - 1);
      lines.add(
          first.file()
              + ":"
              + first.line()
              + " to "
              + last.file()
              + ":"
              + last.line()
              + ": "
              + refused);
    }
    return lines;
  }
}
