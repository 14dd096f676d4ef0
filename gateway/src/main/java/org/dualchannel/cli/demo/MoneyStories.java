package org.dualchannel.cli.demo;

import static org.dualchannel.cli.demo.SampleCity.CHEAP;
import static org.dualchannel.cli.demo.SampleCity.DEAR;
import static org.dualchannel.cli.demo.SampleCity.DERMATOLOGIST;
import static org.dualchannel.cli.demo.SampleCity.GENETICIST;
import static org.dualchannel.cli.demo.SampleCity.HOSPITAL_PHARMACY;
import static org.dualchannel.cli.demo.SampleCity.PHARMACY;
import static org.dualchannel.cli.demo.SampleCity.RHEUMATOLOGIST;
import static org.dualchannel.cli.demo.Treatment.DUPILUMAB;
import static org.dualchannel.cli.demo.Treatment.ETANERCEPT;
import static org.dualchannel.cli.demo.Treatment.MIGLUSTAT;

import java.util.List;
import org.dualchannel.v1.Settlement;

/** The stories about who pays how much. */
final class MoneyStories {
  private static final long ETANERCEPT_CAP_FEN = 1_000_000;

  static final List<Story> ALL =
      List.of(
          new Story(
              "Dupilumab within the yearly cap",
              "An employee is enrolled, gets the first four weeks from a designated pharmacy and"
                  + " pays a part from the personal account: 500 yuan deductible, then the fund"
                  + " pays 80 %.",
              MoneyStories::withinCap),
          new Story(
              "The same drug in hospital and pharmacy",
              "Two employees in the same situation get dupilumab at the same price, one in the"
                  + " hospital, one at a pharmacy: the split is the same to the fen.",
              MoneyStories::bothChannels),
          new Story(
              "A settlement that crosses the yearly cap",
              "Etanercept has a cap of 10,000 yuan a year. The sixth supply passes it: only what"
                  + " is left of the cap is paid from; the seventh gets nothing.",
              MoneyStories::crossesCap),
          new Story(
              "A price over and one under the payment standard",
              "One pharmacy sells dupilumab 5 % above the payment standard, another 5 % below."
                  + " What is above is the patient's own; what is below lowers the basis.",
              MoneyStories::overAndUnder),
          new Story(
              "A resident on medical assistance, through all three payers",
              "Miglustat for a resident in group 5B. Medical assistance pays from the start; with"
                  + " the third supply the year's burden passes half of the threshold and the"
                  + " critical illness insurance pays too.",
              MoneyStories::threePayers));

  private MoneyStories() {}

  private static void withinCap(Scene scene) {
    Prescribed prescribed = Prescribed.of(DUPILUMAB, DERMATOLOGIST, "P0000010001");
    scene.enrol(prescribed);
    Settlement settlement = scene.prescribeAndDispense(prescribed, PHARMACY);
    scene.transcript().money().add("settlement", settlement);

    expect(
        new Split(632_000, 0, 63_200, 568_800, 50_000, 415_040, 0, 0, 100_000, 116_960),
        settlement);
    expectCap(settlement, 568_800, 7_331_200);
  }

  private static void bothChannels(Scene scene) {
    Prescribed atHospital = Prescribed.of(DUPILUMAB, DERMATOLOGIST, "P0000010002");
    Prescribed atPharmacy = Prescribed.of(DUPILUMAB, DERMATOLOGIST, "P0000010003");
    scene.enrol(atHospital);
    scene.enrol(atPharmacy);
    String id = scene.submit(atHospital).getPrescriptionId();
    Claimed claimed = scene.claim(id, DUPILUMAB, HOSPITAL_PHARMACY);
    Settlement hospital = scene.dispense(claimed, PHARMACY.priceFen(DUPILUMAB));
    Settlement pharmacy = scene.prescribeAndDispense(atPharmacy, PHARMACY);
    scene.transcript().money().add("in hospital", hospital);
    scene.transcript().money().add("at pharmacy", pharmacy);

    Scene.same(hospital.getTotal(), pharmacy.getTotal(), "split at the pharmacy");
    Scene.check(hospital.getChannel() != pharmacy.getChannel(), "both went the same way");
    expect(new Split(632_000, 0, 63_200, 568_800, 50_000, 415_040, 0, 0, 0, 216_960), hospital);
  }

