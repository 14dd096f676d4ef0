package org.dualchannel.screening;

import java.util.List;
import java.util.Locale;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.ItemType;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.ReviewCheck;
import org.dualchannel.rules.Rule;

/** Whether a prescription may be written so: legality and standardness. */
@Rule({"S2-18", "S2-19"})
final class WritingChecks {
  private static final String EMERGENCY = "13";
  private static final String CHRONIC = "14";
  private static final List<String> UNCLEAR = List.of("", "-", "?", "不详", "未知", "适量", "unknown");
  private static final List<String> AS_DIRECTED =
      List.of("遵医嘱", "自用", "按说明", "as directed", "ut dict");

  private final Draft draft;
  private final Catalogue catalogue;
  private final ScreeningRules rules;

  WritingChecks(Draft draft, Catalogue catalogue, ScreeningRules rules) {
    this.draft = draft;
    this.catalogue = catalogue;
    this.rules = rules;
  }

  void run(Screening screening) {
    whole(screening);
    for (int number = 1; number <= draft.lines().size(); number++) {
      Draft.Line line = draft.lines().get(number - 1);
      line(screening, number, line, catalogue.drug(line.drug()));
    }
  }

  private void whole(Screening screening) {
    if (undiagnosed()) {
      screening.found(ReviewCheck.NO_DIAGNOSIS, 0, "");
    }
    List<Draft.Line> lines = draft.lines();
    if (lines.size() > rules.maxDrugs()) {
      long drugs = lines.stream().map(Draft.Line::drug).distinct().count();
      if (drugs > rules.maxDrugs()) {
        screening.found(ReviewCheck.TOO_MANY_DRUGS, 0, drugs + " > " + rules.maxDrugs());
      }
    }
    int pieces = 0;
    for (int i = 0; i < lines.size(); i++) {
      pieces += pieces(lines.get(i)) ? 1 : 0;
    }
    if (pieces > 0 && pieces < lines.size()) {
      screening.found(ReviewCheck.PIECES_WITH_OTHERS, 0, "");
    }
  }

  private boolean undiagnosed() {
    for (Diagnosis each : draft.diagnoses()) {
      if (!each.code().isBlank()) {
        return false;
      }
    }
    return true;
  }

  private boolean pieces(Draft.Line line) {
    return catalogue.drug(line.drug()).itemType() == ItemType.DECOCTION_PIECES;
  }

  private void line(Screening screening, int number, Draft.Line line, Drug drug) {
    if (drug.restriction() != null && !line.selfPaid() && !line.hospitalApproved()) {
      screening.found(ReviewCheck.HOSPITAL_APPROVAL, number, drug.code());
    }
    int usual = draft.visitType().startsWith(EMERGENCY) ? rules.emergencyDays() : rules.usualDays();
    boolean chronic = draft.longTerm() || draft.visitType().startsWith(CHRONIC);
    if (!chronic && line.days() > usual) {
      screening.found(ReviewCheck.OVER_USUAL_DAYS, number, line.days() + " > " + usual);
    }
    usage(screening, number, line);
    String name = line.genericName();
    if (name != null
        && !name.strip().equalsIgnoreCase(drug.genericNameZh())
        && !name.strip().equalsIgnoreCase(drug.genericNameEn())) {
      screening.found(ReviewCheck.NAME_NOT_GENERIC, number, drug.genericNameZh());
    }
  }

  /** Notes the first of the words that does not say how to use it. */
  private static void usage(Screening screening, int number, Draft.Line line) {
    List<String> words =
        List.of(line.singleDose(), line.singleDoseUnit(), line.frequency(), line.route());
    for (String word : words) {
      if (vague(screening, number, word)) {
        return;
      }
    }
  }

  private static boolean vague(Screening screening, int number, String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT);
    if (directs(lower)) {
      screening.found(ReviewCheck.USAGE_AS_DIRECTED, number, word);
      return true;
    }
    if (UNCLEAR.contains(lower)) {
      screening.found(ReviewCheck.USAGE_UNCLEAR, number, word);
      return true;
    }
    return false;
  }

  private static boolean directs(String lower) {
    for (String phrase : AS_DIRECTED) {
      if (lower.contains(phrase)) {
        return true;
      }
    }
    return false;
  }
}
