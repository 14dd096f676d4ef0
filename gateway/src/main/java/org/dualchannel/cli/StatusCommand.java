package org.dualchannel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dualchannel.cli.nemesis.MemberStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: asks the members how they are, and whether they agree. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Show the members of a cluster and whether they agree.",
    description = {
      "Asks each address for its part in the cluster, how far it is, and the hash of its ledger. "
          + "The hashes are compared at the last record that all of them have. Of each member's "
          + "newest snapshot it shows up to which record it goes, and its age.",
      "",
      "Ends with exit code 1 when a member does not answer, is not ready or read-only, when there "
          + "is not exactly one leader, when a member of the cluster was not asked, or when hashes "
          + "differ.",
      ""
    })
final class StatusCommand implements Callable<Integer> {
  private static final String ROW = "%-21s %-4s %-9s %-6s %5s %14s %14s %12s %12s %9s  %s%n";

  @Option(
      names = "--http",
      split = ",",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9091",
      description = "HTTP addresses of the members; default ${DEFAULT-VALUE}.")
  private List<String> addresses;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<String> trouble = new ArrayList<>();
    List<MemberStatus> all = new ArrayList<>();
    addresses = addresses.stream().distinct().toList();
    for (String address : addresses) {
      all.add(ask(address, 0, trouble));
    }
    long common =
        all.stream().filter(Objects::nonNull).mapToLong(MemberStatus::records).min().orElse(0);
    out.printf(
        ROW,
        "address",
        "node",
        "role",
        "leader",
        "term",
        "commit",
        "applied",
        "records",
        "snapshot",
        "age",
        "");
    Set<String> hashes = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      MemberStatus status = all.get(i);
      if (status == null) {
        out.printf(
            ROW, addresses.get(i), "?", "?", "?", "?", "?", "?", "?", "?", "?", "does not answer");
        continue;
      }
      print(out, addresses.get(i), status);
      judge(addresses.get(i), status, trouble);
      if (common > 0) {
        MemberStatus there = ask(addresses.get(i), common, trouble);
        if (there != null && there.hash() == null) {
          trouble.add("TROUBLE: " + addresses.get(i) + " does not have the hash of " + common);
        } else if (there != null) {
          hashes.add(there.hash());
        }
      }
    }
    compare(out, all, common, hashes, trouble);
    trouble.forEach(out::println);
    out.flush();
    return trouble.isEmpty() ? Main.OK : Main.FAILURE;
  }

  private static MemberStatus ask(String address, long index, List<String> trouble)
      throws InterruptedException {
    try {
      return MemberStatus.ask(address, index);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      trouble.add("TROUBLE: " + address + " does not answer: " + why);
      return null;
    }
  }

  private static void print(PrintWriter out, String address, MemberStatus status) {
    out.printf(
        ROW,
        address,
        status.node(),
        status.role(),
        status.leader() < 0 ? "none" : String.valueOf(status.leader()),
        status.term(),
        status.commit(),
        status.applied(),
        status.records(),
        status.snapshot() > 0 ? String.valueOf(status.snapshot()) : "none",
        age(status.snapshotAgeMs()),
        status.ready() ? "ready" : "not ready");
  }

  /** In the largest unit that says enough. */
  private static String age(long ms) {
    if (ms < 0) {
      return "-";
    }
    long seconds = ms / 1_000;
    return seconds < 120
        ? seconds + " s"
        : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
  }

  private static void judge(String address, MemberStatus status, List<String> trouble) {
    if (status.failure() != null) {
      trouble.add("TROUBLE: " + address + " has stopped for good: " + status.failure());
    } else if (!status.ready()) {
      trouble.add("TROUBLE: " + address + " is not ready");
    }
    if (status.readOnly() != null) {
      trouble.add("TROUBLE: " + address + " is " + status.readOnly());
    }
  }

  private static void compare(
      PrintWriter out,
      List<MemberStatus> all,
      long common,
      Set<String> hashes,
      List<String> trouble) {
    List<MemberStatus> known = all.stream().filter(Objects::nonNull).toList();
    long leaders = known.stream().filter(MemberStatus::leads).count();
    if (leaders != 1) {
      trouble.add("TROUBLE: " + leaders + " of the members asked lead");
    }
    int size = known.stream().mapToInt(each -> each.members().size()).max().orElse(0);
    long asked = known.stream().mapToInt(MemberStatus::node).distinct().count();
    if (!known.isEmpty() && asked < size) {
      trouble.add("TROUBLE: " + asked + " of " + size + " members were asked and answered");
    }
    if (hashes.size() == 1) {
      out.println("ledger at record " + common + ": " + hashes.iterator().next());
    } else if (hashes.size() > 1) {
      trouble.add("TROUBLE: the ledgers differ at record " + common + ": " + hashes);
    }
  }
}
