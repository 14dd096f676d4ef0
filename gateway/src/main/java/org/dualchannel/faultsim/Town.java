package org.dualchannel.faultsim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.catalogue.Agreement;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.GuaranteeListing;
import org.dualchannel.catalogue.ItemType;
import org.dualchannel.catalogue.PriceBasis;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.enrolment.EnrolmentContent;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;
import org.dualchannel.registry.Place;
import org.dualchannel.registry.Practice;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.AreaKind;
import org.dualchannel.reimbursement.Benefit;
import org.dualchannel.reimbursement.Benefit.Deductible;
import org.dualchannel.reimbursement.Benefit.RatioTier;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.CriticalIllness;
import org.dualchannel.reimbursement.CriticalIllness.BurdenTier;
import org.dualchannel.reimbursement.Payer;
import org.dualchannel.reimbursement.SchemePolicy;
import org.dualchannel.reimbursement.ServiceRules;

/**
 * A town small enough to be set up ten thousand times: two hospitals, three pharmacies, three
 * persons, one drug with a yearly cap that is soon reached, one without.
 */
final class Town {
  static final String AREA = "120100";
  static final List<String> HOSPITALS = List.of("H12010000001", "H12010000002");
  static final List<String> PHARMACIES = List.of("P12010000001", "P12010000002", "P12010000003");
  static final List<String> PERSONS = List.of("10000001", "10000002", "10000003");
  static final String PHYSICIAN = "D120100000001";

  /** On the guarantee list: 1,000 yuan a pack. */
  static final String CAPPED = "XSIM00000000000000000A1";

  /** Paid by the ordinary benefit: 50 yuan a pack. */
  static final String PLAIN = "XSIM00000000000000000B1";

  /** Five packs and a half. */
  static final long CAP_FEN = 550_000;

  static final long BALANCE_FEN = 200_000;

  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final Period ALWAYS = new Period(LocalDate.of(2020, 1, 1), null);

  private Town() {}

  /** Who is enrolled at the hospital. */
  static List<String> personsOf(String hospital) {
    return hospital.equals(HOSPITALS.get(0)) ? PERSONS.subList(0, 2) : PERSONS.subList(2, 3);
  }

  static String pharmacist(String place) {
    return "Y" + place;
  }

  static long priceFen(String drug) {
    return drug.equals(CAPPED) ? 100_000 : 5_000;
  }

  /** A trace code of the drug. */
  static String code(String drug, long number) {
    return (drug.equals(CAPPED) ? "8300001" : "8300002") + String.format("%013d", number);
  }

  /** The commands that set the town up, in order. */
  static List<Command> commands() {
    return SETUP;
  }

  private static final List<Command> SETUP = setup();

  private static List<Command> setup() {
    Principal bureau = new Principal(Role.BUREAU, AREA);
    List<Body.StockItem> stock =
        List.of(
            new Body.StockItem(CAPPED, 100_000_000, priceFen(CAPPED), Simulation.START_MS),
            new Body.StockItem(PLAIN, 100_000_000, priceFen(PLAIN), Simulation.START_MS));
    List<Command> commands = new ArrayList<>();
    commands.add(command(commands, bureau, new Body.CreatePolicy(policy())));
    commands.add(command(commands, bureau, registry()));
    commands.add(
        command(commands, bureau, new Body.CreateCatalogueVersion("sim", DAY, "sim", "sim")));
    commands.add(
        command(commands, bureau, new Body.AddDrugs("sim", List.of(drug(CAPPED), drug(PLAIN)))));
    commands.add(command(commands, bureau, new Body.PublishCatalogueVersion("sim", 2)));
    for (String pharmacy : PHARMACIES) {
      Principal seller = new Principal(Role.PHARMACY, pharmacy);
      commands.add(command(commands, seller, new Body.ReportStock(stock)));
    }
    for (String hospital : HOSPITALS) {
      for (String person : personsOf(hospital)) {
        Body enrolment = new Body.CreateEnrolment(hospital, person, CAPPED, content());
        commands.add(command(commands, new Principal(Role.HOSPITAL, hospital), enrolment));
      }
    }
    return List.copyOf(commands);
  }

  private static Command command(List<Command> before, Principal principal, Body body) {
    return new Command("setup-" + before.size(), principal, AREA, before.size(), body);
  }

