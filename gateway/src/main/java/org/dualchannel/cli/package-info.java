/**
 * The commands of the launcher {@code dualchannel}.
 *
 * <p>A command reads its options, wires the other rooms together, and prints. {@link
 * org.dualchannel.cli.Main} lists them; each is a package-private class of its own.
 */
package org.dualchannel.cli;
