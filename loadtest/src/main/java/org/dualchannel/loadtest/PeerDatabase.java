package org.dualchannel.loadtest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of a run's own, with what a submit needs to find there; it goes with the run. */
final class PeerDatabase implements AutoCloseable {
  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
  private static final String ALWAYS = "[2020-01-01,2100-01-01)";
  private static final int MOST_SECONDS = 120;

  /** Beyond the defaults: what a DBA would set on this machine for many small transactions. */
  private static final List<String> SETTINGS =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "shared_buffers=512MB",
          "wal_buffers=16MB",
          "max_wal_size=8GB",
          "checkpoint_timeout=15min",
          "checkpoint_completion_target=0.9",
          "random_page_cost=1.1",
          "jit=off",
          "max_connections=300",
          "autovacuum=on");

  private final Path bin;
  private final Path directory;
  private final int port;
  private final Thread onExit = new Thread(this::stop, "loadtest-postgres-exit");

  private PeerDatabase(Path bin, Path directory, int port) {
    this.bin = bin;
    this.directory = directory;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Whether PostgreSQL is installed where Debian has it. */
  static boolean isInstalled() throws IOException {
    return newest() != null;
  }

  /**
   * Starts one.
   *
   * @param parent directory for its data; null takes the one for temporary files
   */
  static PeerDatabase start(Path parent) throws IOException, InterruptedException {
    Path bin = newest();
    if (bin == null) {
      throw new IOException("no PostgreSQL under " + PACKAGES + ": install Debian's postgresql");
    }
    String name = "dualchannel-peer-";
    Path directory =
        parent == null ? Files.createTempDirectory(name) : Files.createTempDirectory(parent, name);
    PeerDatabase database = new PeerDatabase(bin, directory, LoopbackPorts.freeRun(1));
    try {
      database.create();
    } catch (IOException | InterruptedException failed) {
      database.close();
      throw failed;
    }
    return database;
  }

  private void create() throws IOException, InterruptedException {
    if (asRoot()) {
      // The server refuses to run as root.
      run(List.of("chown", "postgres", directory.toString()));
    }
    postgres(
        "initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-D", data());
    StringBuilder options =
        new StringBuilder("-p " + port + " -k " + directory + " -c listen_addresses=127.0.0.1");
    SETTINGS.forEach(setting -> options.append(" -c ").append(setting));
    String log = directory.resolve("server.log").toString();
    postgres(
        "pg_ctl", "-w", "-t", "60", "-D", data(), "-l", log, "-o", options.toString(), "start");
  }

  private static Path newest() throws IOException {
    if (!Files.isDirectory(PACKAGES)) {
      return null;
    }
    try (Stream<Path> versions = Files.list(PACKAGES)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElse(null);
    }
  }

  private static boolean asRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  /** Process of the server; the others are its children. */
  long pid() throws IOException {
    Path file = Path.of(data(), "postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).get(0).trim());
  }

  /** Creates tables and functions, and enters the city. */
  void enter(City city) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      try (var script = PeerDatabase.class.getResourceAsStream("peer.sql")) {
        statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      }
      for (int i = 0; i < city.hospitals().size(); i++) {
        String hospital = city.hospitals().get(i);
        insert(connection, "institution", List.of(hospital), ALWAYS);
        insert(connection, "practice", List.of(City.physician(i), hospital), ALWAYS);
        for (int offset = 0; offset < City.DESIGNATED_EACH; offset++) {
          String pharmacy = city.pharmacies().get((i + offset) % city.pharmacies().size());
          insert(connection, "designation", List.of(hospital, pharmacy), ALWAYS);
        }
      }
      for (City.Product drug : city.guaranteeDrugs()) {
        insert(connection, "drug", List.of(drug.code(), "true"), ALWAYS);
      }
      for (City.Product drug : city.ordinaryDrugs()) {
        insert(connection, "drug", List.of(drug.code(), "false"), ALWAYS);
      }
      enterPersons(connection, city.patients());
      statement.execute(
          "INSERT INTO stock SELECT p, d.code, 1000000000000, 100000 FROM drug d, unnest("
              + "(SELECT array_agg(DISTINCT pharmacy) FROM designation)) AS p");
      statement.execute(
          "INSERT INTO accumulator SELECT person_number, y, 0, 0 FROM person,"
              + " generate_series(extract(year FROM current_date)::int,"
              + " extract(year FROM current_date)::int + 1) AS y");
      statement.execute("VACUUM ANALYZE");
    }
  }

  private static void insert(Connection connection, String table, List<String> texts, String period)
      throws SQLException {
    List<String> quoted = new ArrayList<>();
    texts.forEach(text -> quoted.add("'" + text + "'"));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO " + table + " VALUES (" + String.join(", ", quoted) + ", '" + period + "')");
    }
  }

  private static void enterPersons(Connection connection, List<Patient> patients)
      throws SQLException {
    Object[] numbers = patients.stream().map(Patient::personNumber).toArray();
    Object[] drugs = patients.stream().map(patient -> patient.guaranteeDrug().code()).toArray();
    Object[] physicians = patients.stream().map(Patient::physician).toArray();
    try (PreparedStatement persons =
            connection.prepareStatement(
                "INSERT INTO person SELECT n, '310', ?::daterange FROM unnest(?) AS n");
        PreparedStatement enrolments =
            connection.prepareStatement(
                "INSERT INTO enrolment SELECT n, d, f, ?::daterange FROM unnest(?, ?, ?)"
                    + " AS e(n, d, f)")) {
      Array allNumbers = connection.createArrayOf("text", numbers);
      persons.setString(1, ALWAYS);
      persons.setArray(2, allNumbers);
      persons.execute();
      enrolments.setString(1, ALWAYS);
      enrolments.setArray(2, allNumbers);
      enrolments.setArray(3, connection.createArrayOf("text", drugs));
      enrolments.setArray(4, connection.createArrayOf("text", physicians));
      enrolments.execute();
    }
  }

  private void postgres(String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (asRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("dualchannel-peer-", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
    String words = Files.readString(output);
    Files.delete(output);
    if (!ended || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + words);
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException exiting) {
      // The hook runs already.
    }
  }

  private void stop() {
    try {
      if (Files.exists(Path.of(data(), "postmaster.pid"))) {
        postgres("pg_ctl", "-w", "-D", data(), "-m", "immediate", "stop");
      }
      run(List.of("rm", "-rf", directory.toString()));
    } catch (IOException left) {
      // A temporary directory that stays behind is not worth failing a run for.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
