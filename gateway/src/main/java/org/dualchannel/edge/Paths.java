package org.dualchannel.edge;

import java.util.List;
import java.util.regex.Pattern;
import org.dualchannel.rules.Rejection;

/**
 * The paths by which the domain names fields, as the contract names them. The domain nests a few
 * figures differently, and knows nothing of the request around a policy.
 */
final class Paths {
  private record Rename(Pattern from, String to) {
    static Rename of(String from, String to) {
      return new Rename(Pattern.compile(from), to);
    }
  }

  private static final List<Rename> RENAMES =
      List.of(
          Rename.of("^(drugs\\[\\d+]\\.)agreement_(from|to)$", "$1agreement.$2_date"),
          Rename.of(
              "^(drugs\\[\\d+]\\.)(annual_cap_fen|annual_cost_fen|expert_argument)$",
              "$1guarantee.$2"),
          Rename.of(
              "^(drugs\\[\\d+]\\.)(quality_tier|selected_price_fen|standard_fen)$",
              "$1price_basis.$2"),
          Rename.of("^effective_(from|to)$", "policy.effective_$1_date"),
          Rename.of("^document\\.title$", "policy.document"),
          Rename.of("^document\\.date$", "policy.document_date"),
          Rename.of("^id$", "policy.policy_id"),
          Rename.of(
              "^(area|illustrative|cap_basis|cap_year|schemes.*|assistance_groups.*"
                  + "|area_factors.*|payer_order.*|document)$",
              "policy.$1"),
          Rename.of("^rules\\.warnings\\[(\\d+)]\\.days_before$", "rules.warning_days[$1]"),
          Rename.of("^rules\\b", "policy.service_rules"),
          Rename.of("\\.deductible\\.fen$", ".deductible.deductible_fen"),
          Rename.of("\\.deductible\\.(retired|retired_senior)$", ".deductible.$1_fen"),
          Rename.of("\\.fund_cap\\.fen$", ".fund_cap_fen"),
          Rename.of("\\.fund_cap\\.retired$", ".retired_fund_cap_fen"),
          Rename.of("\\.(basic_fund_cap|up_to|yearly_limit)$", ".$1_fen"),
          Rename.of("\\.critical_illness\\.field$", ".critical_illness.payer"),
          Rename.of("\\.critical_illness\\.cap$", ".critical_illness.yearly_cap_fen"),
          Rename.of("(area_factors\\[\\d+]\\.)kind$", "$1filing"));

  private Paths() {}

  static Rejection ofContract(Rejection rejection) {
    if (rejection.violations().isEmpty()) {
      return rejection;
    }
    List<Rejection.FieldViolation> renamed =
        rejection.violations().stream()
            .map(
                each ->
                    new Rejection.FieldViolation(
                        ofContract(each.field()), each.english(), each.chinese()))
            .toList();
    return new Rejection(rejection.reason(), rejection.details(), renamed);
  }

  static String ofContract(String path) {
    String renamed = path;
    for (Rename each : RENAMES) {
      renamed = each.from().matcher(renamed).replaceFirst(each.to());
    }
    return renamed;
  }
}
