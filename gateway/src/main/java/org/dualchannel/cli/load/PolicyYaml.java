package org.dualchannel.cli.load;

import java.io.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.cli.load.YamlRecords.Component;
import org.dualchannel.reimbursement.AssistanceGroup;
import org.dualchannel.reimbursement.Benefit;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.BenefitPolicy.CapBasis;
import org.dualchannel.reimbursement.BenefitPolicy.CapYear;
import org.dualchannel.reimbursement.CriticalIllness;
import org.dualchannel.reimbursement.Payer;
import org.dualchannel.reimbursement.PolicyValidation;
import org.dualchannel.reimbursement.SchemePolicy;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.rules.Rejection.FieldViolation;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a {@link BenefitPolicy} from a YAML file that mirrors the record tree, keys in snake case,
 * amounts in whole fen. See {@code sample/policies} for two whole ones.
 */
public final class PolicyYaml {
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 20;
  private static final Map<Component, Object> DEFAULTS = defaults();

  private PolicyYaml() {}

  /**
   * Reads and validates one policy.
   *
   * @param file name of the file, for messages
   * @param text the file, read to its end; the caller closes it
   * @throws LoadException with every problem that was found, when there is any
   */
  public static BenefitPolicy read(String file, Reader text) throws LoadException {
    YamlRecords records = new YamlRecords(file, DEFAULTS);
    BenefitPolicy policy = records.record(BenefitPolicy.class, compose(file, text));
    if (policy != null) {
      for (FieldViolation violation : PolicyValidation.problems(policy)) {
        String message = violation.english().substring(violation.field().length()).strip();
        records.problem(violation.field(), message);
      }
    }
    if (!records.problems().isEmpty()) {
      List<LoadProblem> sorted = new ArrayList<>(records.problems());
      sorted.sort(Comparator.comparingInt(LoadProblem::line));
      throw new LoadException(sorted);
    }
    return policy;
  }

  private static Node compose(String file, Reader text) throws LoadException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(0);
    try {
      Node node = new Yaml(new SafeConstructor(options)).compose(text);
      if (node != null) {
        return node;
      }
      throw broken(file, 1, "is empty");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw broken(file, line, "is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw broken(file, 1, "is not YAML: " + e.getMessage());
    }
  }

  private static LoadException broken(String file, int line, String message) {
    return new LoadException(List.of(new LoadProblem(file, line, "", message)));
  }

  /** What may be left out of a file, and what it is then. */
  private static Map<Component, Object> defaults() {
    Map<Component, Object> defaults = new HashMap<>();
    defaults.put(new Component(BenefitPolicy.class, "effectiveTo"), null);
    defaults.put(new Component(BenefitPolicy.class, "capBasis"), CapBasis.ELIGIBLE_COST);
    defaults.put(new Component(BenefitPolicy.class, "capYear"), CapYear.CALENDAR);
    defaults.put(new Component(BenefitPolicy.class, "assistanceGroups"), List.of());
    defaults.put(new Component(BenefitPolicy.class, "areaFactors"), List.of());
    defaults.put(new Component(BenefitPolicy.class, "payerOrder"), Payer.DEFAULT_ORDER);
    defaults.put(new Component(BenefitPolicy.class, "rules"), ServiceRules.DEFAULT);
    for (String benefit : List.of("specialOutpatient", "guarantee", "ordinaryOutpatient")) {
      defaults.put(new Component(SchemePolicy.class, benefit), Benefit.NONE);
    }
    defaults.put(new Component(SchemePolicy.class, "basicFundCap"), null);
    defaults.put(new Component(Benefit.class, "enabled"), true);
    defaults.put(new Component(Benefit.class, "retireeBonusBp"), 0);
    defaults.put(new Component(Benefit.class, "fundCap"), null);
    defaults.put(new Component(Benefit.Deductible.class, "retired"), null);
    defaults.put(new Component(Benefit.Deductible.class, "retiredSenior"), null);
    defaults.put(new Component(Benefit.Deductible.class, "seniorAge"), 0);
    defaults.put(new Component(Benefit.RatioTier.class, "upTo"), null);
    defaults.put(new Component(Benefit.FundCap.class, "retired"), null);
    defaults.put(new Component(CriticalIllness.class, "cap"), null);
    defaults.put(new Component(CriticalIllness.class, "relief"), null);
    defaults.put(new Component(AssistanceGroup.class, "name"), "");
    defaults.put(new Component(AssistanceGroup.class, "deductibleFen"), 0L);
    defaults.put(new Component(AssistanceGroup.class, "deductibleIncomeBp"), 0);
    defaults.put(new Component(AssistanceGroup.class, "yearlyLimit"), null);
    ServiceRules rules = ServiceRules.DEFAULT;
    defaults.put(rule("unmetRestriction"), rules.unmetRestriction());
    defaults.put(rule("enrolmentMonths"), rules.enrolmentMonths());
    defaults.put(rule("reassessMonths"), rules.reassessMonths());
    defaults.put(rule("warnings"), rules.warnings());
    defaults.put(rule("prescriptionValidDays"), rules.prescriptionValidDays());
    defaults.put(rule("prescriptionMaxValidDays"), rules.prescriptionMaxValidDays());
    defaults.put(rule("longTermMaxValidDays"), rules.longTermMaxValidDays());
    defaults.put(rule("maxDaysSupply"), rules.maxDaysSupply());
    defaults.put(rule("earliestRefillBp"), rules.earliestRefillBp());
    defaults.put(rule("holdMinutes"), rules.holdMinutes());
    defaults.put(rule("markUpLimitBp"), rules.markUpLimitBp());
    defaults.put(rule("requestRetentionHours"), rules.requestRetentionHours());
    defaults.put(rule("owedDays"), rules.owedDays());
    return defaults;
  }

  private static Component rule(String name) {
    return new Component(ServiceRules.class, name);
  }
}
