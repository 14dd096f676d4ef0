package org.dualchannel.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dualchannel.rules.Rejection.FieldViolation;

/** Finds the problems of a whole version: of each entry, and of entries against each other. */
final class VersionCheck {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

  private final Problems problems = new Problems();
  private final CatalogueVersion version;
  private final Map<String, Integer> codes = new HashMap<>();
  private final Map<String, Integer> prefixes = new HashMap<>();
  private final Map<String, Integer> gtins = new HashMap<>();
  private final Map<String, Integer> listedMolecules = new HashMap<>();

  VersionCheck(CatalogueVersion version) {
    this.version = version;
  }

  List<FieldViolation> problems() {
    header();
    for (int i = 0; i < version.drugs().size(); i++) {
      Drug drug = version.drugs().get(i);
      problems.addAll(new DrugCheck(drug, path(i)).problems());
      uniqueCode(drug, i);
      unique("trace_prefixes", drug.tracePrefixes(), prefixes, i);
      unique("gtins", drug.gtins(), gtins, i);
      oneCapForMolecule(drug, i);
      agreementBegun(drug, i);
    }
    return problems.found();
  }

  private static String path(int index) {
    return "drugs[" + index + "]";
  }

  private void header() {
    if (problems.text("id", version.id(), 40) && !ID.matcher(version.id()).matches()) {
      problems.add(
          "id",
          version.id() + " (expected: letters, digits, '.', '_' and '-')",
          version.id() + " 只能使用字母、数字、点、下划线和连字符");
    }
    if (version.effectiveFrom() == null) {
      problems.add("effective_from", "is required", "必填");
    }
    problems.text("title", version.title(), 200);
    problems.text("document", version.document(), 200);
    if (version.drugs().isEmpty()) {
      problems.add("drugs", "a version has at least one entry", "目录版本至少包含一个药品");
    }
  }

  private void uniqueCode(Drug drug, int index) {
    Integer first = drug.code() == null ? null : codes.putIfAbsent(drug.code(), index);
    if (first != null) {
      problems.add(
          path(index) + ".code",
          drug.code() + " is the code of " + path(first) + " too",
          drug.code() + " 与 " + path(first) + " 编码重复");
    }
  }

  /** What names the drug on a pack names one drug only. */
  private void unique(String field, List<String> names, Map<String, Integer> known, int index) {
    for (int i = 0; i < names.size(); i++) {
      Integer first = known.putIfAbsent(names.get(i), index);
      if (first != null && first != index) {
        problems.add(
            path(index) + "." + field + "[" + i + "]",
            names.get(i) + " belongs to " + path(first),
            names.get(i) + " 已对应 " + path(first));
      }
    }
  }

  /** The cap is per person and molecule, so the strengths of a molecule must agree on it. */
  private void oneCapForMolecule(Drug drug, int index) {
    if (!drug.onGuaranteeList() || drug.molecule() == null) {
      return;
    }
    Integer first = listedMolecules.putIfAbsent(drug.molecule(), index);
    if (first == null) {
      return;
    }
    long cap = version.drugs().get(first).annualCapFen();
    if (cap != drug.annualCapFen()) {
      problems.add(
          path(index) + ".annual_cap_fen",
          "value: " + drug.annualCapFen() + " (expected: " + cap + ", as in " + path(first) + ")",
          "年度限额 " + drug.annualCapFen() + " 与同一品种 " + path(first) + " 的 " + cap + " 不一致");
    }
  }

  /** A drug enters the catalogue with a version that begins no sooner than its agreement. */
  private void agreementBegun(Drug drug, int index) {
    Agreement agreement = drug.agreement();
    if (agreement != null
        && agreement.from() != null
        && version.effectiveFrom() != null
        && agreement.from().isAfter(version.effectiveFrom())) {
      problems.add(
          path(index) + ".agreement_from",
          agreement.from() + " (expected: not after " + version.effectiveFrom() + ")",
          agreement.from() + " 不应晚于版本生效日 " + version.effectiveFrom());
    }
  }
}
