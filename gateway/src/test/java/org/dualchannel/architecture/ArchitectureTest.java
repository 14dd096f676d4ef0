package org.dualchannel.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.dualchannel.architecture.MainClasses.ROOT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dualchannel.architecture.PackageTable.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The package table, the purity of what decides, and the habits of the house hold. */
class ArchitectureTest {

  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final int LONGEST_SOURCE_LINES = 400;

  /** The one thing of the codec that the domain may carry: the ids of its forms. */
  private static final String WIRE_ID = ROOT + ".codec.WireId";

  /** What gives another answer tomorrow, on another machine, or for another thread. */
  private static final Set<String> IMPURE_CALLS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.identityHashCode",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.Locale.getDefault",
          "java.time.ZoneId.systemDefault",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalTime.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.Year.now",
          "java.time.YearMonth.now");

  private static final String[] IMPURE_CLASSES = {
    "java.time.Clock",
    "java.lang.Thread",
    "java.lang.ThreadLocal",
    "java.lang.Process",
    "java.lang.ProcessBuilder",
    "java.lang.Runtime",
    "java.util.Random",
    "java.util.SplittableRandom",
    "java.util.Timer",
    "java.util.concurrent.ThreadLocalRandom",
    "java.security.SecureRandom",
    "java.io.PrintStream",
  };

  static Stream<String> packages() {
    return PackageTable.rows().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageImportsOnlyWhatTheTableAllows(String name) {
    classes()
        .that()
        .resideInAPackage(ROOT + '.' + name + "..")
        .should(importOnly(name, PackageTable.rows().get(name)))
        .allowEmptyShould(true)
        .check(MainClasses.ALL);
  }

  private static ArchCondition<JavaClass> importOnly(String self, Row row) {
    return new ArchCondition<>("import only the JDK, " + row.ours() + " and " + row.libraries()) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          if (!allowed(self, row, dependency.getTargetClass().getBaseComponentType())) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean allowed(String self, Row row, JavaClass target) {
    String name = target.getPackageName();
    if (target.isPrimitive() || name.startsWith("java.")) {
      return true;
    }
    if (row.libraries().stream().anyMatch(library -> isWithin(name, library))) {
      return true;
    }
    if (PackageTable.DOMAIN.contains(self) && target.getName().equals(WIRE_ID)) {
      return true;
    }
    return isWithin(name, ROOT + '.' + self)
        || row.ours().stream().anyMatch(ours -> isWithin(name, ROOT + '.' + ours));
  }

  private static boolean isWithin(String name, String start) {
    return name.equals(start) || name.startsWith(start + '.');
  }

  @Test
  void everyClassLivesInAPackageOfTheTable() {
    List<String> strangers =
        MainClasses.ALL.stream()
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .filter(
                type ->
                    packages()
                        .noneMatch(name -> isWithin(type.getPackageName(), ROOT + '.' + name)))
            .map(JavaClass::getName)
            .toList();
    assertEquals(List.of(), strangers, "not in PackageTable");
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching(ROOT + ".(*)..")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(
            DescribedPredicate.alwaysTrue(),
            DescribedPredicate.describe("WireId", type -> type.getName().equals(WIRE_ID)))
        .allowEmptyShould(true)
        .check(MainClasses.ALL);
  }

  @Test
  void whatDecidesHasNoClockNoChanceNoThreadAndNoFile() {
    noClasses()
        .that()
        .resideInAnyPackage(pure())
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            Stream.of(IMPURE_CLASSES)
                .map(name -> name.replace(".", "\\."))
                .collect(Collectors.joining("|")))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..")
        .orShould()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "reside in java.io",
                type ->
                    type.getPackageName().equals("java.io")
                        && !type.getSimpleName().equals("Serializable")))
        .allowEmptyShould(true)
        .check(MainClasses.ALL);
  }

  @Test
  void whatDecidesCallsNothingThatAnswersDifferentlyTomorrow() {
    noClasses()
        .that()
        .resideInAnyPackage(pure())
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "it is impure",
                (JavaAccess<?> access) ->
                    IMPURE_CALLS.contains(
                            access.getTargetOwner().getName() + '.' + access.getTarget().getName())
                        || access.getTarget().getName().equals("parallelStream")))
        .allowEmptyShould(true)
        .check(MainClasses.ALL);
  }

  /** What the oracle takes from the others are values: a rule of theirs would make it agree. */
  @Test
  void theOracleSharesValuesAndNoCode() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".oracle..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "compute",
                type ->
                    type.getPackageName().startsWith(ROOT + '.')
                        && !type.getPackageName().equals(ROOT + ".oracle")
                        && !type.isEnum()
                        && !type.isAssignableTo(Record.class)))
        .check(MainClasses.ALL);
  }

  @Test
  void moneyAndQuantitiesAreNeverFloatingPoint() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(pure())
        .should(
            new ArchCondition<>("not be of a floating-point type") {
              private final Set<String> floating =
                  Set.of("double", "float", "java.lang.Double", "java.lang.Float");

              @Override
              public void check(
                  com.tngtech.archunit.core.domain.JavaField field, ConditionEvents events) {
                if (floating.contains(field.getRawType().getBaseComponentType().getName())) {
                  events.add(SimpleConditionEvent.violated(field, field.getDescription()));
                }
              }
            })
        .allowEmptyShould(true)
        .check(MainClasses.ALL);
  }

  @Test
  void aNameSaysWhatAClassIsFor() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)")
        .check(MainClasses.ALL);
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    List<Path> silent = new ArrayList<>();
    for (Path file : sources()) {
      Path directory = file.getParent();
      if (!Files.exists(directory.resolve("package-info.java"))) {
        silent.add(SOURCES.relativize(directory));
      }
    }
    assertEquals(List.of(), silent.stream().distinct().toList(), "without package-info.java");
  }

  @Test
  void noSourceIsTooLongToRead() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources()) {
      long lines;
      try (Stream<String> text = Files.lines(file)) {
        lines = text.count();
      }
      // The list of reasons is a table, not a text to be read from top to bottom.
      if (lines > LONGEST_SOURCE_LINES && !file.endsWith(Path.of("rules", "Reason.java"))) {
        tooLong.add(SOURCES.relativize(file) + " has " + lines + " lines");
      }
    }
    assertEquals(List.of(), tooLong, "more than " + LONGEST_SOURCE_LINES + " lines");
  }

  private static String[] pure() {
    return PackageTable.PURE.stream().map(name -> ROOT + '.' + name + "..").toArray(String[]::new);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
