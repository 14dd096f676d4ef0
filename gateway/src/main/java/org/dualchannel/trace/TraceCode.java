package org.dualchannel.trace;

import java.time.LocalDate;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.Gtin;
import org.dualchannel.rules.Rule;

/**
 * A drug trace code as it was scanned, in one of two forms:
 *
 * <ul>
 *   <li>national: 20 digits, the first seven naming the drug. Any 20 digits are read so.
 *   <li>GS1: the elements (01) trade item number and (21) serial number, and beside them (10)
 *       batch, (11) production date and (17) expiry, in brackets or as the scanner gives them.
 * </ul>
 *
 * @param form which of the two
 * @param key what is unique to the pack: the same however it was scanned
 * @param product the digits that name the drug: 7 of a national code, a trade item number of 14
 * @param expiry last day of use; null when the code does not tell it
 */
@Rule("S2-18")
public record TraceCode(Form form, String key, String product, LocalDate expiry) {
  /** Digits in a national code. */
  public static final int LENGTH = 20;

  /** Leading digits of a national code that name the drug. */
  public static final int PREFIX_LENGTH = 7;

  /** The forms. */
  public enum Form {
    NATIONAL,
    GS1
  }

  /** Reads a scanned code; null when it has neither form. */
  public static TraceCode parse(String text) {
    if (text.length() == LENGTH && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return new TraceCode(Form.NATIONAL, text, text.substring(0, PREFIX_LENGTH), null);
    }
    ElementString elements = ElementString.parse(text);
    if (elements == null || elements.serial() == null || !Gtin.valid(elements.gtin())) {
      return null;
    }
    String key = "(01)" + elements.gtin() + "(21)" + elements.serial();
    return new TraceCode(Form.GS1, key, elements.gtin(), elements.expiry());
  }

  /** Whether it is on packs of the drug. */
  public boolean names(Drug drug) {
    return (form == Form.NATIONAL ? drug.tracePrefixes() : drug.gtins()).contains(product);
  }

  /** Whether the pack may no longer be used on a day. */
  public boolean expiredOn(LocalDate date) {
    return expiry != null && expiry.isBefore(date);
  }
}
