/**
 * Members of a cluster as processes of their own on this machine: started for trying the gateway
 * out, and hurt on purpose, under load, to see whether it keeps what it acknowledged.
 */
package org.dualchannel.cli.nemesis;
