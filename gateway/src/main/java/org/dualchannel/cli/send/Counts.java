package org.dualchannel.cli.send;

/**
 * What an import brought.
 *
 * @param created registry entries that were not there before
 * @param replaced registry entries that were
 * @param catalogues catalogue versions published in every area, in this run or an earlier one
 * @param drugs drugs in them
 * @param policies benefit policies in force, from this run or an earlier one
 * @param enrolments earlier enrolments taken over
 * @param stock reports of one drug at one dispenser that were taken
 */
public record Counts(
    int created,
    int replaced,
    int catalogues,
    int drugs,
    int policies,
    int enrolments,
    int stock) {}
