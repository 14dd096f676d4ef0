package org.dualchannel.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.dualchannel.catalogue.ClinicalFacts;
import org.dualchannel.catalogue.Evaluation;
import org.dualchannel.catalogue.FunctionalClass;
import org.dualchannel.catalogue.PriorTherapy;
import org.dualchannel.catalogue.Restriction;
import org.dualchannel.catalogue.RestrictionSyntaxException;
import org.dualchannel.catalogue.Sex;
import org.dualchannel.catalogue.Truth;

/**
 * A restriction is read, or refused with a place within its text. Its canonical text is read as the
 * same restriction. Judging never fails, and says what is in the way exactly when something is.
 */
final class RestrictionProperty implements ByteProperty {
  private static final List<ClinicalFacts> FACTS =
      List.of(
          ClinicalFacts.UNKNOWN,
          new ClinicalFacts(
              12,
              Sex.FEMALE,
              List.of("M05.9", "L20"),
              FunctionalClass.values()[1],
              2,
              List.of(
                  new PriorTherapy("csDMARD", 3, 20, false),
                  new PriorTherapy("NSAID", 0, -1, true)),
              List.of("rheumatology"),
              List.of("IgE"),
              "10mg",
              "01",
              "310",
              "14",
              30));

  @Override
  public void check(byte[] input) throws Throwable {
    String text = new String(input, StandardCharsets.UTF_8);
    Restriction restriction;
    try {
      restriction = Restriction.parse(text);
    } catch (RestrictionSyntaxException e) {
      String[] lines = text.split("\n", -1);
      assertTrue(e.line() >= 1 && e.line() <= lines.length, e.getMessage());
      assertTrue(e.column() >= 1 && e.column() <= lines[e.line() - 1].length() + 1, e.getMessage());
      return;
    }
    if (restriction.text().length() <= Restriction.MAX_TEXT) {
      assertEquals(restriction, Restriction.parse(restriction.text()));
    }
    assertFalse(restriction.english().isEmpty() || restriction.chinese().isEmpty());
    for (ClinicalFacts facts : FACTS) {
      Truth truth = restriction.truth(facts);
      Evaluation evaluation = restriction.evaluate(facts);
      assertEquals(truth == Truth.MET, evaluation.met());
      assertEquals(evaluation.met(), evaluation.unmet().isEmpty());
      assertEquals(negated(truth), new Restriction.Not(restriction).truth(facts));
      assertEquals(truth, new Restriction.All(List.of(restriction)).truth(facts));
      assertEquals(truth, new Restriction.Any(List.of(restriction)).truth(facts));
    }
  }

  private static Truth negated(Truth truth) {
    return switch (truth) {
      case MET -> Truth.UNMET;
      case UNMET -> Truth.MET;
      case UNKNOWN -> Truth.UNKNOWN;
    };
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            "age >= 3",
            "all(diagnosis(M05, M06), any(line >= 2, not(sex(F))), specialty(rheumatology))",
            "who_fc(II, III, IV) # comment\n",
            "prior(csDMARD, months >= 3, response < 50)",
            "contraindicated_or_failed(\"a \\\" b\", response<50)",
            "any(evidence(IgE), hospital_level(01), scheme(310), visit(14), strength(10mg), days<=7)",
            "not(not(not(age=1)))",
            "all(",
            "diagnosis(类风湿)")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}
