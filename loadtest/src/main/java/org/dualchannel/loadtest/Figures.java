package org.dualchannel.loadtest;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts measured figures into a page. What stands between {@code <!--=step.figure-->} and {@code
 * <!--/-->} is replaced by that figure of the step; what was not measured stays.
 */
final class Figures {
  private static final Pattern PLACE =
      Pattern.compile("<!--=([a-z0-9_.]+)-->(.*?)<!--/-->", Pattern.DOTALL);

  private Figures() {}

  /**
   * The page with its figures.
   *
   * @param words replacements by their whole key
   * @param results JSON objects by step
   */
  static String replace(String page, Map<String, String> words, Map<String, String> results) {
    return PLACE
        .matcher(page)
        .replaceAll(
            place -> {
              String found = value(place.group(1), words, results);
              String shown = found == null ? place.group(2) : found;
              return Matcher.quoteReplacement(
                  "<!--=" + place.group(1) + "-->" + shown + "<!--/-->");
            });
  }

  private static String value(String key, Map<String, String> words, Map<String, String> results) {
    if (words.containsKey(key)) {
      return words.get(key);
    }
    int dot = key.indexOf('.');
    String json = dot < 0 ? null : results.get(key.substring(0, dot));
    if (json == null) {
      return null;
    }
    String figure = key.substring(dot + 1);
    String name = Pattern.quote('"' + figure + "\": ");
    Matcher found = Pattern.compile(name + "(?:\"([^\"]*)\"|([-0-9.]+|true|false))").matcher(json);
    if (!found.find()) {
      return null;
    }
    return found.group(1) == null ? shown(figure, found.group(2)) : found.group(1);
  }

  /** Times in a unit that suits them, large numbers without their fraction. */
  private static String shown(String figure, String value) {
    if (value.equals("true") || value.equals("false")) {
      return value.equals("true") ? "yes" : "no";
    }
    double number = Double.parseDouble(value);
    if (figure.endsWith("_us")) {
      return String.format(Locale.ROOT, "%.2f ms", number / 1_000);
    }
    if (figure.endsWith("_ns")) {
      return number < 1e9
          ? String.format(Locale.ROOT, "%.1f µs", number / 1e3)
          : String.format(Locale.ROOT, "%.1f s", number / 1e9);
    }
    if (figure.endsWith("_percent")) {
      return String.format(Locale.ROOT, "%.0f %%", number);
    }
    return Math.abs(number) >= 100 || number == Math.rint(number)
        ? String.format(Locale.ROOT, "%,d", Math.round(number))
        : String.format(Locale.ROOT, "%.2f", number);
  }
}
