package org.dualchannel.cli.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** What happened in one story: its calls, the money of its settlements, and the rules behind. */
final class Transcript {
  private final TextTable calls = new TextTable(false, List.of("call", "by", "outcome"));
  private final List<String> notes = new ArrayList<>();
  private final MoneyTable money = new MoneyTable();
  private final TreeSet<String> rules =
      new TreeSet<>(Comparator.comparing(Transcript::seed).thenComparingInt(Transcript::number));

  void call(String name, String by, String outcome) {
    calls.row(name, by, outcome);
  }

  /** A sentence below the calls. */
  void note(String sentence) {
    if (!sentence.isEmpty()) {
      notes.add(sentence);
    }
  }

  MoneyTable money() {
    return money;
  }

  void rules(List<String> ids) {
    ids.forEach(this::rule);
  }

  void rule(String id) {
    if (!id.isEmpty()) {
      rules.add(id);
    }
  }

  void print(PrintWriter out) {
    calls.print(out);
    notes.forEach(each -> out.println("  " + each));
    money.print(out);
    if (!rules.isEmpty()) {
      out.println("  rules: " + String.join(" ", rules));
    }
  }

  private static String seed(String rule) {
    return rule.substring(0, Math.max(0, rule.indexOf('-')));
  }

  private static int number(String rule) {
    String digits = rule.substring(rule.indexOf('-') + 1);
    return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
  }
}
