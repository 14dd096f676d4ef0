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
        "On <!--=steady.commit-->?<!--/-->: <!--=steady.achieved_rps-->?<!--/-->,"
            + " <!--=replay.x_per_s-->7<!--/-->\n");
    Files.createDirectories(docs.resolve("performance"));
    Path file = docs.resolve("performance/figures.jsonl");
    String another = "{\"step\": \"replay\", \"commit\": \"1a2b3c4\", \"x_per_s\": 12345.6}\n";
    Files.writeString(file, "{\"step\": \"steady\", \"achieved_rps\": 1}\n" + another);
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
                  "On <!--=steady.commit-->[0-9a-z]+[+]?<!--/-->:"
                      + " <!--=steady.achieved_rps-->100<!--/-->,"
                      + " <!--=replay.x_per_s-->12,346<!--/-->\n"),
          Files.readString(page));
      assertTrue(Files.exists(docs.resolve("performance/steady.svg")));
      String kept = Files.readString(file);
      assertTrue(
          kept.startsWith("{\"step\": \"steady\", \"commit\": \"") && kept.endsWith(another), kept);
      assertEquals(2, kept.lines().count());
    }
  }

  @Test
  void figuresAreShownInTheirUnits() {
    String page =
        "<!--=a.p99_us--><!--/--> <!--=a.ratio--><!--/--> <!--=a.flat-->x<!--/-->"
            + " <!--=a.decide_ns--><!--/--> <!--=a.load_ns--><!--/--> <!--=a.e_percent--><!--/-->";
    String filled =
        Figures.replace(
            page,
            Map.of(),
            Map.of(
                "a",
                "{\"p99_us\": 8234.5, \"ratio\": 0.714, \"flat\": true, \"decide_ns\": 24445.271,"
                    + " \"load_ns\": 20300000000.000, \"e_percent\": 14.840}"));
    assertEquals("8.23 ms 0.71 yes 24.4 µs 20.3 s 15 %", filled.replaceAll("<!--.*?-->", ""));
  }
}
