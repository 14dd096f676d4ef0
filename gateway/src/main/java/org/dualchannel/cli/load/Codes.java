package org.dualchannel.cli.load;

import java.util.regex.Pattern;

/** Forms of the national codes, as files have to write them. */
final class Codes {
  static final Pattern AREA = Pattern.compile("[0-9]{6}");
  static final Pattern HOSPITAL = Pattern.compile("H[0-9]{11}");
  static final Pattern PHARMACY = Pattern.compile("P[0-9]{11}");
  static final Pattern PLACE = Pattern.compile("[HP][0-9]{11}");
  static final Pattern PHYSICIAN = Pattern.compile("D[0-9]{12}");
  static final Pattern PHARMACIST = Pattern.compile("Y[0-9]{12}");
  static final Pattern LEVEL = Pattern.compile("0[1-9]|1[01]");
  static final Pattern SCHEME = Pattern.compile("[0-9]{3}");
  static final Pattern PERSON_TYPE = Pattern.compile("[0-9]{2,6}");
  static final Pattern DRUG = Pattern.compile("X[0-9A-Z]{22}|Z[0-9A-Z]{19}|T[0-9]{9}");

  private Codes() {}
}
