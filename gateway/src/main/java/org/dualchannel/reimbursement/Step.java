package org.dualchannel.reimbursement;

/**
 * One step of the explanation of a settlement. The amounts of the steps that name a payer add up to
 * what that payer paid: a limit that cuts a payment is a negative step of the same payer. Steps
 * without a payer sort the money or use up an allowance.
 *
 * @param kind what happened
 * @param rule the rule behind it, such as {@code S2-31}
 * @param clause the clause of the policy, such as {@code 120100-2026/310/guarantee/tiers[0]}; empty
 *     when the policy has no say
 * @param line the line it is about; 0 = the whole settlement
 * @param payer who pays the amount; null = no one
 * @param baseFen what the step was applied to
 * @param ratioBp the ratio applied; 10,000 when the step has none
 * @param amountFen the outcome
 * @param remaining what is left of the limit or allowance; null = the step has none
 */
public record Step(
    Kind kind,
    String rule,
    String clause,
    int line,
    Payer payer,
    long baseFen,
    int ratioBp,
    long amountFen,
    Amount remaining) {

  /** What a step does. Append only. */
  public enum Kind {
    /** Price times quantity. */
    AMOUNT("price × quantity", "金额"),
    /** The line is not covered: the person pays it whole. */
    OWN_PAY("wholly self-paid", "全自费"),
    /** Over the payment standard. */
    OVER_STANDARD("over the payment standard", "超支付标准自付"),
    /** First self-pay. */
    FIRST_SELF_PAY("first self-pay", "先行自付"),
    /** What is in scope; the clause names the benefit. */
    IN_SCOPE("in scope", "符合政策范围"),
    /** How much of a guarantee line is within the yearly cap of its drug. */
    DRUG_CAP("within the drug's yearly cap", "年度支付限额内"),
    /** Deductible paid under a benefit. */
    DEDUCTIBLE("deductible", "起付标准"),
    /** One part of the base at its ratio. */
    BASIC_RATIO("pooled fund at its ratio", "统筹基金按比例支付"),
    /** What the yearly fund cap of the benefit takes away. */
    BENEFIT_FUND_CAP("cut by the benefit's yearly cap", "超待遇年度限额"),
    /** What the yearly basic fund cap takes away. */
    BASIC_FUND_CAP("cut by the basic yearly cap", "超基本医保年度限额"),
    /** What the cap on fund payments for a drug takes away. */
    DRUG_FUND_CAP("cut by the drug's yearly cap", "超药品年度限额"),
    /** One part of the burden at its critical-illness ratio. */
    CRITICAL_RATIO("critical illness at its ratio", "大病保险按比例支付"),
    /** What the yearly critical-illness cap takes away. */
    CRITICAL_CAP("cut by the critical-illness cap", "超大病年度限额"),
    /** Deductible of medical assistance. */
    ASSISTANCE_DEDUCTIBLE("assistance deductible", "医疗救助起付标准"),
    /** Medical assistance at its ratio. */
    ASSISTANCE_RATIO("medical assistance at its ratio", "医疗救助按比例支付"),
    /** What the yearly assistance limit takes away. */
    ASSISTANCE_LIMIT("cut by the assistance limit", "超医疗救助年度限额"),
    /** The group's deductible depends on an income that is not known, so nothing is paid. */
    ASSISTANCE_INCOME_UNKNOWN("income not known, no assistance", "收入未核定，暂不救助"),
    /** Full coverage of what was left. */
    FULL_COVERAGE("full coverage", "全额保障"),
    /** From the person's account. */
    ACCOUNT("personal account", "个人账户"),
    /** Paid by the person. */
    CASH("cash", "现金");

    private final String english;
    private final String chinese;

    Kind(String english, String chinese) {
      this.english = english;
      this.chinese = chinese;
    }

    /** What the step does, in English. */
    public String english() {
      return english;
    }

    /** What the step does, in Chinese. */
    public String chinese() {
      return chinese;
    }
  }
}
