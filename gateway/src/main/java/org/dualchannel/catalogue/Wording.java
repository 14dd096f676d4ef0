package org.dualchannel.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How restrictions are written: their canonical text, and what they ask for in words. */
final class Wording {
  static final int MAX_WORD = 64;

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{Nd}._+/-]+");

  /** Words that a Chinese reader would not know; others are shown as they are. */
  private static final Map<String, String> CHINESE =
      Map.ofEntries(
          Map.entry("rheumatology", "风湿病专科"),
          Map.entry("csdmard", "传统DMARDs"),
          Map.entry("nsaid", "NSAIDs"),
          Map.entry("conventional", "传统"),
          Map.entry("systemic", "系统性"),
          Map.entry("ics", "吸入型糖皮质激素"),
          Map.entry("laba", "长效吸入型β2受体激动剂"));

  private Wording() {}

  static <T> List<T> checkedParts(List<T> parts) {
    if (parts.isEmpty() || parts.size() > Restriction.MAX_PARTS) {
      throw new IllegalArgumentException(
          "parts: " + parts.size() + " (expected: 1 to " + Restriction.MAX_PARTS + ")");
    }
    return List.copyOf(parts);
  }

  static List<String> checkedWords(List<String> words) {
    words.forEach(Wording::checkedWord);
    return checkedParts(words);
  }

  static String checkedWord(String word) {
    if (word.isEmpty()
        || word.length() > MAX_WORD
        || !word.codePoints().allMatch(Wording::isPrintable)) {
      throw new IllegalArgumentException(
          "word: \"" + word + "\" (expected: 1 to " + MAX_WORD + " printable characters)");
    }
    return word;
  }

  static boolean isWordCharacter(int c) {
    return Character.isLetterOrDigit(c) || "._-+/".indexOf(c) >= 0;
  }

  /** Neither a control nor half of a surrogate pair, which no encoding could carry. */
  static boolean isPrintable(int c) {
    return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
  }

  /** A word as written in a restriction: plain when it can be, else quoted. */
  static String word(String word) {
    return PLAIN.matcher(word).matches()
        ? word
        : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  static <T> String join(
      List<T> parts, Function<? super T, String> each, String before, String between, String end) {
    StringBuilder text = new StringBuilder(before);
    for (int i = 0; i < parts.size(); i++) {
      text.append(i == 0 ? "" : between).append(each.apply(parts.get(i)));
    }
    return text.append(end).toString();
  }

  static String call(String keyword, List<Restriction> parts) {
    return join(parts, Restriction::text, keyword + "(", ", ", ")");
  }

  static String callWords(String keyword, List<String> words) {
    return join(words, Wording::word, keyword + "(", ", ", ")");
  }

  static String callTherapy(
      String keyword, String therapy, Condition.Bound months, Condition.Bound response) {
    return keyword
        + "("
        + word(therapy)
        + (months == null ? "" : ", months " + months.text())
        + (response == null ? "" : ", response " + response.text())
        + ")";
  }

  static String therapyEnglish(String therapy, Condition.Bound months, Condition.Bound response) {
    return therapy
        + " therapy given"
        + (months == null ? "" : " for " + months.english() + " months")
        + (response == null ? "" : ", response " + response.english() + " %");
  }

  static String therapyChinese(String therapy, Condition.Bound months, Condition.Bound response) {
    return "已接受"
        + inChinese(therapy)
        + "治疗"
        + (months == null ? "" : "，时间" + months.chinese() + "个月")
        + (response == null ? "" : "，疗效" + response.chinese() + "%");
  }

  static String inChinese(String word) {
    return CHINESE.getOrDefault(word.toLowerCase(Locale.ROOT), word);
  }

  static List<String> inChinese(List<String> words) {
    return words.stream().map(Wording::inChinese).toList();
  }
}