  private static void crossesCap(Scene scene) {
    Prescribed prescribed = Prescribed.of(ETANERCEPT, RHEUMATOLOGIST, "P0000010004");
    scene.enrol(prescribed);
    Settlement first = scene.supply("supply 1", prescribed, PHARMACY);
    expect(new Split(190_400, 0, 19_040, 171_360, 50_000, 97_088, 0, 0, 0, 93_312), first);
    long used = 171_360;
    for (int supply = 2; supply <= 5; supply++) {
      used += 171_360;
      Settlement within = scene.supply("supply " + supply, prescribed, PHARMACY);
      expectCap(within, used, ETANERCEPT_CAP_FEN - used);
    }
    Settlement crossing = scene.supply("supply 6", prescribed, PHARMACY);
    Settlement after = scene.supply("supply 7", prescribed, PHARMACY);
    scene.transcript().money().add("1st", first);
    scene.transcript().money().add("6th, crossing", crossing);
    scene.transcript().money().add("7th, after", after);

    // 1,432.00 of the cap are left for the sixth, and 80 % of that is paid.
    expect(new Split(190_400, 0, 19_040, 171_360, 0, 114_560, 0, 0, 0, 75_840), crossing);
    expectCap(crossing, ETANERCEPT_CAP_FEN, 0);
    expect(new Split(190_400, 0, 19_040, 171_360, 0, 0, 0, 0, 0, 190_400), after);
  }

  private static void overAndUnder(Scene scene) {
    Prescribed over = Prescribed.of(DUPILUMAB, DERMATOLOGIST, "P0000010005");
    Prescribed under = Prescribed.of(DUPILUMAB, DERMATOLOGIST, "P0000010006");
    scene.enrol(over);
    scene.enrol(under);
    Settlement dear = scene.prescribeAndDispense(over, DEAR);
    Settlement cheap = scene.prescribeAndDispense(under, CHEAP);
    scene.transcript().money().add("3,318.00 a piece", dear);
    scene.transcript().money().add("3,002.00 a piece", cheap);

    expect(new Split(663_600, 31_600, 63_200, 568_800, 50_000, 415_040, 0, 0, 0, 248_560), dear);
    expect(new Split(600_400, 0, 60_040, 540_360, 50_000, 392_288, 0, 0, 0, 208_112), cheap);
  }

  private static void threePayers(Scene scene) {
    Prescribed prescribed = Prescribed.of(MIGLUSTAT, GENETICIST, "P0000010007").asResident();
    scene.enrol(prescribed);
    Settlement first = scene.supply("supply 1", prescribed, PHARMACY);
    Settlement second = scene.supply("supply 2", prescribed, PHARMACY);
    Settlement third = scene.supply("supply 3", prescribed, PHARMACY);
    scene.transcript().money().add("1st", first);
    scene.transcript().money().add("2nd", second);
    scene.transcript().money().add("3rd", third);

    expect(
        new Split(2_000_000, 0, 200_000, 1_800_000, 50_000, 1_137_500, 0, 463_750, 0, 398_750),
        first);
    expect(
        new Split(2_000_000, 0, 200_000, 1_800_000, 0, 1_170_000, 0, 441_000, 0, 389_000), second);
    // The burden goes from 12,925.00 to 19,225.00; 65 % of what is above 14,000.00 is paid.
    expect(
        new Split(2_000_000, 0, 200_000, 1_800_000, 0, 1_170_000, 339_625, 203_263, 0, 287_112),
        third);
  }

  private static void expect(Split expected, Settlement settlement) {
    Scene.same(expected, Split.of(settlement.getTotal()), "split in fen");
  }

  private static void expectCap(Settlement settlement, long usedFen, long remainingFen) {
    Scene.same(1, settlement.getRemainingCapsCount(), "caps");
    Scene.same(usedFen, settlement.getRemainingCaps(0).getUsedFen(), "cap used");
    Scene.same(remainingFen, settlement.getRemainingCaps(0).getRemainingFen(), "cap remaining");
  }
}
