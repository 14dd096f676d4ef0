package org.dualchannel.edge;

/**
 * The forms of the national codes, in one place; a province whose codes differ is given others.
 *
 * @param physician the split of the digits is not published, so only the length is held to
 * @param drug western, Chinese patent, decoction pieces and hospital preparations alike: the
 *     catalogue holds the kinds apart
 */
public record CodeForms(
    CodeForm area,
    CodeForm institution,
    CodeForm pharmacy,
    CodeForm physician,
    CodeForm pharmacist,
    CodeForm scheme,
    CodeForm personType,
    CodeForm visitType,
    CodeForm attribute,
    CodeForm level,
    CodeForm drug) {

  /** The national forms. */
  public static final CodeForms NATIONAL =
      new CodeForms(
          CodeForm.digits(6, 6),
          CodeForm.digitsAfter('H', 11),
          CodeForm.digitsAfter('P', 11),
          CodeForm.digitsAfter('D', 12),
          CodeForm.digitsAfter('Y', 12),
          CodeForm.digits(3, 3),
          CodeForm.digits(2, 6),
          CodeForm.digits(2, 6),
          CodeForm.digits(2, 2),
          CodeForm.matching("0[1-9]|1[01]"),
          CodeForm.wordOf(40, ".-"));
}
