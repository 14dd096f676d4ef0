package org.dualchannel.cli.load;

import org.dualchannel.v1.EarlierEnrolment;

/**
 * An enrolment filed before the gateway was.
 *
 * @param area pooling area of the person
 */
public record AreaEnrolment(String area, EarlierEnrolment enrolment) {}
