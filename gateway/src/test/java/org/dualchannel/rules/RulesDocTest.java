package org.dualchannel.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dualchannel.rules.RuleBook.Entry;
import org.junit.jupiter.api.Test;

/** The page of rules is what the code and the tests say, and no rule is claimed without a test. */
class RulesDocTest {

  private static final Path PAGE = Path.of("..", "docs", "rules.md");

  private static final Map<String, Entry> RULES = RuleBook.all();
  private static final RuleEvidence EVIDENCE = RuleEvidence.collect();

  @Test
  void thePageIsUpToDate() throws IOException {
    String page = RulesPage.write(RULES, EVIDENCE);
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(
        page,
        Files.exists(PAGE) ? Files.readString(PAGE) : "",
        "docs/rules.md is not what the code says; write it anew with\n  mvn -pl gateway -am test"
            + " -Dtest=RulesDocTest -Dupdate.docs=true"
            + " -Dsurefire.failIfNoSpecifiedTests=false\n");
  }

  @Test
  void theListOfRulesIsWhole() {
    Map<String, Integer> counts = Map.of("S0", 24, "S1", 21, "S2", 45, "S3", 48, "S4", 49);
    List<String> expected = new ArrayList<>();
    for (String system : List.of("S0", "S1", "S2", "S3", "S4")) {
      for (int i = 1; i <= counts.get(system); i++) {
        expected.add(system + "-" + i);
      }
    }
    assertEquals(expected, List.copyOf(RULES.keySet()));
    RULES.forEach(
        (id, entry) -> {
          assertTrue(entry.kind().matches("(In|C|R|Rep)(/(C|R|Rep))*"), id + " " + entry.kind());
          assertTrue(entry.term().codePoints().anyMatch(Character::isIdeographic), id);
          assertTrue(entry.rule().length() > 20 && !entry.rule().contains("|"), id);
        });
  }

  @Test
  void everyIdInCodeReasonsAndTestsIsARule() {
    Set<String> unknown = new TreeSet<>();
    Arrays.stream(Reason.values()).forEach(reason -> unknown.addAll(reason.rules()));
    unknown.addAll(EVIDENCE.idsInCode());
    unknown.addAll(EVIDENCE.idsInTests());
    unknown.addAll(RuleBook.inScope());
    unknown.removeAll(RULES.keySet());
    assertEquals(Set.of(), unknown, "ids that are not in rules.yaml");
  }

  @Test
  void noRuleInTheCodeIsWithoutATest() {
    List<String> unproven =
        EVIDENCE.idsInCode().stream()
            .filter(id -> EVIDENCE.testsOf(id).isEmpty())
            .map(id -> id + " " + EVIDENCE.codeOf(id).keySet())
            .toList();
    assertEquals(List.of(), unproven, "rules in the code that no test carries as its tag");
  }

  @Test
  void everyRuleInScopeHasCodeAndATest() {
    List<String> open = new ArrayList<>();
    for (String id : RuleBook.inScope()) {
      if (EVIDENCE.codeOf(id).isEmpty()) {
        open.add(id + " has no code");
      }
      if (EVIDENCE.testsOf(id).isEmpty()) {
        open.add(id + " has no test");
      }
    }
    assertEquals(List.of(), open, "rules that this release promises");
  }
}
