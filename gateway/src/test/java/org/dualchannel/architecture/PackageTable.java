package org.dualchannel.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The packages of the gateway and what each may import: other packages of ours by their name, and
 * libraries by the start of theirs. The JDK is free to all but the pure ones.
 */
final class PackageTable {

  /** The rooms of the domain, each of which may know those before it. */
  static final List<String> DOMAIN =
      List.of(
          "rules",
          "registry",
          "catalogue",
          "prescription",
          "screening",
          "enrolment",
          "trace",
          "reimbursement",
          "routing",
          "supply",
          "procurement",
          "stewardship",
          "review",
          "supervision");

  /** Decides the same on every node and on every replay: no clock, no chance, no I/O. */
  static final List<String> PURE = append(DOMAIN, "decide");

  private static final String LOGGING = "org.slf4j";

  private static final String[] CORE = append(DOMAIN, "codec", "decide").toArray(String[]::new);

  private static final Map<String, Row> ROWS = new LinkedHashMap<>();

  /**
   * One row of the table.
   *
   * @param ours packages of ours
   * @param libraries starts of the package names of libraries
   */
  record Row(Set<String> ours, Set<String> libraries) {}

  static {
    for (int i = 0; i < DOMAIN.size(); i++) {
      row(DOMAIN.get(i), DOMAIN.subList(0, i));
    }
    row("codec", List.of());
    row("decide", append(DOMAIN, "codec", "store"));
    row("store", List.of("codec", "rules"), "net.openhft");
    row("snapshot", List.of("codec", "store"));
    row("log", List.of("codec"), "io.aeron", "org.agrona", LOGGING);
    row(
        "pipeline",
        append(List.of(CORE), "store", "snapshot", "log", "ops"),
        "com.lmax.disruptor",
        "org.agrona",
        LOGGING);
    row("oracle", List.of("registry", "reimbursement"));
    row("audit", append(List.of(CORE), "store", "snapshot", "log", "pipeline"), "org.agrona");
    row("faultsim", append(List.of(CORE), "store", "pipeline"));
    row("backup", List.of("snapshot", "log"));
    row("identity", append(List.of(CORE), "ops"), "org.bouncycastle", "io.grpc", LOGGING);
    row(
        "edge",
        append(List.of(CORE), "store", "pipeline", "identity", "report", "ops"),
        "io.grpc",
        "io.netty",
        "com.google.protobuf",
        "com.google.rpc",
        "com.google.type",
        "com.google.api",
        "com.google.common",
        "org.dualchannel.v1",
        LOGGING);
    row(
        "report",
        append(List.of(CORE), "store", "pipeline", "ops"),
        "org.agrona",
        "org.duckdb",
        LOGGING);
    row(
        "simulate",
        append(
            List.of(CORE), "store", "log", "pipeline", "audit", "oracle", "edge", "report", "ops"),
        "org.agrona");
    row(
        "ops",
        List.of("rules"),
        "io.micrometer",
        "io.prometheus.metrics",
        "io.netty",
        "org.yaml.snakeyaml",
        LOGGING);
    row(
        "cli",
        append(
            List.of(CORE),
            "store",
            "log",
            "pipeline",
            "audit",
            "faultsim",
            "backup",
            "snapshot",
            "identity",
            "edge",
            "report",
            "simulate",
            "ops"),
        "picocli",
        "org.apache.commons.csv",
        "org.yaml.snakeyaml",
        "io.grpc",
        "com.google.protobuf",
        "com.google.rpc",
        "com.google.type",
        "org.agrona",
        "org.dualchannel.v1",
        LOGGING);
  }

  private PackageTable() {}

  static Map<String, Row> rows() {
    return ROWS;
  }

  private static void row(String name, List<String> ours, String... libraries) {
    ROWS.put(name, new Row(Set.copyOf(ours), Set.of(libraries)));
  }

  private static List<String> append(List<String> list, String... more) {
    List<String> all = new ArrayList<>(list);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
