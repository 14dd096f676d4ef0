package org.dualchannel.reimbursement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dualchannel.reimbursement.WorkedExamples.Example;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples come out to the fen, and the documentation shows the same figures. */
@Tag("S2-15")
@Tag("S2-30")
class WorkedExamplesTest {
  static List<Example> examples() {
    return WorkedExamples.all(SettlementFixture.POLICY.id());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void comesOutToTheFen(Example example) {
    SettlementResult result = Waterfall.settle(SettlementFixture.POLICY, example.input());
    assertEquals(WorkedExamples.expected(example.name()), WorkedExamples.columns(result.totals()));
  }

  @Test
  void secondExampleFollowsFromTheFirst() {
    Example first = examples().get(0);
    SettlementResult result = Waterfall.settle(SettlementFixture.POLICY, first.input());
    assertEquals(examples().get(1).input().before(), result.after());
  }

  @Test
  void residentsAreCarriedByTheirOwnField() {
    Breakdown resident = settle("E").totals();
    assertEquals(614_250, resident.hifmiFen());
    assertEquals(0, resident.hifobFen());
    assertEquals(6_500, resident.propBp());
  }

  private static SettlementResult settle(String name) {
    Example example =
        examples().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return Waterfall.settle(SettlementFixture.POLICY, example.input());
  }

  @Test
  void documentationShowsTheseFigures() throws IOException {
    Path page = Path.of(System.getProperty("basedir", "."), "..", "docs", "settlement.md");
    List<String> documented = new ArrayList<>();
    for (String row : Files.readAllLines(page)) {
      if (!row.matches("\\| [A-Z]\\d?: .*")) {
        continue;
      }
      String[] cells = row.substring(1).split("\\|", -1);
      String name = cells[0].strip().replaceFirst(":.*", "");
      List<Long> figures = new ArrayList<>();
      for (int i = 1; i < cells.length - 1; i++) {
        figures.add(Long.parseLong(cells[i].strip().replace(",", "")));
      }
      assertEquals(WorkedExamples.columns(settle(name).totals()), figures, row);
      documented.add(name);
    }
    documented.sort(Comparator.naturalOrder());
    assertEquals(List.of("A1", "A2", "B", "C", "E", "G"), documented);
  }
}
