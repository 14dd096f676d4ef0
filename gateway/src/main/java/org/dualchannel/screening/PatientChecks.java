package org.dualchannel.screening;

import java.util.Locale;
import java.util.function.Predicate;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Caution;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.ItemType;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.ReviewCheck;
import org.dualchannel.rules.Rule;

/** Whether a prescription suits its patient. */
@Rule("S2-20")
final class PatientChecks {
  /** The chemical subgroup (ATC level 4) behind the first letter of a western drug's code. */
  private static final int CLASS_FROM = 1;

  private static final int CLASS_TO = 6;

  private final Draft draft;
  private final Catalogue catalogue;
  private final int ageYears;
  private final Predicate<String> running;

  PatientChecks(Draft draft, Catalogue catalogue, int ageYears, Predicate<String> running) {
    this.draft = draft;
    this.catalogue = catalogue;
    this.ageYears = ageYears;
    this.running = running;
  }

  void run(Screening screening) {
    for (int number = 1; number <= draft.lines().size(); number++) {
      Drug drug = drug(number);
      allergies(screening, number, drug);
      for (Caution caution : drug.cautions()) {
        caution(screening, number, caution);
      }
      duplicates(screening, number, drug);
      if (running.test(drug.molecule())) {
        screening.found(ReviewCheck.OVERLAP, number, drug.molecule());
      }
    }
  }

  private Drug drug(int number) {
    return catalogue.drug(draft.lines().get(number - 1).drug());
  }

  private void allergies(Screening screening, int number, Drug drug) {
    for (String allergy : draft.clinical().allergies()) {
      if (names(allergy, drug.molecule())
          || names(allergy, drug.genericNameZh())
          || names(allergy, drug.genericNameEn())) {
        screening.found(ReviewCheck.ALLERGY, number, drug.molecule());
        return;
      }
    }
  }

  private static boolean names(String allergy, String name) {
    return allergy.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  private void caution(Screening screening, int number, Caution caution) {
    switch (caution.kind()) {
      case PREGNANCY -> {
        if (draft.clinical().pregnant()) {
          screening.found(ReviewCheck.PREGNANCY, number, "");
        }
      }
      case LACTATION -> {
        if (draft.clinical().lactating()) {
          screening.found(ReviewCheck.LACTATION, number, "");
        }
      }
      case CHILD -> {
        if (ageYears < caution.underYears()) {
          screening.found(ReviewCheck.CHILD, number, ageYears + " < " + caution.underYears());
        }
      }
    }
  }

  /** A line is compared with those before it, so a pair is found once. */
  private void duplicates(Screening screening, int number, Drug drug) {
    for (int before = 1; before < number; before++) {
      Drug other = drug(before);
      if (other.molecule().equals(drug.molecule())) {
        screening.found(ReviewCheck.DUPLICATE_MOLECULE, number, drug.molecule());
        return;
      }
      if (sameAction(drug, other)) {
        screening.found(
            ReviewCheck.DUPLICATE_CLASS, number, drug.molecule() + " + " + other.molecule());
        return;
      }
    }
  }

  private static boolean sameAction(Drug one, Drug other) {
    return one.itemType() == ItemType.WESTERN
        && other.itemType() == ItemType.WESTERN
        && one.code().regionMatches(CLASS_FROM, other.code(), CLASS_FROM, CLASS_TO - CLASS_FROM);
  }
}
