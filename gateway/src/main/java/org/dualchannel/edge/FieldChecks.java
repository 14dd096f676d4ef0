package org.dualchannel.edge;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dualchannel.rules.Rejection;

/**
 * Collects everything that is wrong with the shape of one request, by the path of the field. It
 * reads the request and nothing else, and never repeats a value: it could be patient data.
 */
final class FieldChecks {
  /** More are counted and not named: the answer has to fit into the trailers of a call. */
  static final int MAX_NAMED = 16;

  /** The highest price of one unit, and the highest of any other amount, in fen. */
  static final long MAX_PRICE_FEN = 10_000_000_000L;

  static final long MAX_AMOUNT_FEN = 1_000_000_000_000L;

  /** The most of one drug, in 1/10,000 units. */
  static final long MAX_QUANTITY_E4 = 1_000_000_000_000L;

  final CodeForms forms;
  private final Deque<Place> path = new ArrayDeque<>(4);
  private final List<Rejection.FieldViolation> violations = new ArrayList<>(0);
  private int unnamed;

  FieldChecks(CodeForms forms) {
    this.forms = forms;
  }

  /** The refusal; null when nothing is wrong. */
  Rejection refusal() {
    if (violations.isEmpty()) {
      return null;
    }
    if (unnamed > 0) {
      violations.add(
          new Rejection.FieldViolation(
              "*", unnamed + " more fields are malformed", "另有 " + unnamed + " 个字段有误"));
    }
    return Rejection.invalid(violations);
  }

  /** Where the checks are; written out only when something is wrong there. */
  private record Place(String field, int index) {
    @Override
    public String toString() {
      return index < 0 ? field : field + '[' + index + ']';
    }
  }

  void enter(String field) {
    path.addLast(new Place(field, -1));
  }

  void enter(String field, int index) {
    path.addLast(new Place(field, index));
  }

  void leave() {
    path.removeLast();
  }

  void violate(String field, String english, String chinese) {
    if (violations.size() == MAX_NAMED) {
      unnamed++;
      return;
    }
    String parent = path.stream().map(Place::toString).collect(Collectors.joining("."));
    String where = parent.isEmpty() ? field : field.isEmpty() ? parent : parent + '.' + field;
    violations.add(new Rejection.FieldViolation(where, english, chinese));
  }

  boolean required(String field, boolean present) {
    if (!present) {
      violate(field, "is required", "必填");
    }
    return present;
  }

  /** The key of every call that changes something, and the area that it belongs to. */
  void call(String requestId, String area) {
    requestId(requestId);
    area("area", area);
  }

  void requestId(String requestId) {
    form("request_id", requestId, CodeForm::isUuid, "a UUID in its 36-character form", "36位UUID");
  }

  void area(String field, String area) {
    form(field, area, forms.area(), "6 digits", "6位数字");
  }

  void institution(String field, String code) {
    form(field, code, forms.institution(), "H and 11 digits", "H加11位数字");
  }

  void pharmacy(String field, String code) {
    form(field, code, forms.pharmacy(), "P and 11 digits", "P加11位数字");
  }

  void physician(String field, String code) {
    form(field, code, forms.physician(), "D and 12 digits", "D加12位数字");
  }

  void pharmacist(String field, String code) {
    form(field, code, forms.pharmacist(), "Y and 12 digits", "Y加12位数字");
  }

  void drug(String field, String code) {
    form(field, code, forms.drug(), "a national drug code", "国家药品代码");
  }

  void scheme(String field, String code) {
    form(field, code, forms.scheme(), "3 digits", "3位数字");
  }

  /** A hospital or a pharmacy. */
  void place(String field, String code) {
    if (!forms.institution().fits(code)) {
      form(field, code, forms.pharmacy(), "H or P and 11 digits", "H或P加11位数字");
    }
  }

  void form(String field, String value, Pattern form, String english, String chinese) {
    form(field, value, text -> form.matcher(text).matches(), english, chinese);
  }

  void form(String field, String value, CodeForm form, String english, String chinese) {
    if (!form.fits(value)) {
      violate(field, "must be " + english, "格式应为" + chinese);
    }
  }

  /** A word or a name: no control characters, length in Unicode characters. */
  void text(String field, String value, int min, int max) {
    length(field, value, min, max);
    if (hasControls(value, "")) {
      violate(field, "must not contain control characters", "不得包含控制字符");
    }
  }

  /** Free text, which may have several lines. */
  void prose(String field, String value, int min, int max) {
    length(field, value, min, max);
    if (hasControls(value, "\n\t")) {
      violate(field, "must not contain control characters", "不得包含控制字符");
    }
  }

  private static boolean hasControls(String value, String allowed) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) && allowed.indexOf(c) < 0) {
        return true;
      }
    }
    return false;
  }

  private void length(String field, String value, int min, int max) {
    if (value.isBlank() && min > 0) {
      violate(field, "is required", "必填");
    } else if (value.length() > max && value.codePointCount(0, value.length()) > max) {
      violate(field, "must have at most " + max + " characters", "最多" + max + "个字符");
    }
  }

  void range(String field, long value, long min, long max) {
    if (value < min || value > max) {
      violate(field, "must be from " + min + " to " + max, "应在 " + min + " 至 " + max + " 之间");
    }
  }

  void priceFen(String field, long value) {
    range(field, value, 0, MAX_PRICE_FEN);
  }

  void amountFen(String field, long value) {
    range(field, value, 0, MAX_AMOUNT_FEN);
  }

  void basisPoints(String field, int value) {
    range(field, value, 0, 10_000);
  }

  /** Whether there are not too many to look at one by one. */
  boolean count(String field, int count, int min, int max) {
    if (count < min || count > max) {
      violate(
          field,
          "must have " + min + " to " + max + " entries",
          "数量应在 " + min + " 至 " + max + " 之间");
    }
    return count <= max;
  }

  /** A value of an enum that this release knows; the first constant is the unspecified one. */
  void chosen(String field, Enum<?> value) {
    if (value.ordinal() == 0) {
      violate(field, "is required", "必填");
    } else {
      known(field, value);
    }
  }

  /** As {@link #chosen}, but it may be left unspecified. */
  void known(String field, Enum<?> value) {
    if (value.name().equals("UNRECOGNIZED")) {
      violate(field, "is not a value that this release knows", "未知的枚举值");
    }
  }

  void date(String field, boolean present, Date date) {
    if (required(field, present)) {
      optionalDate(field, true, date);
    }
  }

  void optionalDate(String field, boolean present, Date date) {
    if (present && Times.dateOf(date) == null) {
      violate(field, "must be a date of the calendar with year, month and day", "应为有效的年月日");
    }
  }

  void timestamp(String field, boolean present, Timestamp timestamp) {
    if (required(field, present) && !Times.isValid(timestamp)) {
      violate(field, "must be a valid instant from 1970 on", "应为1970年以后的有效时间");
    }
  }
}
