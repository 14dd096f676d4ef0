package org.dualchannel.cli.load;

import com.google.type.Date;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.dualchannel.v1.Period;
import org.dualchannel.v1.Practice;

/**
 * Periods in cells: {@code 2020-01-01/2024-12-31}, or {@code 2025-01-01/} while open. What holds
 * for a time is written before it: {@code H12010000001@2020-01-01/}. Several are separated by
 * spaces.
 */
final class Spans {
  /** The most that one cell may hold, as the contract allows. */
  static final int MOST = 20;

  private static final String PERIOD = "YYYY-MM-DD/YYYY-MM-DD or YYYY-MM-DD/";

  private Spans() {}

  /** A day that is required; the default date when it is wrong. */
  static Date date(CsvCells cells, String column) {
    LocalDate date = cells.date(column);
    return date == null ? Date.getDefaultInstance() : Dates.of(date);
  }

  /** Any number of periods. */
  static List<Period> periods(CsvCells cells, String column) {
    List<Period> periods = new ArrayList<>();
    for (String word : words(cells, column)) {
      Period period = parse(word);
      if (period == null) {
        cells.problem(column, PERIOD);
      } else {
        periods.add(period);
      }
    }
    return periods;
  }

  /** Exactly one period. */
  static Period period(CsvCells cells, String column) {
    Period period = parse(cells.text(column));
    if (period == null) {
      cells.problem(column, PERIOD);
      return Period.getDefaultInstance();
    }
    return period;
  }

  /** The places at which someone works, and when. */
  static List<Practice> practices(CsvCells cells, String column, Pattern place) {
    return named(
        cells,
        column,
        place,
        (name, period) -> Practice.newBuilder().setPlace(name).setPeriod(period).build());
  }

  /** Any number of things that hold for a time. */
  static <T> List<T> named(
      CsvCells cells, String column, Pattern name, BiFunction<String, Period, T> make) {
    List<T> things = new ArrayList<>();
    for (String word : words(cells, column)) {
      int at = word.indexOf('@');
      Period period = parse(word.substring(at + 1));
      if (at < 0 || period == null || !name.matcher(word.substring(0, at)).matches()) {
        cells.problem(column, name + "@" + PERIOD);
      } else {
        things.add(make.apply(word.substring(0, at), period));
      }
    }
    return things;
  }

  private static List<String> words(CsvCells cells, String column) {
    List<String> words = cells.words(column);
    if (words.size() > MOST) {
      cells.problem(column, "at most " + MOST);
    }
    return words;
  }

  private static Period parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return null;
    }
    try {
      LocalDate from = LocalDate.parse(text.substring(0, slash));
      Period.Builder period = Period.newBuilder().setFromDate(Dates.of(from));
      if (slash + 1 < text.length()) {
        LocalDate to = LocalDate.parse(text.substring(slash + 1));
        if (to.isBefore(from)) {
          return null;
        }
        period.setToDate(Dates.of(to));
      }
      return period.build();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
