package org.dualchannel.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dualchannel.catalogue.CatalogueValidation;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.rules.Rejection.FieldViolation;

/**
 * Reads one catalogue version: a YAML file with its {@code id}, {@code effective_from}, {@code
 * title}, {@code document} and under {@code drugs} the names of CSV files beside it, one row a
 * drug. What is returned has passed {@link CatalogueValidation}.
 */
public final class CatalogueFile {
  private static final Pattern DRUG_PATH = Pattern.compile("drugs\\[(\\d+)]");

  /** Opens a file by its name; the name has no folder in it. */
  @FunctionalInterface
  public interface Opener {
    InputStream open(String name) throws IOException;
  }

  private final Opener opener;
  private final List<LoadProblem> problems = new ArrayList<>();
  private final List<Located<Drug>> rows = new ArrayList<>();

  private CatalogueFile(Opener opener) {
    this.opener = opener;
  }

  /**
   * Reads the version whose YAML file is given.
   *
   * @throws LoadException when anything is wrong; it holds every problem
   */
  public static CatalogueVersion load(Path header) throws LoadException {
    Path absolute = header.toAbsolutePath();
    return load(
        absolute.getFileName().toString(),
        name -> Files.newInputStream(absolute.resolveSibling(name)));
  }

  /** As {@link #load(Path)}, from wherever {@code opener} finds the files. */
  public static CatalogueVersion load(String header, Opener opener) throws LoadException {
    CatalogueFile file = new CatalogueFile(opener);
    CatalogueVersion version = file.read(header);
    if (!file.problems.isEmpty()) {
      throw new LoadException(file.problems);
    }
    return version;
  }

  private CatalogueVersion read(String headerName) {
    CatalogueHeader header = readHeader(headerName);
    if (header == null) {
      return null;
    }
    for (String name : header.files()) {
      try (InputStream in = opener.open(name)) {
        rows.addAll(DrugRows.read(name, in, problems));
      } catch (IOException e) {
        problems.add(new LoadProblem(name, 0, "", "cannot be read: " + e));
      }
    }
    List<Drug> drugs = rows.stream().map(Located::value).toList();
    CatalogueVersion version =
        new CatalogueVersion(
            header.id(), header.effectiveFrom(), header.title(), header.document(), drugs);
    boolean rowsFailed = !problems.isEmpty();
    for (FieldViolation violation : CatalogueValidation.problems(version)) {
      if (!rowsFailed || DRUG_PATH.matcher(violation.field()).lookingAt()) {
        problems.add(locate(violation, headerName, header));
      }
    }
    return version;
  }

  private CatalogueHeader readHeader(String name) {
    try (InputStream in = opener.open(name)) {
      return CatalogueHeader.read(name, in, problems);
    } catch (IOException e) {
      problems.add(new LoadProblem(name, 0, "", "cannot be read: " + e));
      return null;
    }
  }

  /** Turns a path such as {@code drugs[3].code} into the row and column that it came from. */
  private LoadProblem locate(FieldViolation violation, String headerName, CatalogueHeader header) {
    Matcher path = DRUG_PATH.matcher(violation.field());
    String message = DRUG_PATH.matcher(violation.english()).replaceAll(this::place);
    if (!path.lookingAt()) {
      return new LoadProblem(
          headerName, header.lineOf(violation.field()), violation.field(), message);
    }
    Located<Drug> row = rows.get(Integer.parseInt(path.group(1)));
    String column =
        violation.field().substring(Math.min(path.end() + 1, violation.field().length()));
    return new LoadProblem(row.file(), row.line(), column, message);
  }

  private String place(MatchResult path) {
    Located<Drug> row = rows.get(Integer.parseInt(path.group(1)));
    return Matcher.quoteReplacement(row.file() + ":" + row.line());
  }
}
