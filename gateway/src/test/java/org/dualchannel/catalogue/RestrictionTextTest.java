package org.dualchannel.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of a restriction says exactly what its parsed form says. */
@Tag("S2-45")
class RestrictionTextTest {

  @Test
  void whatIsPrintedParsesToTheSame() throws RestrictionSyntaxException {
    long seed = 20_261_121L;
    RandomRestrictions random = new RandomRestrictions(seed);
    int tooLong = 0;
    for (int i = 0; i < 5_000; i++) {
      Restriction restriction = random.next(1 + i % 5);
      String text = restriction.text();
      if (text.length() > Restriction.MAX_TEXT) {
        tooLong++;
        continue;
      }
      assertEquals(restriction, Restriction.parse(text), () -> "seed " + seed + ": " + text);
    }
    assertTrue(tooLong < 500, "seed " + seed + ": too long: " + tooLong);
  }

  @Test
  void spaceLineBreaksAndCommentsBetweenTokensMeanNothing() throws RestrictionSyntaxException {
    String spread =
        """
        all(            # both of
          diagnosis( M05 ,M06 ),
          age>=10       # full years
        )
        """;
    assertEquals("all(diagnosis(M05, M06), age >= 10)", Restriction.parse(spread).text());
  }

  @Test
  void quotesHoldWhatAWordCannot() throws RestrictionSyntaxException {
    Restriction restriction = Restriction.parse("evidence(\"a \\\"b\\\" \\\\ (c)\", \"IgE\")");
    assertEquals(
        new Condition.OneOf(Subject.EVIDENCE, List.of("a \"b\" \\ (c)", "IgE")), restriction);
    assertEquals("evidence(\"a \\\"b\\\" \\\\ (c)\", IgE)", restriction.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                  | 1:1  | a condition",
        "all                                 | 1:4  | '('",
        "all()                               | 1:5  | a condition",
        "all(age >= 3                        | 1:13 | ',' or ')'",
        "all(age >= 3,)                      | 1:14 | a condition",
        "all(age >= 3) age                   | 1:15 | the end of the restriction",
        "all(age >= 3))                      | 1:14 | the end of the restriction",
        "any[age >= 3]                       | 1:4  | a word, a number",
        "not(age >= 3, age < 5)              | 1:13 | ')'",
        "weight > 50                         | 1:1  | a condition",
        "ALL(age >= 3)                       | 1:1  | a condition",
        "\"all\"(age >= 3)                   | 1:1  | a condition",
        "age 10                              | 1:5  | one of >= <= > < =",
        "age >=                              | 1:7  | a whole number",
        "age >= ten                          | 1:8  | a whole number",
        "age >= 10000                        | 1:8  | a whole number",
        "age >= -1                           | 1:8  | a whole number",
        "age >= 1.5                          | 1:8  | a whole number",
        "age => 5                            | 1:6  | a whole number",
        "age >= \"5\"                        | 1:8  | a whole number",
        "sex(X)                              | 1:5  | M or F",
        "sex(M, F)                           | 1:6  | ')'",
        "who_fc(2)                           | 1:8  | I, II, III or IV",
        "who_fc(II III)                      | 1:11 | ',' or ')'",
        "diagnosis(M05; M06)                 | 1:14 | a word, a number",
        "diagnosis(\"\")                     | 1:11 | a word of 1 to 64",
        "diagnosis(\"M05)                    | 1:11 | a closing '\"'",
        "evidence(\"a\\n\")                  | 1:12 | \\\" or \\\\",
        "prior()                             | 1:7  | a word",
        "prior(csDMARD, weeks >= 3)          | 1:16 | months or response",
        "prior(csDMARD, months >= 3, months < 6)     | 1:29 | response",
        "prior(csDMARD, response < 50, months >= 3)  | 1:31 | ')'",
        "contraindicated_or_failed(conventional)     | 1:39 | ', response'",
        "diagnosis M05                       | 1:11 | '('",
      })
  void malformedTextNamesThePlaceAndWhatWasExpected(String text, String place, String expected) {
    RestrictionSyntaxException e =
        assertThrows(RestrictionSyntaxException.class, () -> Restriction.parse(text));
    assertEquals(place, e.line() + ":" + e.column(), e.getMessage());
    assertTrue(e.expected().startsWith(expected), e.getMessage());
    assertTrue(e.getMessage().startsWith(place + ": expected "), e.getMessage());
  }

  @Test
  void theLineOfAMistakeIsNamedToo() {
    RestrictionSyntaxException e =
        assertThrows(
            RestrictionSyntaxException.class,
            () -> Restriction.parse("all(\n  age >= 3, # (\n  sex(Q)\n)"));
    assertEquals("3:7: expected M or F, found 'Q'", e.getMessage());
  }

