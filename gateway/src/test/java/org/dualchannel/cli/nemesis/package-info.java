/** Clusters under load, in this process and in others. */
package org.dualchannel.cli.nemesis;
