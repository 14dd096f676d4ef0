package org.dualchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dualchannel.ops.GatewayConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An import arrives whole, may be run again, and says which row a gateway did not take. */
class ImportTest {
  @TempDir private Path folder;
  @TempDir private Path data;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Node node;

  @BeforeEach
  void aNodeAndTheSampleCity() throws Exception {
    node =
        Node.start(
            GatewayConfig.load(
                null,
                Map.of(),
                Map.of(
                    "grpc.port", "0",
                    "grpc.developmentMode", "true",
                    "http.port", "0",
                    "log.kind", "memory",
                    "tables.kind", "heap")),
            data);
    node.awaitReady(Duration.ofSeconds(30));
    Path sample = Path.of(getClass().getResource("/sample/institutions.csv").toURI()).getParent();
    try (Stream<Path> files = Files.walk(sample)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(sample.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void theSampleCityArrivesAndASecondRunChangesNothing() {
    assertEquals(Main.OK, runImport(), err::toString);
    String first = out.toString();
    assertTrue(first.contains("241 new, 0 replaced"), first);
    assertTrue(first.contains("1 with 36 drugs"), first);
    assertTrue(first.contains("410 reports"), first);
    assertEquals("示例大药房和平店", node.view().pharmacy("P12010000001").name());
    assertEquals(100_000, node.view().balanceFen("120100", "P0000010001"));

    out.getBuffer().setLength(0);
    assertEquals(Main.OK, runImport(), err::toString);
    assertEquals(first, out.toString(), "the gateway gave its first answers again");

    out.getBuffer().setLength(0);
    assertEquals(Main.OK, runImport("--again"), err::toString);
    assertTrue(out.toString().contains("0 new, 241 replaced"), out::toString);
  }

  @Test
  void nothingIsSentWhileAFileIsWrong() throws Exception {
    Path persons = folder.resolve("persons.csv");
    Files.writeString(
        persons, Files.readString(persons).replace("P0000012345,FEMALE", "P0000012345,F"));
    long before = node.pipeline().lastIndex();

    assertEquals(Main.FAILURE, runImport());

    assertTrue(
        err.toString().startsWith("persons.csv:5: sex: value: F (expected: one of"), err::toString);
    assertTrue(err.toString().contains("Nothing was sent."), err::toString);
    assertEquals(null, node.view().institution("H12010000001"));
    assertTrue(node.pipeline().lastIndex() - before < 5, "only ticks and seals in between");
  }

  @Test
  void whatIsRefusedIsNamedAndTheNextRunGoesOnFromThere() throws Exception {
    Path designations = folder.resolve("designations.csv");
    String right = Files.readString(designations);
    Files.writeString(designations, right.replace("P12010000013", "P12010000099"));

    assertEquals(Main.FAILURE, runImport());

    assertTrue(err.toString().contains("PHARMACY_UNKNOWN"), err::toString);
    assertTrue(err.toString().contains("P12010000099"), err::toString);
    assertTrue(node.view().pharmacy("P12010000001") != null, "the places came before");
    assertEquals(null, node.view().person("120100", "P0000012345"));

    Files.writeString(designations, right);
    assertEquals(Main.OK, runImport(), err::toString);
    assertTrue(out.toString().contains("241 new, 0 replaced"), out::toString);
  }

  @Test
  void anUnreachableGatewayIsAFailure() {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    assertEquals(
        Main.FAILURE, commandLine.execute("import", folder.toString(), "--target", "127.0.0.1:1"));
    assertTrue(err.toString().contains("UNAVAILABLE"), err::toString);
  }

  private int runImport(String... options) {
    List<String> args =
        Stream.concat(
                Stream.of("import", folder.toString(), "--target", "127.0.0.1:" + node.grpcPort()),
                Stream.of(options))
            .toList();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(args.toArray(String[]::new));
  }
}
