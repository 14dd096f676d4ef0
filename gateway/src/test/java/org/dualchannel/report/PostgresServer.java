package org.dualchannel.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A PostgreSQL of the test's own, from Debian's package, in a directory that goes with it. */
final class PostgresServer implements AutoCloseable {
  private static final Path PACKAGE = Path.of("/usr/lib/postgresql");

  private final Path bin;
  private final Path directory;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgresServer(Path bin, Path directory, int port) {
    this.bin = bin;
    this.directory = directory;
    this.port = port;
  }

  /** Starts one. Skips the test where the package is not installed; the build installs it. */
  static PostgresServer start() throws Exception {
    Path bin = newest();
    assumeTrue(bin != null, "Debian's package postgresql is not installed");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path directory = Files.createTempDirectory("pg");
    PostgresServer server = new PostgresServer(bin, directory, port);
    if (asRoot()) {
      // The server refuses to run as root.
      run(List.of("chown", "postgres", directory.toString()));
    }
    server.postgres(
        "initdb",
        "-A",
        "trust",
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-N",
        "-D",
        server.data());
    server.postgres(
        "pg_ctl",
        "-w",
        "-t",
        "60",
        "-D",
        server.data(),
        "-l",
        directory.resolve("server.log").toString(),
        "-o",
        "-p " + port + " -k " + directory + " -c listen_addresses=127.0.0.1 -c fsync=off",
        "start");
    return server;
  }

  private static Path newest() throws IOException {
    if (!Files.isDirectory(PACKAGE)) {
      return null;
    }
    try (Stream<Path> versions = Files.list(PACKAGE)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Path::compareTo)
          .orElse(null);
    }
  }

  private static boolean asRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private void postgres(String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (asRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("pg", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    if (!ended || process.exitValue() != 0) {
      throw new IllegalStateException(command + ": " + Files.readString(output));
    }
    Files.delete(output);
  }

  /** The URL of a new, empty database. */
  String newDatabase() throws SQLException {
    String name = "reports" + databases.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return url(name);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + '/' + database;
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() throws IOException, InterruptedException {
    postgres("pg_ctl", "-w", "-D", data(), "-m", "immediate", "stop");
    run(List.of("rm", "-rf", directory.toString()));
  }
}
