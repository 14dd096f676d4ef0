package org.dualchannel.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.reimbursement.BenefitPolicy;

/**
 * Reads a folder of files that describe a city: its registry, stock, earlier enrolments, catalogue
 * versions and benefit policies. Every file may be missing, but not all; docs/import.md names them
 * and their columns.
 */
public final class CityFolder {
  private static final Map<String, CsvTable.Shape<AreaEntry>> REGISTRY = registry();
  private static final String STOCK = "stock.csv";
  private static final String ENROLMENTS = "enrolments.csv";
  private static final String CATALOGUE = "catalogue";
  private static final String POLICIES = "policies";

  private final Path folder;
  private final List<LoadProblem> problems = new ArrayList<>();

  /**
   * What a folder holds; all of it has passed the checks that need no gateway.
   *
   * @param entries of the registry: places before the people at them, in the order of the files
   */
  public record Contents(
      List<Located<AreaEntry>> entries,
      List<Located<AreaStock>> stock,
      List<Located<AreaEnrolment>> enrolments,
      List<CatalogueVersion> catalogues,
      List<BenefitPolicy> policies) {
    public Contents {
      entries = List.copyOf(entries);
      stock = List.copyOf(stock);
      enrolments = List.copyOf(enrolments);
      catalogues = List.copyOf(catalogues);
      policies = List.copyOf(policies);
    }
  }

  private CityFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads the whole folder.
   *
   * @throws LoadException when anything is wrong with any file; it holds every problem
   * @throws IOException when the folder itself cannot be read
   */
  public static Contents load(Path folder) throws LoadException, IOException {
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    CityFolder city = new CityFolder(folder);
    Contents contents = city.read();
    if (!city.problems.isEmpty()) {
      throw new LoadException(city.problems);
    }
    return contents;
  }

  private static Map<String, CsvTable.Shape<AreaEntry>> registry() {
    Map<String, CsvTable.Shape<AreaEntry>> files = new LinkedHashMap<>();
    files.put("institutions.csv", PlaceRows.INSTITUTIONS);
    files.put("pharmacies.csv", PlaceRows.PHARMACIES);
    files.put("physicians.csv", PeopleRows.PHYSICIANS);
    files.put("pharmacists.csv", PeopleRows.PHARMACISTS);
    files.put("designations.csv", PlaceRows.DESIGNATIONS);
    files.put("persons.csv", PeopleRows.PERSONS);
    return files;
  }

  private Contents read() throws IOException {
    refuseStrangers();
    List<Located<AreaEntry>> entries = new ArrayList<>();
    for (Map.Entry<String, CsvTable.Shape<AreaEntry>> file : REGISTRY.entrySet()) {
      List<Located<AreaEntry>> rows = rows(file.getKey(), file.getValue());
      refuseTwice(rows, AreaEntry::key);
      entries.addAll(rows);
    }
    List<Located<AreaStock>> stock = rows(STOCK, SupplyRows.STOCK);
    refuseTwice(stock, each -> each.dispenser() + ' ' + each.item().getDrug());
    List<Located<AreaEnrolment>> enrolments = rows(ENROLMENTS, SupplyRows.ENROLMENTS);
    refuseTwice(
        enrolments,
        each ->
            each.area()
                + ' '
                + each.enrolment().getPersonNumber()
                + ' '
                + each.enrolment().getDrug());
    List<CatalogueVersion> catalogues = catalogues();
    List<BenefitPolicy> policies = policies();
    if (!catalogues.isEmpty()) {
      Set<String> drugs =
          catalogues.stream()
              .flatMap(version -> version.drugs().stream())
              .map(Drug::code)
              .collect(Collectors.toSet());
      refuseUnknownDrug(stock, drugs, each -> each.item().getDrug());
      refuseUnknownDrug(enrolments, drugs, each -> each.enrolment().getDrug());
    }
    return new Contents(entries, stock, enrolments, catalogues, policies);
  }

  /** A misspelt name would otherwise be a file that nobody misses. */
  private void refuseStrangers() throws IOException {
    int known = 0;
    for (Path path : listed(folder, "")) {
      String name = path.getFileName().toString().replace("/", "");
      boolean folderOfOurs = name.equals(CATALOGUE) || name.equals(POLICIES);
      if (REGISTRY.containsKey(name)
          || name.equals(STOCK)
          || name.equals(ENROLMENTS)
          || folderOfOurs) {
        known++;
      } else if (name.endsWith(".csv")) {
        problems.add(new LoadProblem(name, 0, "", "is not a file that an import knows"));
      }
    }
    if (known == 0) {
      problems.add(new LoadProblem(folder.toString(), 0, "", "holds nothing to import"));
    }
  }

  private <T> List<Located<T>> rows(String name, CsvTable.Shape<T> shape) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return CsvTable.read(name, in, shape, problems);
    } catch (IOException e) {
      problems.add(new LoadProblem(name, 0, "", "cannot be read: " + e));
      return List.of();
    }
  }

  private <T> void refuseTwice(List<Located<T>> rows, Function<T, String> key) {
    Map<String, Integer> lines = new HashMap<>();
    for (Located<T> row : rows) {
      Integer first = lines.putIfAbsent(key.apply(row.value()), row.line());
      if (first != null) {
        problems.add(
            new LoadProblem(row.file(), row.line(), "", "is already there on line " + first));
      }
    }
  }

  private <T> void refuseUnknownDrug(
      List<Located<T>> rows, Set<String> drugs, Function<T, String> drug) {
    for (Located<T> row : rows) {
      if (!drugs.contains(drug.apply(row.value()))) {
        problems.add(
            new LoadProblem(
                row.file(),
                row.line(),
                "drug",
                drug.apply(row.value()) + " is in no catalogue of this folder"));
      }
    }
  }

  private List<CatalogueVersion> catalogues() throws IOException {
    List<CatalogueVersion> versions = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Path header : listed(folder.resolve(CATALOGUE), ".yaml")) {
      try {
        CatalogueVersion version = CatalogueFile.load(header);
        versions.add(version);
        if (!ids.add(version.id())) {
          problems.add(new LoadProblem(name(header), 0, "id", version.id() + " stands twice"));
        }
      } catch (LoadException e) {
        e.problems().forEach(each -> problems.add(within(CATALOGUE, each)));
      }
    }
    return versions;
  }

  private List<BenefitPolicy> policies() throws IOException {
    List<BenefitPolicy> policies = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Path file : listed(folder.resolve(POLICIES), ".yaml")) {
      String name = name(file);
      try (InputStream in = Files.newInputStream(file)) {
        BenefitPolicy policy = PolicyYaml.read(name, StrictText.reader(in));
        policies.add(policy);
        if (!ids.add(policy.id())) {
          problems.add(new LoadProblem(name, 0, "id", policy.id() + " stands twice"));
        }
      } catch (LoadException e) {
        problems.addAll(e.problems());
      } catch (IOException e) {
        problems.add(new LoadProblem(name, 0, "", "cannot be read: " + e));
      }
    }
    return policies;
  }

  private static LoadProblem within(String folder, LoadProblem problem) {
    return new LoadProblem(
        folder + '/' + problem.file(), problem.line(), problem.column(), problem.message());
  }

  private static String name(Path file) {
    return file.getParent().getFileName().toString().replace("/", "") + '/' + file.getFileName();
  }

  /** What a folder holds whose name ends so, by name; nothing when it is not there. */
  private static List<Path> listed(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(path -> path.getFileName().toString().endsWith(ending)).sorted().toList();
    }
  }
}
