package org.dualchannel.loadtest;

import java.io.PrintWriter;

/**
 * What a mode works with.
 *
 * @param target the gateway
 * @param connections to it
 * @param city registered there
 * @param run what tells this run from others
 * @param failures where to count what goes wrong
 * @param out for words on the way
 */
record Rig(
    Target target,
    Connections connections,
    City city,
    Run run,
    Failures failures,
    PrintWriter out) {}
