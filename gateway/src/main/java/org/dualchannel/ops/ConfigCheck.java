package org.dualchannel.ops;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.ops.GatewayConfig.Grpc;
import org.dualchannel.ops.GatewayConfig.Log;
import org.dualchannel.ops.GatewayConfig.Tls;

/** The rules that bind several settings together. */
final class ConfigCheck {

  private final List<ConfigProblem> problems = new ArrayList<>();

  private ConfigCheck() {}

  static List<ConfigProblem> problems(GatewayConfig config) {
    ConfigCheck check = new ConfigCheck();
    check.exposure(config.grpc());
    check.certificates(config.grpc().tls());
    check.ports(config);
    check.members(config.log(), config.node().id());
    check.pipeline(config.pipeline());
    check.report(config.report());
    return check.problems;
  }

  /** Patient data never crosses a network in the clear or from a caller that nobody checked. */
  private void exposure(Grpc grpc) {
    if (isLoopback(grpc.host())) {
      return;
    }
    if (!grpc.tls().enabled()) {
      problem(
          "grpc.host",
          grpc.host(),
          "a loopback address such as 127.0.0.1, because no TLS is configured; to listen elsewhere"
              + " set grpc.tls.certificateFile, grpc.tls.privateKeyFile and"
              + " grpc.tls.clientCaFile");
    }
    if (grpc.developmentMode()) {
      problem(
          "grpc.developmentMode",
          "true",
          "false when grpc.host is not a loopback address: in development mode callers are"
              + " believed without proof");
    }
  }

  private void certificates(Tls tls) {
    readable("grpc.tls.certificateFile", tls.certificateFile());
    readable("grpc.tls.privateKeyFile", tls.privateKeyFile());
    readable("grpc.tls.clientCaFile", tls.clientCaFile());
    if (tls.certificateFile().isEmpty() != tls.privateKeyFile().isEmpty()) {
      boolean keyMissing = tls.privateKeyFile().isEmpty();
      problem(
          keyMissing ? "grpc.tls.privateKeyFile" : "grpc.tls.certificateFile",
          "",
          "a file, because the other half of the pair is set");
    }
    if (!tls.clientCaFile().isEmpty() && !tls.enabled()) {
      problem(
          "grpc.tls.clientCaFile", tls.clientCaFile(), "a certificate and a private key beside it");
    }
  }

  private void readable(String path, String file) {
    if (!file.isEmpty() && !isReadable(file)) {
      problem(path, file, "a readable file");
    }
  }

  private static boolean isReadable(String file) {
    try {
      return Files.isRegularFile(Path.of(file)) && Files.isReadable(Path.of(file));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private void ports(GatewayConfig config) {
    int http = config.http().port();
    if (http != 0 && http == config.grpc().port()) {
      problem("http.port", String.valueOf(http), "another port than grpc.port");
    }
  }

  private void members(Log log, int id) {
    int count = log.members().size();
    if (count != 1 && count != 3) {
      problem("log.members", count + " members", "one member or three");
    } else if (id >= count) {
      problem("node.id", String.valueOf(id), "a member of log.members, 0 to " + (count - 1));
    }
    for (String member : log.members()) {
      int port = Integer.parseInt(member.substring(member.lastIndexOf(':') + 1));
      if (port < 1_024 || port > 65_000) {
        problem("log.members", member, "a port from 1024 to 65000");
      }
    }
    if (log.members().stream().distinct().count() != count) {
      problem("log.members", String.join(", ", log.members()), "every member once");
    }
  }

  private void pipeline(GatewayConfig.Pipeline pipeline) {
    if (pipeline.maxBatchRecords() > pipeline.intakeRingSize()) {
      problem(
          "pipeline.maxBatchRecords",
          String.valueOf(pipeline.maxBatchRecords()),
          "at most pipeline.intakeRingSize, " + pipeline.intakeRingSize());
    }
  }

  private void report(GatewayConfig.Report report) {
    boolean postgres = report.kind() == GatewayConfig.ReportKind.POSTGRESQL;
    if (postgres && !report.url().startsWith("jdbc:postgresql:")) {
      problem("report.url", report.url(), "jdbc:postgresql://host:port/database");
    }
    if (!postgres && !report.url().isEmpty()) {
      problem("report.url", report.url(), "empty, unless report.kind is postgresql");
    }
    readable("report.passwordFile", report.passwordFile());
  }

  /** A name that does not resolve is treated as exposed. */
  private static boolean isLoopback(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private void problem(String path, String value, String expected) {
    problems.add(new ConfigProblem(path, value, expected));
  }
}