  private static BenefitPolicy policy() {
    ServiceRules usual = ServiceRules.DEFAULT;
    ServiceRules rules =
        new ServiceRules(
            usual.unmetRestriction(),
            usual.enrolmentMonths(),
            usual.reassessMonths(),
            usual.warnings(),
            usual.prescriptionValidDays(),
            usual.prescriptionMaxValidDays(),
            usual.longTermMaxValidDays(),
            usual.maxDaysSupply(),
            0, // persons come back when they like
            1, // minute of hold, so that holds run out
            usual.markUpLimitBp(),
            usual.requestRetentionHours(),
            1, // day for which a rest is owed, so that it runs out
            usual.screening(),
            usual.secondPharmacist(),
            usual.codeFreeUntil());
    Benefit guarantee = benefit(50_000, 8_000);
    Benefit ordinary = benefit(2_000, 5_500);
    CriticalIllness large =
        new CriticalIllness(
            CriticalIllness.Field.HIFOB, List.of(new BurdenTier(100_000, 8_000)), null, null);
    return new BenefitPolicy(
        AREA + "-sim",
        AREA,
        new BenefitPolicy.PolicyDocument("simulation", LocalDate.of(2025, 12, 1)),
        LocalDate.of(2026, 1, 1),
        null,
        true,
        BenefitPolicy.CapBasis.ELIGIBLE_COST,
        BenefitPolicy.CapYear.CALENDAR,
        List.of(new SchemePolicy("310", Benefit.NONE, guarantee, ordinary, null, large)),
        List.of(),
        List.of(new BenefitPolicy.AreaFactor(AreaKind.REFERRAL, 9_000)),
        Payer.DEFAULT_ORDER,
        rules,
        null,
        null);
  }

  private static Benefit benefit(long deductibleFen, int ratioBp) {
    return new Benefit(
        true,
        new Deductible(deductibleFen, null, null, 0),
        List.of(new RatioTier(null, ratioBp, ratioBp, ratioBp)),
        0,
        null,
        true);
  }

  private static Drug drug(String code) {
    boolean capped = code.equals(CAPPED);
    GuaranteeListing listing =
        new GuaranteeListing(CAP_FEN, true, true, true, true, CAP_FEN, "simulated");
    return new Drug(
        code,
        capped ? "simulated-a" : "simulated-b",
        "模拟",
        "simulated",
        ItemType.WESTERN,
        "片",
        "1片",
        "1mg",
        "盒",
        1,
        List.of(code(code, 0).substring(0, 7)),
        false,
        0,
        capped ? new Agreement(ALWAYS.from(), LocalDate.of(2030, 1, 1), null) : null,
        capped ? listing : null,
        0,
        List.of(),
        new PriceBasis(null, 0, priceFen(code)),
        null,
        "",
        "",
        List.of(),
        List.of());
  }

  private static Body.ImportRegistry registry() {
    return new Body.ImportRegistry(
        HOSPITALS.stream().map(Town::institution).toList(),
        List.of(
            new Physician(
                PHYSICIAN,
                "simulated",
                Physician.Title.CHIEF,
                List.of("dermatology"),
                HOSPITALS.stream().map(each -> new Practice(each, ALWAYS)).toList())),
        PHARMACIES.stream().map(Town::pharmacy).toList(),
        PHARMACIES.stream()
            .map(each -> new Practice(each, ALWAYS))
            .map(each -> new Pharmacist(pharmacist(each.place()), "simulated", List.of(each)))
            .toList(),
        HOSPITALS.stream()
            .flatMap(hospital -> PHARMACIES.stream().map(each -> designation(hospital, each)))
            .toList(),
        PERSONS.stream().map(Town::person).toList(),
        PERSONS.stream().map(each -> new Body.AccountBalance(each, BALANCE_FEN)).toList());
  }

  private static Institution institution(String code) {
    Place place = new Place(39_100_000, 117_200_000);
    return new Institution(code, "simulated", AREA, "01", List.of(ALWAYS), false, place);
  }

  private static Pharmacy pharmacy(String code) {
    return new Pharmacy(
        code, "simulated", AREA, List.of(ALWAYS), true, true, true, true, null, 0, "", "");
  }

  private static Designation designation(String hospital, String pharmacy) {
    return new Designation(
        hospital, pharmacy, List.of(ALWAYS), "F-" + pharmacy, LocalDate.of(2020, 1, 1));
  }

  private static Person person(String number) {
    return new Person(
        AREA,
        number,
        Person.Sex.FEMALE,
        LocalDate.of(1986, 5, 17),
        "310",
        "1101",
        Person.Status.ACTIVE,
        ALWAYS,
        "",
        null,
        List.of(),
        List.of());
  }

  private static EnrolmentContent content() {
    return new EnrolmentContent(
        List.of(PHYSICIAN),
        List.of(new Diagnosis("L20.9", "simulated")),
        "simulated",
        new EnrolmentContent.Plan("1", "mg", "QD", "oral", ""),
        ClinicalNotes.NONE);
  }
}
