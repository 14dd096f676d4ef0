package org.dualchannel.edge;

import java.util.regex.Pattern;

/**
 * The forms of the national codes, in one place; a province whose codes differ is given others.
 *
 * @param physician the split of the digits is not published, so only the length is held to
 * @param drug western, Chinese patent, decoction pieces and hospital preparations alike: the
 *     catalogue holds the kinds apart
 */
public record CodePatterns(
    Pattern area,
    Pattern institution,
    Pattern pharmacy,
    Pattern physician,
    Pattern pharmacist,
    Pattern scheme,
    Pattern personType,
    Pattern visitType,
    Pattern attribute,
    Pattern level,
    Pattern drug) {

  /** The national forms. */
  public static final CodePatterns NATIONAL =
      new CodePatterns(
          Pattern.compile("[0-9]{6}"),
          Pattern.compile("H[0-9]{11}"),
          Pattern.compile("P[0-9]{11}"),
          Pattern.compile("D[0-9]{12}"),
          Pattern.compile("Y[0-9]{12}"),
          Pattern.compile("[0-9]{3}"),
          Pattern.compile("[0-9]{2,6}"),
          Pattern.compile("[0-9]{2,6}"),
          Pattern.compile("[0-9]{2}"),
          Pattern.compile("0[1-9]|1[01]"),
          Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,39}"));
}
