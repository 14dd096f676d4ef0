package org.dualchannel.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dualchannel.ops.GatewayConfig.LogKind;
import org.dualchannel.ops.GatewayConfig.TableKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration is read whole or refused whole, with every problem named. */
class ConfigurationIsCheckedWholeTest {

  @TempDir private Path directory;

  @Test
  void nothingSaidGivesTheDefaults() throws Exception {
    assertEquals(GatewayConfig.defaults(), load(""));
    assertEquals(
        GatewayConfig.defaults(), GatewayConfig.load(null, Map.of("PATH", "/bin"), Map.of()));
  }

  @Test
  void fileThenEnvironmentThenCommandLine() throws Exception {
    Path file = write("grpc: {port: 1, maxConnectionAgeMs: 1_000}\nhttp: {port: 2}\n");
    GatewayConfig config =
        GatewayConfig.load(
            file,
            Map.of(
                "DUALCHANNEL_GRPC_PORT", "3",
                "DUALCHANNEL_HTTP_PORT", "4",
                "DUALCHANNEL_GRPC_MAX_RST_FRAMES_PER_WINDOW", "7",
                "DUALCHANNEL_OPTS", "-Xmx1g"),
            Map.of("grpc.port", "5"));
    assertEquals(5, config.grpc().port());
    assertEquals(4, config.http().port());
    assertEquals(7, config.grpc().maxRstFramesPerWindow());
    assertEquals(1_000, config.grpc().maxConnectionAgeMs());
    assertEquals(
        GatewayConfig.defaults().grpc().reflection(), config.grpc().reflection(), "left alone");
  }

  @Test
  void everyKindOfValueIsRead() throws Exception {
    GatewayConfig config =
        load(
            """
            node: {id: 2}
            grpc: {host: "::1", developmentMode: true}
            log:
              kind: memory
              members: ["a.example:2000", "b.example:2000", "[::1]:2000"]
            tables:
              kind: heap
              capacity: {persons: 5_000_000, traceCodes: 4000000000}
            """);
    assertEquals(2, config.node().id());
    assertEquals("::1", config.grpc().host());
    assertTrue(config.grpc().developmentMode());
    assertEquals(LogKind.MEMORY, config.log().kind());
    assertEquals(List.of("a.example:2000", "b.example:2000", "[::1]:2000"), config.log().members());
    assertEquals(TableKind.HEAP, config.tables().kind());
    assertEquals(
        Map.of("persons", 5_000_000L, "traceCodes", 4_000_000_000L), config.tables().capacity());
  }

  @Test
  void listsAndEntriesComeFromTheEnvironmentToo() throws Exception {
    GatewayConfig config =
        GatewayConfig.load(
            null,
            Map.of(
                "DUALCHANNEL_LOG_MEMBERS", "a:2000, b:2000, c:2000",
                "DUALCHANNEL_TABLES_CAPACITY", "persons=5,enrolments=6"),
            Map.of());
    assertEquals(List.of("a:2000", "b:2000", "c:2000"), config.log().members());
    assertEquals(Map.of("persons", 5L, "enrolments", 6L), config.tables().capacity());
  }

