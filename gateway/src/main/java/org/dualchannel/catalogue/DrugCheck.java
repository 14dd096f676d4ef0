package org.dualchannel.catalogue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.dualchannel.rules.Rejection.FieldViolation;
import org.dualchannel.rules.Rule;

/** Finds the problems of one entry by itself. */
final class DrugCheck {
  private static final Pattern MOLECULE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern PREFIX = Pattern.compile("[0-9]{7}");

  /** 10 million yuan: beyond any price or cap, and far from overflow. */
  private static final long MOST_FEN = 1_000_000_000L;

  private static final int MOST_NUMBERS = 20;

  private final Problems problems = new Problems();
  private final Drug drug;
  private final String path;

  DrugCheck(Drug drug, String path) {
    this.drug = drug;
    this.path = path;
  }

  List<FieldViolation> problems() {
    identity();
    product();
    agreement();
    guarantee();
    prices();
    restriction();
    return problems.found();
  }

  private String at(String field) {
    return path + "." + field;
  }

  private void identity() {
    if (drug.itemType() == null) {
      problems.add(at("item_type"), "is required", "必填");
    } else if (problems.text(at("code"), drug.code(), 64)
        && !drug.itemType().matches(drug.code())) {
      problems.add(
          at("code"),
          drug.code() + " (expected: " + drug.itemType().pattern() + ")",
          drug.code() + " 不符合编码规则 " + drug.itemType().pattern());
    }
    if (problems.text(at("molecule"), drug.molecule(), 40)
        && !MOLECULE.matcher(drug.molecule()).matches()) {
      problems.add(
          at("molecule"),
          drug.molecule() + " (expected: lower-case letters, digits and '-')",
          drug.molecule() + " 只能使用小写字母、数字和连字符");
    }
    problems.text(at("generic_name_zh"), drug.genericNameZh(), 100);
    problems.text(at("generic_name_en"), drug.genericNameEn(), 100);
  }

  private void product() {
    problems.text(at("dose_form"), drug.doseForm(), 60);
    problems.text(at("specification"), drug.specification(), 100);
    problems.optionalText(at("strength"), drug.strength(), Wording.MAX_WORD);
    problems.text(at("unit"), drug.unit(), 20);
    problems.range(at("pack_units"), drug.packUnits(), 1, 10_000);
    problems.range(at("max_days_supply"), drug.maxDaysSupply(), 0, 366);
    problems.optionalText(at("remarks"), drug.remarks(), 1_000);
    numbers(
        "trace_prefixes", drug.tracePrefixes(), "seven digits", "7位数字", PREFIX.asMatchPredicate());
    numbers("gtins", drug.gtins(), "14 digits with a check digit", "14位数字（含校验位）", Gtin::valid);
    for (int i = 0; i < drug.cautions().size(); i++) {
      Caution caution = drug.cautions().get(i);
      boolean child = caution.kind() == Caution.Kind.CHILD;
      problems.range(
          at("cautions[" + i + "].under_years"),
          caution.underYears(),
          child ? 1 : 0,
          child ? 18 : 0);
    }
  }

  /** The numbers that name the drug on its packs. */
  private void numbers(
      String list, List<String> numbers, String form, String formZh, Predicate<String> formed) {
    if (numbers.size() > MOST_NUMBERS) {
      problems.add(
          at(list),
          "has " + numbers.size() + " entries (expected: at most " + MOST_NUMBERS + ")",
          "共 " + numbers.size() + " 个，最多 " + MOST_NUMBERS + " 个");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < numbers.size(); i++) {
      String number = numbers.get(i);
      String field = at(list + "[" + i + "]");
      if (!formed.test(number)) {
        problems.add(field, number + " (expected: " + form + ")", number + " 应为" + formZh);
      } else if (!seen.add(number)) {
        problems.add(field, number + " stands twice", number + " 重复");
      }
    }
  }

  @Rule("S2-42")
  private void agreement() {
    Agreement agreement = drug.agreement();
    if (agreement == null) {
      return;
    }
    if (agreement.from() == null || agreement.to() == null) {
      problems.add(at("agreement_from"), "needs its first and last day", "协议期起止日期必填");
    } else if (agreement.to().isBefore(agreement.from())) {
      problems.add(
          at("agreement_to"),
          agreement.to() + " (expected: not before " + agreement.from() + ")",
          agreement.to() + " 不应早于 " + agreement.from());
    }
  }

  @Rule({"S2-25", "S2-27"})
  private void guarantee() {
    GuaranteeListing listing = drug.guarantee();
    if (listing == null) {
      return;
    }
    problems.range(at("annual_cap_fen"), listing.annualCapFen(), 0, MOST_FEN);
    problems.range(at("annual_cost_fen"), listing.annualCostFen(), 0, MOST_FEN);
    problems.text(at("expert_argument"), listing.expertArgument(), 1_000);
    if (!listing.argued()) {
      problems.add(
          at("guarantee"),
          "all four predicates must be argued before a drug is listed",
          "四项遴选条件须全部论证通过方可纳入门诊保障目录");
    }
    if (drug.inSpecialOutpatientScope()) {
      problems.add(
          at("special_outpatient_diseases"),
          "a drug in special-outpatient scope may not be on the guarantee list",
          "已在门诊特殊病保障范围内的药品不得纳入门诊保障目录");
    }
    if (drug.agreement() == null) {
      problems.add(at("agreement_from"), "only negotiated drugs are listed", "门诊保障目录仅限国家谈判药品");
    }
  }

  @Rule({"S4-29", "S4-33"})
  private void prices() {
    problems.range(at("first_self_pay_bp"), drug.firstSelfPayBp(), 0, 10_000);
    PriceBasis basis = drug.priceBasis();
    if (basis == null) {
      problems.add(at("standard_fen"), "is required", "必填");
      return;
    }
    problems.range(at("selected_price_fen"), basis.selectedPriceFen(), 0, MOST_FEN);
    problems.range(at("standard_fen"), basis.standardFen(), 0, MOST_FEN);
    if (basis.tier() == QualityTier.SELECTED && basis.selectedPriceFen() == 0) {
      problems.add(
          at("selected_price_fen"), "a selected product has a selected price", "中选药品须有中选价");
    }
    if (basis.tier() == null && basis.selectedPriceFen() > 0) {
      problems.add(
          at("quality_tier"), "is required where there is a selected price", "有中选价的药品须标明质量层次");
    }
    if (basis.tier() == QualityTier.NON_PASSED
        && basis.selectedPriceFen() > 0
        && basis.standardFen() > basis.selectedPriceFen()) {
      problems.add(
          at("standard_fen"),
          "value: "
              + basis.standardFen()
              + " (expected: at most the selected price "
              + basis.selectedPriceFen()
              + ")",
          "未过评药品支付标准 " + basis.standardFen() + " 不得高于中选价 " + basis.selectedPriceFen());
    }
  }

  @Rule("S2-45")
  private void restriction() {
    problems.optionalText(at("restriction_remark"), drug.restrictionRemark(), 1_000);
    if (drug.restriction() == null) {
      if (drug.restrictionRemark() != null && !drug.restrictionRemark().isBlank()) {
        problems.add(
            at("restriction"),
            "is required: the remark restricts the drug and nothing enforces it",
            "备注规定了限定支付范围，须填写对应的限定条件");
      }
      return;
    }
    try {
      Restriction.parse(drug.restriction());
    } catch (RestrictionSyntaxException e) {
      problems.add(at("restriction"), e.getMessage(), "限定条件语法有误：" + e.getMessage());
    }
  }
}
