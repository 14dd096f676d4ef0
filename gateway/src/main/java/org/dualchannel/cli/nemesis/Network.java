package org.dualchannel.cli.nemesis;

import java.io.IOException;

/**
 * Cuts members off from each other by routing rules, inside a network namespace of this process.
 * Every member has a loopback address of its own and sends from it; calls go to 127.0.0.1 and are
 * not affected.
 */
final class Network {
  private static final String OWN = "10";
  private static final String CUT = "20";
  private static final String LOCAL = "100";

  private Network() {}

  /** Why a namespace of one's own cannot be had, null when it can. */
  static String whyNot() throws InterruptedException {
    return Shell.whyNot("unshare", "-n", "ip", "rule", "add", "pref", LOCAL, "lookup", "local");
  }

  /** To be called once inside the namespace. The rule for local addresses makes room for others. */
  static void prepare(int members) throws IOException, InterruptedException {
    Shell.run("ip", "link", "set", "lo", "up");
    for (int member = 0; member < members; member++) {
      Shell.run("ip", "addr", "add", host(member) + "/32", "dev", "lo");
    }
    Shell.run("ip", "rule", "add", "pref", LOCAL, "lookup", "local");
    Shell.run("ip", "rule", "del", "pref", "0");
  }

  /** The address of a member. */
  static String host(int member) {
    return "127.0.0." + (11 + member);
  }

  /** A member hears and reaches nobody but itself. */
  static void cut(String host) throws IOException, InterruptedException {
    Shell.run("ip", "rule", "add", "pref", OWN, "from", host, "to", host, "lookup", "local");
    Shell.run("ip", "rule", "add", "pref", CUT, "from", host, "blackhole");
    Shell.run("ip", "rule", "add", "pref", CUT, "to", host, "blackhole");
  }

  static void heal(String host) throws IOException, InterruptedException {
    Shell.run("ip", "rule", "del", "pref", CUT, "from", host);
    Shell.run("ip", "rule", "del", "pref", CUT, "to", host);
    Shell.run("ip", "rule", "del", "pref", OWN, "from", host, "to", host);
  }
}