  @Test
  void singleEntriesComeFromTheCommandLine() throws Exception {
    GatewayConfig config =
        GatewayConfig.load(
            null,
            Map.of("DUALCHANNEL_TABLES_CAPACITY", "persons=5,enrolments=6"),
            Map.of("tables.capacity.persons", "7", "tables.capacity.settlements", "8"));
    assertEquals(
        Map.of("persons", 7L, "enrolments", 6L, "settlements", 8L), config.tables().capacity());
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> GatewayConfig.load(null, Map.of(), Map.of("tables.capacity.persons", "many")));
    assertTrue(e.getMessage().contains("tables.capacity.persons: found 'many'"), e::getMessage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "grpc: {prot: 1}|grpc.prot|one of the keys host, port",
        "gprc: {port: 1}|gprc|one of the keys node, grpc",
        "grpc: {tls: {key: a}}|grpc.tls.key|one of the keys certificateFile",
        "grpc: {port: 70000}|grpc.port|from 0 to 65535",
        "grpc: {port: -1}|grpc.port|from 0 to 65535",
        "grpc: {port: 1.5}|grpc.port|a whole number",
        "grpc: {port: 0x50}|grpc.port|a whole number",
        "grpc: {port: '9 0'}|grpc.port|a whole number",
        "grpc: {port: [1]}|grpc.port|a single value",
        "grpc: {port: {a: 1}}|grpc.port|a single value",
        "grpc: {port: 99999999999999999999999}|grpc.port|a whole number",
        "grpc: {maxConnectionAgeMs: 99999999999999999999}|grpc.maxConnectionAgeMs|1000 or more",
        "grpc: {reflection: yes}|grpc.reflection|true or false",
        "grpc: {host: 'a b'}|grpc.host|a host name",
        "grpc: {host: ''}|grpc.host|a host name",
        "grpc: 9090|grpc|keys with values",
        "grpc: [1, 2]|grpc|keys with values",
        "log: {kind: disk}|log.kind|one of aeron, memory",
        "log: {fileSyncLevel: 3}|log.fileSyncLevel|from 0 to 2",
        "log: {members: here}|log.members|a list",
        "log: {members: [here]}|log.members[0]|host:port",
        "log: {members: []}|log.members|one member or three",
        "log: {members: ['a:2000', 'b:2000']}|log.members|one member or three",
        "log: {members: ['a:2000', 'b:2000', 'a:2000']}|log.members|every member once",
        "log: {members: ['a:80']}|log.members|a port from 1024",
        "node: {id: 1}|node.id|0 to 0",
        "pipeline: {intakeRingSize: 1000}|pipeline.intakeRingSize|a power of two",
        "pipeline: {intakeRingSize: 64}|pipeline.maxBatchRecords|at most pipeline.intakeRingSize",
        "tables: {capacity: {persons: 0}}|tables.capacity.persons|from 1 to",
        "tables: {capacity: {'a b': 1}}|tables.capacity.a b|a table name",
        "tables: {capacity: 7}|tables.capacity|keys with values",
        "watch: {bufferEvents: 0}|watch.bufferEvents|from 1 to",
        "pipeline: {drainMs: -1}|pipeline.drainMs|from 0 to",
        "http: {port: 9090}|http.port|another port than grpc.port",
        "grpc: {tls: {certificateFile: /nowhere}}|grpc.tls.certificateFile|a readable file",
      })
  void oneProblemIsNamed(String yaml, String path, String expected) {
    ConfigException failure = assertThrows(ConfigException.class, () -> load(yaml));
    assertTrue(
        failure.problems().stream()
            .anyMatch(
                problem -> problem.path().equals(path) && problem.expected().contains(expected)),
        failure.getMessage());
    assertTrue(failure.getMessage().contains(path), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grpc: {port: 1",
        "grpc: {port: 1, port: 2}",
        "grpc:\n\t- tab",
        "- just\n- a list",
        "one word",
        "--- {}\n--- {}",
        "a: &x [*x]",
        "!!javax.script.ScriptEngineManager [!!java.net.URL ['http://localhost/']]",
        "{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{: 1",
        "grpc: {host: *undefined}",
        "\u0000",
      })
  void whatIsNotAConfigurationIsRefused(String yaml) {
    assertTrue(assertThrows(ConfigException.class, () -> load(yaml)).problems().size() >= 1, yaml);
  }

  @Test
  void aFileThatIsMissingTooLongOrNotTextIsRefused() throws IOException {
    Path missing = directory.resolve("missing.yaml");
    assertThrows(ConfigException.class, () -> GatewayConfig.load(missing, Map.of(), Map.of()));
    assertThrows(ConfigException.class, () -> GatewayConfig.load(directory, Map.of(), Map.of()));
    Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xff, 0, 1});
    assertThrows(ConfigException.class, () -> GatewayConfig.load(binary, Map.of(), Map.of()));
    assertThrows(ConfigException.class, () -> load("# " + "x".repeat(1024 * 1024)));
  }

  @Test
  void allProblemsAreListedTogether() throws IOException {
    Path file = write("grpc: {port: x, reflection: maybe}\nlgo: {}\n");
    ConfigException failure =
        assertThrows(
            ConfigException.class,
            () ->
                GatewayConfig.load(
                    file,
                    Map.of("DUALCHANNEL_GRPC_POTR", "1", "DUALCHANNEL_HTTP_PORT", "z"),
                    Map.of("pipeline.tick", "5")));
    assertEquals(
        List.of(
            "grpc.port",
            "grpc.reflection",
            "DUALCHANNEL_HTTP_PORT",
            "lgo",
            "DUALCHANNEL_GRPC_POTR",
            "pipeline.tick"),
        failure.problems().stream().map(ConfigProblem::path).toList());
    assertEquals("x", failure.problems().get(0).value());
  }

  @Test
  void noOpenAddressWithoutTls() {
    ConfigException failure =
        assertThrows(ConfigException.class, () -> load("grpc: {host: 0.0.0.0}"));
    assertEquals("grpc.host", failure.problems().get(0).path());
    assertTrue(failure.getMessage().contains("no TLS is configured"), failure.getMessage());
    assertTrue(failure.getMessage().contains("grpc.tls.certificateFile"), failure.getMessage());
  }

  @Test
  void openAddressWithTlsButNeverInDevelopmentMode() throws Exception {
    String tls =
        "tls: {certificateFile: '%s', privateKeyFile: '%s', clientCaFile: '%s'}"
            .formatted(write("cert"), write("key"), write("ca"));
    assertEquals("0.0.0.0", load("grpc: {host: 0.0.0.0, " + tls + "}").grpc().host());
    ConfigException failure =
        assertThrows(
            ConfigException.class,
            () -> load("grpc: {host: 0.0.0.0, developmentMode: true, " + tls + "}"));
    assertEquals(
        List.of("grpc.developmentMode"),
        failure.problems().stream().map(ConfigProblem::path).toList());
  }

  @Test
  void halfATlsPairIsRefused() throws IOException {
    Path file = write("pem");
    for (String half : List.of("certificateFile", "privateKeyFile", "clientCaFile")) {
      assertThrows(
          ConfigException.class, () -> load("grpc: {tls: {" + half + ": '" + file + "'}}"), half);
    }
  }

  @Test
  void whatIsPrintedLoadsAgainToTheSame() throws Exception {
    assertEquals(GatewayConfig.defaults(), load(GatewayConfig.defaults().print()));
    GatewayConfig odd =
        load(
            """
            node: {id: 1}
            grpc: {port: 0, reflection: false, handlerThreads: 0}
            log: {kind: memory, members: ["a:2000", "b:2000", "c:2000"]}
            tables: {kind: heap, capacity: {persons: 7, b-c: 8}}
            """);
    assertEquals(odd, load(odd.print()));
    assertTrue(odd.print().contains("DUALCHANNEL_GRPC_MAX_CONNECTION_AGE_MS"), odd.print());
  }

  @Test
  void textsSurvivePrintingWhateverTheyHold() throws Exception {
    Path file = Files.writeString(directory.resolve("a \"b\" \\ 证书 😀#: .pem"), "pem");
    GatewayConfig config =
        GatewayConfig.load(
            null,
            Map.of(),
            Map.of(
                "grpc.tls.certificateFile", file.toString(),
                "grpc.tls.privateKeyFile", file.toString()));
    assertEquals(config, load(config.print()));
  }

  private GatewayConfig load(String yaml) throws ConfigException, IOException {
    return GatewayConfig.load(write(yaml), Map.of(), Map.of());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "config", ".yaml"), text);
  }
}
