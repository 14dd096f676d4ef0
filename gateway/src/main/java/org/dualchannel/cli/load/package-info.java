/**
 * Reads the files that people keep (CSV and YAML) into the records of the domain.
 *
 * <p>A file is read whole or not at all: every problem is collected with its file, line and column,
 * and nothing is returned while there is one.
 */
package org.dualchannel.cli.load;
