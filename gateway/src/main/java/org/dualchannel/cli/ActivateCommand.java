package org.dualchannel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.dualchannel.cli.nemesis.MemberStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code activate}: lets the newest rules that all members know decide from now on. */
@Command(
    name = "activate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Let the newest rules that all members know decide from now on.",
    description = {
      "To be run after all members run a new release, on the machine of one of them. Asks every"
          + " member which rules it knows; when all know newer ones than those that decide, a"
          + " record of the log activates them, on all members at the same place. There is no way"
          + " back but a backup of before.",
      "",
      "Ends with exit code 1, and changes nothing, when a member does not answer or was not named.",
      ""
    })
final class ActivateCommand implements Callable<Integer> {
  private static final int ATTEMPTS = 5;
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

  @Option(
      names = "--http",
      split = ",",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9091",
      description = "HTTP addresses of all members; default ${DEFAULT-VALUE}.")
  private List<String> addresses;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    addresses = addresses.stream().distinct().toList();
    List<MemberStatus> all = askAll();
    long asked = all.stream().mapToInt(MemberStatus::node).distinct().count();
    int members = all.stream().mapToInt(each -> each.members().size()).max().orElse(0);
    if (asked < members) {
      throw new CommandFailure(asked + " of " + members + " members were named: name all");
    }
    int decides = all.stream().mapToInt(MemberStatus::logic).max().orElseThrow();
    int known = all.stream().mapToInt(MemberStatus::logicKnown).min().orElseThrow();
    if (known <= decides) {
      out.println("logic " + decides + " decides, and not all members know a newer one:");
      for (int i = 0; i < all.size(); i++) {
        out.println("  " + addresses.get(i) + " knows up to " + all.get(i).logicKnown());
      }
    } else {
      activate(known);
      out.println("logic " + known + " decides on all members");
    }
    out.flush();
    return Main.OK;
  }

  private List<MemberStatus> askAll() throws InterruptedException {
    List<MemberStatus> all = new ArrayList<>();
    for (String address : addresses) {
      MemberStatus status = ask(address, ATTEMPTS);
      if (!status.ready()) {
        throw new CommandFailure(address + " is not ready");
      }
      all.add(status);
    }
    return all;
  }

  /** A busy machine may be slow to answer once. */
  private static MemberStatus ask(String address, int attempts) throws InterruptedException {
    try {
      return MemberStatus.ask(address, 0);
    } catch (IOException e) {
      if (attempts > 1) {
        return ask(address, attempts - 1);
      }
      throw new CommandFailure(address + " does not answer: " + e.getMessage(), e);
    }
  }

  /** Any member takes it that is on this machine. */
  private void activate(int version) throws InterruptedException {
    List<String> refusals = new ArrayList<>();
    for (String address : addresses) {
      String refusal = AdminCall.refusal(address, "activate?version=" + version);
      if (refusal == null) {
        awaitAll(version);
        return;
      }
      refusals.add(address + ": " + refusal);
    }
    throw new CommandFailure("no member took it: " + String.join("; ", refusals));
  }

  private void awaitAll(int version) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (askAll().stream().anyMatch(each -> each.logic() < version)) {
      if (System.nanoTime() - deadline > 0) {
        throw new CommandFailure("asked for, but not all members have come to it yet: see status");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }
}
