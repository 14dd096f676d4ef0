package org.dualchannel.catalogue;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * One entry of a catalogue version: one product, form and strength. Strengths of one molecule share
 * the annual cap and the enrolment.
 *
 * @param code national drug code; its pattern depends on the item type
 * @param molecule short id that all strengths and products of a molecule have, such as {@code
 *     bosentan}
 * @param genericNameZh generic name in Chinese
 * @param genericNameEn generic name in English
 * @param itemType western, Chinese patent, decoction pieces
 * @param doseForm dose form (剂型)
 * @param specification specification (规格) as printed, such as {@code 32mg×56片}
 * @param strength strength of one dose unit as one word, such as {@code 32mg}; what {@code
 *     strength(...)} of a restriction compares; empty where there is none, as with decoction pieces
 * @param unit the unit in which prices and quantities count, such as 片, 支, 盒
 * @param packUnits how many such units one traced pack holds, 1 or more
 * @param tracePrefixes first seven digits of the trace codes of this drug
 * @param coldChain whether it must stay cold from maker to patient
 * @param maxDaysSupply most days that one prescription may supply; 0 = as the policy says
 * @param agreement negotiated agreement; null when the drug is not negotiated
 * @param guarantee place on the list of the outpatient guarantee; null when not on it
 * @param firstSelfPayBp first self-pay (先行自付) in basis points, 0 to 10,000
 * @param specialOutpatientDiseases codes of the special-outpatient diseases in whose scope the drug
 *     is; empty when none
 * @param priceBasis what the payment standard is derived from
 * @param restriction payment restriction in the language of {@link Restriction}, canonical or not;
 *     null when unrestricted
 * @param restrictionRemark the official remark that {@code restriction} expresses, in Chinese;
 *     empty when none
 * @param remarks anything else worth telling; empty when none
 * @param gtins GS1 trade item numbers of its packs, 14 digits each
 * @param cautions patients to whom it is given only with a reason
 */
public record Drug(
    String code,
    String molecule,
    String genericNameZh,
    String genericNameEn,
    ItemType itemType,
    String doseForm,
    String specification,
    String strength,
    String unit,
    int packUnits,
    List<String> tracePrefixes,
    boolean coldChain,
    int maxDaysSupply,
    Agreement agreement,
    GuaranteeListing guarantee,
    int firstSelfPayBp,
    List<String> specialOutpatientDiseases,
    PriceBasis priceBasis,
    String restriction,
    String restrictionRemark,
    String remarks,
    List<String> gtins,
    List<Caution> cautions) {

  public Drug {
    tracePrefixes = List.copyOf(tracePrefixes);
    specialOutpatientDiseases = List.copyOf(specialOutpatientDiseases);
    gtins = List.copyOf(gtins);
    cautions = List.copyOf(cautions);
  }

  /** Whether the drug came into the catalogue by negotiation. */
  public boolean negotiated() {
    return agreement != null;
  }

  /** Whether the drug is on the list of the outpatient guarantee. */
  public boolean onGuaranteeList() {
    return guarantee != null;
  }

  /** The yearly cap of its molecule in the outpatient guarantee, in fen; 0 = no cap. */
  public long annualCapFen() {
    return guarantee == null ? 0 : guarantee.annualCapFen();
  }

  /** Whether the drug is settled as special outpatient for some disease. */
  public boolean inSpecialOutpatientScope() {
    return !specialOutpatientDiseases.isEmpty();
  }

  /** Whether the drug is paid for on {@code date}. */
  @Rule("S2-42")
  public Coverage coverageOn(LocalDate date) {
    return agreement == null ? Coverage.COVERED : agreement.coverageOn(date);
  }
}
