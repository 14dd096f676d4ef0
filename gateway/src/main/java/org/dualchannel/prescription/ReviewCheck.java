package org.dualchannel.prescription;

/**
 * What the review of a prescription (前置审方) looks for. A name is the API's; the policy says how
 * severe each is. Append only.
 */
public enum ReviewCheck {
  HOSPITAL_APPROVAL(
      Family.LEGALITY, "the hospital has not approved a drug of restricted use", "限制使用药品未注明医院审批"),
  NO_DIAGNOSIS(Family.STANDARDNESS, "no diagnosis is stated", "未写临床诊断"),
  TOO_MANY_DRUGS(Family.STANDARDNESS, "too many drugs on one prescription", "单张处方药品品种过多"),
  OVER_USUAL_DAYS(Family.STANDARDNESS, "supply for more days than is usual", "超过常规处方用量天数"),
  PIECES_WITH_OTHERS(
      Family.STANDARDNESS, "decoction pieces stand beside other drugs", "中药饮片未单独开具处方"),
  USAGE_UNCLEAR(
      Family.STANDARDNESS,
      "dose, unit, frequency or route is missing or unclear",
      "单次剂量、单位、频次或给药途径缺失或不明确"),
  USAGE_AS_DIRECTED(Family.STANDARDNESS, "the usage says \"as directed\"", "用法使用“遵医嘱”等含糊字句"),
  NAME_NOT_GENERIC(
      Family.STANDARDNESS, "the name is not the generic name of the code", "药品名称不是该编码的通用名"),
  ALLERGY(Family.SUITABILITY, "the patient is allergic to it", "患者对该药品过敏"),
  PREGNANCY(Family.SUITABILITY, "caution in pregnancy", "妊娠期慎用"),
  LACTATION(Family.SUITABILITY, "caution during lactation", "哺乳期慎用"),
  CHILD(Family.SUITABILITY, "caution at the patient's age", "患者年龄段慎用"),
  DUPLICATE_MOLECULE(Family.SUITABILITY, "the molecule is prescribed twice", "同一品种重复开具"),
  DUPLICATE_CLASS(Family.SUITABILITY, "two drugs of the same action", "药理作用相同的药品重复开具"),
  OVERLAP(Family.SUITABILITY, "an earlier supply of the molecule still runs", "该品种前次用药尚未用完");

  /** What a finding is about. */
  public enum Family {
    /** Whether it may be prescribed at all. */
    LEGALITY,
    /** Whether it is written as it has to be. */
    STANDARDNESS,
    /** Whether it suits the patient. */
    SUITABILITY
  }

  private final Family family;
  private final String english;
  private final String chinese;

  ReviewCheck(Family family, String english, String chinese) {
    this.family = family;
    this.english = english;
    this.chinese = chinese;
  }

  public Family family() {
    return family;
  }

  /** What was found, in English. */
  public String english() {
    return english;
  }

  /** What was found, in Chinese. */
  public String chinese() {
    return chinese;
  }
}