  @Test
  void depthPartsWordsAndLengthAreLimitedAtTheirEdge() throws RestrictionSyntaxException {
    Restriction.parse(nested(Restriction.MAX_DEPTH));
    refused(nested(Restriction.MAX_DEPTH + 1), "at most 12 levels");
    refused(nested(390), "at most 12 levels");

    Restriction.parse(list(Restriction.MAX_PARTS));
    refused(list(Restriction.MAX_PARTS + 1), "at most 64 parts");

    Restriction.parse("evidence(" + "x".repeat(64) + ")");
    refused("evidence(" + "x".repeat(65) + ")", "a word of 1 to 64");

    String padded = "age >= 3" + " ".repeat(Restriction.MAX_TEXT - 8);
    Restriction.parse(padded);
    refused(padded + " ", "at most 2000 characters");
  }

  private static String nested(int depth) {
    return "not(".repeat(depth - 1) + "age >= 3" + ")".repeat(depth - 1);
  }

  private static String list(int words) {
    return "diagnosis(" + "A, ".repeat(words - 1) + "A)";
  }

  private static void refused(String text, String expected) {
    RestrictionSyntaxException e =
        assertThrows(RestrictionSyntaxException.class, () -> Restriction.parse(text));
    assertTrue(e.expected().startsWith(expected), e.getMessage());
  }

  @Test
  void whatCouldNotBeWrittenCannotBeBuilt() {
    assertThrows(IllegalArgumentException.class, () -> new Restriction.All(List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new Condition.OneOf(Subject.VISIT, List.of("")));
    assertThrows(
        IllegalArgumentException.class, () -> new Condition.Prior("line\nbreak", null, null));
    assertThrows(
        IllegalArgumentException.class, () -> new Condition.Prior("half \uD83D", null, null));
    assertThrows(
        IllegalArgumentException.class, () -> new Condition.Bound(Comparison.UNDER, 10_000));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Condition.ContraindicatedOrFailed("conventional", null, null));
  }

  @Test
  void garbageIsRefusedAndNeverBreaksTheParser() {
    long seed = 45L;
    Random random = new Random(seed);
    String[] pieces = {
      "all(",
      "any(",
      "not(",
      "age",
      "sex(",
      "prior(",
      "months",
      "response",
      ">=",
      "<",
      "=",
      "(",
      ")",
      ",",
      "\"",
      "\\",
      "M05",
      "10",
      "99999999999",
      "\n",
      "#",
      "\u0000",
      "\uD83D",
      "药",
      " ",
      "who_fc(II)",
      "days <= 28",
      "contraindicated_or_failed("
    };
    int parsed = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        text.append(
            random.nextInt(8) == 0
                ? String.valueOf((char) random.nextInt(0x10000))
                : pieces[random.nextInt(pieces.length)]);
      }
      try {
        Restriction.parse(text.toString());
        parsed++;
      } catch (RestrictionSyntaxException e) {
        assertTrue(e.line() >= 1 && e.column() >= 1, e.getMessage());
      } catch (RuntimeException | StackOverflowError e) {
        fail("seed " + seed + ": " + text, e);
      }
    }
    assertTrue(parsed > 0 && parsed < 25_000, "seed " + seed + ": parsed " + parsed);
  }

  @Test
  void aNationalCatalogueOfRestrictionsIsParsedWhole() throws RestrictionSyntaxException {
    RandomRestrictions random = new RandomRestrictions(14_000L);
    int parsed = 0;
    while (parsed < 14_000) {
      Restriction restriction = random.next(3);
      if (restriction.text().length() > Restriction.MAX_TEXT) {
        continue;
      }
      if (Restriction.parse(restriction.text()).equals(restriction)) {
        parsed++;
      } else {
        fail("seed 14000: " + restriction.text());
      }
    }
    assertEquals(14_000, parsed);
  }

  @Test
  void theExamplesOfTheDocumentationAreCanonical() throws Exception {
    Matcher block =
        Pattern.compile("```restriction\n(.*?)```", Pattern.DOTALL).matcher(documentation());
    int examples = 0;
    while (block.find()) {
      for (String text : block.group(1).strip().lines().toList()) {
        assertEquals(text, Restriction.parse(text).text());
        examples++;
      }
    }
    assertTrue(examples >= 20, "examples: " + examples);
  }

  private static String documentation() throws IOException {
    Path module = Path.of("").toAbsolutePath();
    Path root = Files.exists(module.resolve("docs")) ? module : module.getParent();
    return Files.readString(root.resolve("docs/restrictions.md"), StandardCharsets.UTF_8);
  }
}
