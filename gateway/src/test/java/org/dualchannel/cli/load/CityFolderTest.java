package org.dualchannel.cli.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dualchannel.v1.FilingKind;
import org.dualchannel.v1.InsuredPerson;
import org.dualchannel.v1.RegistryEntry.EntryCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A folder is read whole or not at all, and every mistake is named by its place. */
class CityFolderTest {
  private static final String INSTITUTIONS = "code,name,area,level,designated\n";
  private static final String PHARMACIES =
      "code,name,area,can_supply,regulator_approved,electronic_traceability,designated,latitude,"
          + "longitude\n";
  private static final String PHYSICIANS = "area,code,name,title,practices\n";
  private static final String PERSONS =
      "area,person_number,sex,birth_date,scheme,person_type,status,benefit,filings,"
          + "special_outpatient\n";
  private static final String STOCK = "area,dispenser,drug,quantity,price_fen,counted_at\n";
  private static final String GOOD_STOCK =
      "120100,P12010000001,XD11AHS007B002010110007,1.5,316000,2026-01-01T08:00:00+08:00\n";

  @TempDir private Path folder;

  @BeforeEach
  void oneGoodFile() throws IOException {
    write("institutions.csv", INSTITUTIONS + "H12010000001,One,120100,01,2020-01-01/\n");
  }

