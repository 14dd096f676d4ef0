package org.dualchannel.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command measures and fills the page. */
class MeasureTest {
  @TempDir private Path docs;

  @Test
  void theFiguresOfThePageAreReplaced() throws Exception {
    Path page = docs.resolve("performance.md");
    Files.writeString(
        page,
        "On <!--=commit-->?<!--/-->: <!--=steady.achieved_rps-->?<!--/-->, <!--=bench.x-->7<!--/-->\n");
    try (FakeGateway gateway = new FakeGateway()) {
      Outcome outcome =
          Outcome.of(
              "measure",
              "--quick",
              "--only",
              "steady",
              "--update",
              docs.toString(),
              "--with=--target=" + gateway.address() + ",--persons=20,--connections=2");
      assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
      assertEquals(0, outcome.figure("failed"));
      assertTrue(
          Files.readString(page)
              .matches(
                  "On <!--=commit-->[0-9a-z]+<!--/-->: <!--=steady.achieved_rps-->100<!--/-->,"
                      + " <!--=bench.x-->7<!--/-->\n"),
          Files.readString(page));
      assertTrue(Files.exists(docs.resolve("performance/steady.svg")));
      assertTrue(Files.readString(docs.resolve("performance/figures.jsonl")).startsWith("{"));
    }
  }

  @Test
  void figuresAreShownInTheirUnits() {
    String page = "<!--=a.p99_us--><!--/--> <!--=a.ratio--><!--/--> <!--=a.flat-->x<!--/-->";
    String filled =
        Figures.replace(
            page, Map.of(), Map.of("a", "{\"p99_us\": 8234.5, \"ratio\": 0.714, \"flat\": true}"));
    assertEquals("8.23 ms 0.71 yes", filled.replaceAll("<!--.*?-->", ""));
  }
}
