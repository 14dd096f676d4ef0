package org.dualchannel.cli.load;

import java.util.List;
import java.util.regex.Pattern;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Physician.Title;
import org.dualchannel.v1.BenefitStatus;
import org.dualchannel.v1.FilingKind;
import org.dualchannel.v1.InsuredPerson;
import org.dualchannel.v1.OutOfAreaFiling;
import org.dualchannel.v1.Pharmacist;
import org.dualchannel.v1.Physician;
import org.dualchannel.v1.ProfessionalTitle;
import org.dualchannel.v1.RegistryEntry;
import org.dualchannel.v1.Sex;
import org.dualchannel.v1.SpecialOutpatientEnrolment;

/** Rows of physicians, pharmacists and insured persons. */
final class PeopleRows {
  static final CsvTable.Shape<AreaEntry> PHYSICIANS =
      new CsvTable.Shape<>(
          List.of("area", "code", "name", "title", "practices"),
          List.of("specialties"),
          PeopleRows::physician);

  static final CsvTable.Shape<AreaEntry> PHARMACISTS =
      new CsvTable.Shape<>(
          List.of("area", "code", "name", "practices"), List.of(), PeopleRows::pharmacist);

  static final CsvTable.Shape<AreaEntry> PERSONS =
      new CsvTable.Shape<>(
          List.of(
              "area",
              "person_number",
              "sex",
              "birth_date",
              "scheme",
              "person_type",
              "status",
              "benefit"),
          List.of(
              "assistance_group",
              "annual_income_fen",
              "account_balance_fen",
              "special_outpatient",
              "filings"),
          PeopleRows::person);

  private static final Pattern FILING = Pattern.compile("[0-9]{6}:(LONG_TERM|REFERRAL)");
  private static final Pattern DISEASE = Pattern.compile("[0-9A-Za-z.]{1,20}");
  private static final int MAX_SPECIALTIES = 10;

  private PeopleRows() {}

  private static AreaEntry physician(CsvCells cells) {
    List<String> specialties = cells.words("specialties");
    if (specialties.size() > MAX_SPECIALTIES) {
      cells.problem("specialties", "at most " + MAX_SPECIALTIES);
    }
    Physician.Builder physician =
        Physician.newBuilder()
            .setCode(cells.matching("code", Codes.PHYSICIAN, "D and 12 digits"))
            .setName(cells.required("name", 100))
            .setTitle(title(cells))
            .addAllSpecialties(specialties)
            .addAllPractices(Spans.practices(cells, "practices", Codes.HOSPITAL));
    return new AreaEntry(
        PlaceRows.area(cells), RegistryEntry.newBuilder().setPhysician(physician).build());
  }

  private static AreaEntry pharmacist(CsvCells cells) {
    Pharmacist.Builder pharmacist =
        Pharmacist.newBuilder()
            .setCode(cells.matching("code", Codes.PHARMACIST, "Y and 12 digits"))
            .setName(cells.required("name", 100))
            .addAllPractices(Spans.practices(cells, "practices", Codes.PLACE));
    return new AreaEntry(
        PlaceRows.area(cells), RegistryEntry.newBuilder().setPharmacist(pharmacist).build());
  }

  private static AreaEntry person(CsvCells cells) {
    InsuredPerson.Builder person =
        InsuredPerson.newBuilder()
            .setPersonNumber(cells.required("person_number", 30))
            .setSex(sex(cells))
            .setBirthDate(Spans.date(cells, "birth_date"))
            .setScheme(cells.matching("scheme", Codes.SCHEME, "3 digits, such as 310"))
            .setPersonType(
                cells.matching("person_type", Codes.PERSON_TYPE, "2 to 6 digits, such as 1101"))
            .setBenefitStatus(status(cells))
            .setBenefitPeriod(Spans.period(cells, "benefit"))
            .setAssistanceGroup(cells.atMost("assistance_group", 20))
            .addAllSpecialOutpatient(
                Spans.named(
                    cells,
                    "special_outpatient",
                    DISEASE,
                    (disease, period) ->
                        SpecialOutpatientEnrolment.newBuilder()
                            .setDisease(disease)
                            .setPeriod(period)
                            .build()))
            .addAllFilings(Spans.named(cells, "filings", FILING, PeopleRows::filing));
    if (!cells.isEmpty("annual_income_fen")) {
      person.setAnnualIncomeFen(cells.number("annual_income_fen", 0, Long.MAX_VALUE));
    }
    if (!cells.isEmpty("account_balance_fen")) {
      person.setAccountBalanceFen(cells.number("account_balance_fen", 0, Long.MAX_VALUE));
    }
    return new AreaEntry(
        PlaceRows.area(cells), RegistryEntry.newBuilder().setInsuredPerson(person).build());
  }

  private static OutOfAreaFiling filing(String place, org.dualchannel.v1.Period period) {
    return OutOfAreaFiling.newBuilder()
        .setCareArea(place.substring(0, 6))
        .setKind(FilingKind.valueOf("FILING_KIND_" + place.substring(7)))
        .setPeriod(period)
        .build();
  }

  private static ProfessionalTitle title(CsvCells cells) {
    Title title = cells.requiredOneOf("title", Title.class);
    if (title == null) {
      return ProfessionalTitle.PROFESSIONAL_TITLE_UNSPECIFIED;
    }
    return switch (title) {
      case RESIDENT -> ProfessionalTitle.PROFESSIONAL_TITLE_JUNIOR;
      case ATTENDING -> ProfessionalTitle.PROFESSIONAL_TITLE_INTERMEDIATE;
      case ASSOCIATE_CHIEF -> ProfessionalTitle.PROFESSIONAL_TITLE_ASSOCIATE_SENIOR;
      case CHIEF -> ProfessionalTitle.PROFESSIONAL_TITLE_SENIOR;
    };
  }

  private static Sex sex(CsvCells cells) {
    Person.Sex sex = cells.requiredOneOf("sex", Person.Sex.class);
    return sex == null ? Sex.SEX_UNSPECIFIED : Sex.valueOf("SEX_" + sex);
  }

  private static BenefitStatus status(CsvCells cells) {
    Person.Status status = cells.requiredOneOf("status", Person.Status.class);
    return status == null
        ? BenefitStatus.BENEFIT_STATUS_UNSPECIFIED
        : BenefitStatus.valueOf("BENEFIT_STATUS_" + status);
  }
}
