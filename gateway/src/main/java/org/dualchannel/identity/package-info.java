/**
 * Who calls: turns what a connection proves, or in development mode merely claims, into a {@link
 * org.dualchannel.registry.Principal} that travels in every command.
 */
package org.dualchannel.identity;
