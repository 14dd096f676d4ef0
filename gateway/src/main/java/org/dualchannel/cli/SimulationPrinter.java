package org.dualchannel.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.cli.demo.TextTable;
import org.dualchannel.cli.demo.Yuan;
import org.dualchannel.report.Report;
import org.dualchannel.report.ReportQuery.Dimension;
import org.dualchannel.rules.Reason;
import org.dualchannel.simulate.SimulationResult;
import org.dualchannel.simulate.SimulationResult.ReportTable;

/** Shows people what a simulation came to. Amounts of the reports are in yuan. */
final class SimulationPrinter {
  /** Figures of the monthly report that can be added up over the year. */
  private static final int ADDITIVE = 5;

  private final PrintWriter out;
  private final CatalogueVersion catalogue;

  SimulationPrinter(PrintWriter out, CatalogueVersion catalogue) {
    this.out = out;
    this.catalogue = catalogue;
  }

  void print(SimulationResult result) {
    for (ReportTable table : result.tables()) {
      title(table.title());
      if (table.report() == Report.MONTHLY_USE) {
        printYear(table);
      } else {
        printReport(table);
      }
    }
    printRefusals(result.refusals());
    title("Alerts of supervision (S2-20)");
    TextTable alerts = new TextTable(true, List.of("kind", "alerts"));
    result.alerts().forEach((kind, count) -> alerts.row(kind.name(), number(count)));
    alerts.print(out);
    printCommands(result);
    if (!result.held()) {
      title("BROKEN:");
      result.broken().forEach(each -> out.println("  " + each));
      result.differing().forEach(each -> out.println("  " + each));
    }
    out.println(result.summary());
    out.flush();
  }

  private void title(String title) {
    out.println();
    out.println(title);
  }

  /** The months of the report added up. */
  private void printYear(ReportTable table) {
    int kept = 1 + table.kept().ordinal();
    Map<String, long[]> rows = new TreeMap<>();
    for (List<Object> row : table.rows()) {
      long[] sums = rows.computeIfAbsent((String) row.get(kept), key -> new long[ADDITIVE]);
      for (int i = 0; i < ADDITIVE; i++) {
        sums[i] += (Long) row.get(Report.MONTHLY_USE.keyColumns() + i);
      }
    }
    TextTable text =
        new TextTable(
            true,
            List.of(
                table.kept().name().toLowerCase(Locale.ROOT),
                "quantity",
                "amount",
                "fund",
                "self-pay",
                "settlements"));
    rows.forEach(
        (key, sums) ->
            text.row(
                table.kept() == Dimension.DRUG ? name(key) : key,
                number(sums[0] / 10_000),
                Yuan.of(sums[1]),
                Yuan.of(sums[2]),
                Yuan.of(sums[3]),
                number(sums[4])));
    text.print(out);
  }

  private String name(String code) {
    return catalogue.drugs().stream()
        .filter(drug -> drug.code().equals(code))
        .map(Drug::genericNameEn)
        .findFirst()
        .map(name -> code + ' ' + name)
        .orElse(code);
  }

  private void printReport(ReportTable table) {
    List<String> columns = table.report().columns();
    TextTable text =
        new TextTable(true, columns.stream().map(each -> each.replace("_fen", "")).toList());
    for (List<Object> row : table.rows()) {
      List<String> cells = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        cells.add(cell(columns.get(i), row.get(i)));
      }
      text.row(cells);
    }
    text.print(out);
  }

  private static String cell(String column, Object value) {
    if (value instanceof Long number) {
      return column.endsWith("_fen") ? Yuan.of(number) : number(number);
    }
    return String.valueOf(value);
  }

  private void printRefusals(Map<Reason, Long> refusals) {
    title("Refusals");
    TextTable text = new TextTable(true, List.of("reason", "rules", "refusals"));
    refusals.forEach(
        (reason, count) ->
            text.row(reason.name(), String.join(" ", reason.rules()), number(count)));
    text.print(out);
  }

  private void printCommands(SimulationResult result) {
    title("Replay of the log");
    TextTable text = new TextTable(true, List.of("command", "accepted", "refused", "repeated"));
    result
        .audit()
        .commands()
        .counts()
        .forEach(
            each ->
                text.row(
                    each.command(),
                    number(each.accepted()),
                    number(each.refused()),
                    number(each.repeated())));
    text.print(out);
    out.printf(
        Locale.ROOT,
        "%,d commands in %.1f seconds, %,d a second; %,d settlements settled again by the oracle%n",
        result.commands(),
        result.playedMs() / 1_000.0,
        result.commands() * 1_000 / Math.max(1, result.playedMs()),
        result.resettled());
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
