package org.dualchannel.cli.load;

/**
 * A value and where it stood.
 *
 * @param file name of the file
 * @param line line where it begins, from 1
 */
public record Located<T>(String file, int line, T value) {}