  @Test
  void valuesComeWithTheirPlace() throws Exception {
    write(
        "persons.csv",
        PERSONS
            + "# someone\n"
            + "120100,P1,MALE,1970-02-28,310,1101,ACTIVE,2020-01-01/2026-12-31,"
            + "610200:REFERRAL@2026-01-01/,M01600@2026-01-01/ M02@2026-02-01/\n");
    write("stock.csv", STOCK + GOOD_STOCK);

    CityFolder.Contents contents = CityFolder.load(folder);

    assertEquals(2, contents.entries().size());
    Located<AreaEntry> person = contents.entries().get(1);
    assertEquals("persons.csv", person.file());
    assertEquals(3, person.line());
    assertEquals(EntryCase.INSURED_PERSON, person.value().entry().getEntryCase());
    InsuredPerson read = person.value().entry().getInsuredPerson();
    assertEquals(2026, read.getBenefitPeriod().getToDate().getYear());
    assertEquals(FilingKind.FILING_KIND_REFERRAL, read.getFilings(0).getKind());
    assertEquals("610200", read.getFilings(0).getCareArea());
    assertEquals(2, read.getSpecialOutpatientCount());
    assertTrue(!read.hasAccountBalanceFen(), "an empty balance is not a balance of 0");
    assertEquals(15_000, contents.stock().get(0).value().item().getQuantityE4());
    assertEquals(1_767_225_600L, contents.stock().get(0).value().item().getAsOfTime().getSeconds());
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(
            "institutions.csv",
            INSTITUTIONS + "X12010000001,One,120100,01,2020-01-01/\n",
            "institutions.csv:2: code: value: X12010000001 (expected: H and 11 digits)"),
        Arguments.of(
            "institutions.csv",
            INSTITUTIONS + "H12010000001,One,120100,12,2020-01-01/\n",
            "institutions.csv:2: level: value: 12 (expected: 01 to 11)"),
        Arguments.of(
            "institutions.csv",
            INSTITUTIONS + "H12010000001,,120100,01,2020-01-01/\n",
            "institutions.csv:2: name: value:  (expected: something)"),
        Arguments.of(
            "institutions.csv",
            INSTITUTIONS + "H12010000001,One,120100,01,\nH12010000001,Two,120100,01,\n",
            "institutions.csv:3: is already there on line 2"),
        Arguments.of(
            "institutions.csv",
            INSTITUTIONS + "H12010000001,One,120100,01,2020-13-01/\n",
            "institutions.csv:2: designated: value: 2020-13-01/ (expected:"
                + " YYYY-MM-DD/YYYY-MM-DD or YYYY-MM-DD/)"),
        Arguments.of(
            "institutions.csv",
            INSTITUTIONS + "H12010000001,One,120100,01,2020-02-01/2020-01-01\n",
            "institutions.csv:2: designated: value: 2020-02-01/2020-01-01 (expected:"
                + " YYYY-MM-DD/YYYY-MM-DD or YYYY-MM-DD/)"),
        Arguments.of(
            "pharmacies.csv",
            PHARMACIES + "P12010000001,One,120100,yes,true,true,,,\n",
            "pharmacies.csv:2: can_supply: value: yes (expected: true or false)"),
        Arguments.of(
            "pharmacies.csv",
            PHARMACIES + "P12010000001,One,120100,true,true,true,,90.1,117\n",
            "pharmacies.csv:2: latitude: value: 90.1 (expected: a number from -90 to 90, at most"
                + " 6 decimals)"),
        Arguments.of(
            "physicians.csv",
            PHYSICIANS + "120100,D120100000001,One,BOSS,H12010000001@2020-01-01/\n",
            "physicians.csv:2: title: value: BOSS (expected: one of [RESIDENT, ATTENDING,"
                + " ASSOCIATE_CHIEF, CHIEF])"),
        Arguments.of(
            "physicians.csv",
            PHYSICIANS + "120100,D120100000001,One,CHIEF,H12010000001\n",
            "physicians.csv:2: practices: value: H12010000001 (expected:"
                + " H[0-9]{11}@YYYY-MM-DD/YYYY-MM-DD or YYYY-MM-DD/)"),
        Arguments.of(
            "stock.csv",
            STOCK + GOOD_STOCK.replace("1.5", "1.00001"),
            "stock.csv:2: quantity: value: 1.00001 (expected: a number from 0 to 100000000, at"
                + " most 4 decimals)"),
        Arguments.of(
            "stock.csv",
            STOCK + GOOD_STOCK.replace("+08:00", ""),
            "stock.csv:2: counted_at: value: 2026-01-01T08:00:00 (expected:"
                + " YYYY-MM-DDThh:mm:ss+08:00)"),
        Arguments.of(
            "stock.csv",
            STOCK + GOOD_STOCK.replace("316000", ""),
            "stock.csv:2: price_fen: value:  (expected: a whole number)"),
        Arguments.of(
            "pharmacy.csv", PHARMACIES, "pharmacy.csv: is not a file that an import knows"),
        Arguments.of("policies/bad.yaml", "id: x\n", "policies/bad.yaml:1: area: is missing"),
        Arguments.of(
            "catalogue/bad.yaml",
            "id: x\neffective_from: 2026-01-01\ntitle: t\ndocument: d\ndrugs: [none.csv]\n",
            "catalogue/none.csv: cannot be read"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsNamed(String file, String text, String expected) throws Exception {
    write(file, text);

    List<String> problems = problems();

    assertTrue(
        problems.stream().anyMatch(each -> each.startsWith(expected)),
        () -> String.join("\n", problems));
  }

  @Test
  void allMistakesAreShownAtOnce() throws Exception {
    write("institutions.csv", INSTITUTIONS + "H1,One,120100,01,\nH12010000002,Two,1,01,\n");
    write("stock.csv", STOCK + GOOD_STOCK.replace("P12010000001", "P1"));

    assertEquals(
        List.of(
            "institutions.csv:2: code: value: H1 (expected: H and 11 digits)",
            "institutions.csv:3: area: value: 1 (expected: 6 digits)",
            "stock.csv:2: dispenser: value: P1 (expected: P or H and 11 digits)"),
        problems());
  }

  @Test
  void aDrugHasToBeInACatalogueOfTheFolderWhenThereIsOne() throws Exception {
    write("stock.csv", STOCK + GOOD_STOCK);
    CityFolder.load(folder);

    Path sample = Path.of(getClass().getResource("/sample/catalogue/2022-01.yaml").toURI());
    Files.createDirectories(folder.resolve("catalogue"));
    for (String name : List.of("2022-01.yaml", "2022-01-negotiated.csv", "2022-01-ordinary.csv")) {
      Files.copy(sample.resolveSibling(name), folder.resolve("catalogue").resolve(name));
    }
    CityFolder.load(folder);

    write(
        "stock.csv",
        STOCK + GOOD_STOCK.replace("XD11AHS007B002010110007", "XD11AHS007B002010110999"));
    assertEquals(
        List.of("stock.csv:2: drug: XD11AHS007B002010110999 is in no catalogue of this folder"),
        problems());
  }

  @Test
  void aFolderWithNothingInItIsAMistake(@TempDir Path empty) {
    LoadException nothing = assertThrows(LoadException.class, () -> CityFolder.load(empty));
    assertTrue(nothing.getMessage().endsWith("holds nothing to import"));
    assertThrows(NotDirectoryException.class, () -> CityFolder.load(empty.resolve("elsewhere")));
  }

  private List<String> problems() {
    LoadException problems = assertThrows(LoadException.class, () -> CityFolder.load(folder));
    return problems.problems().stream().map(LoadProblem::toString).toList();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
