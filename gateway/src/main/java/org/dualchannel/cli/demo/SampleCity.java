package org.dualchannel.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import org.dualchannel.cli.load.CityFolder;
import org.dualchannel.cli.load.LoadException;

/** The generated city that comes with the gateway, and who of it plays in the stories. */
public final class SampleCity {
  static final String AREA = "120100";

  /** A tier-3 hospital, where all the stories' patients are treated. */
  static final String HOSPITAL = "H12010000001";

  /** The hospital's own pharmacy, which sells at the payment standard. */
  static final Shop HOSPITAL_PHARMACY = new Shop(HOSPITAL, "Y120100000201", "Y120100000301", 100);

  /** Chief dermatologist of the hospital. */
  static final String DERMATOLOGIST = "D120100000001";

  /** Associate chief rheumatologist of the hospital. */
  static final String RHEUMATOLOGIST = "D120100000002";

  /** Chief geneticist of the hospital. */
  static final String GENETICIST = "D120100000009";

  /** Sells at the payment standard. */
  static final Shop PHARMACY = new Shop("P12010000001", "Y120100000001", "Y120100000101", 100);

  /** Sells 5 % under the payment standard. */
  static final Shop CHEAP = new Shop("P12010000002", "Y120100000002", "Y120100000102", 95);

  /** Qualified, and not designated by the hospital. */
  static final Shop UNDESIGNATED = new Shop("P12010000003", "Y120100000003", "Y120100000103", 98);

  /** Designated, and without electronic traceability. */
  static final Shop UNTRACED = new Shop("P12010000004", "Y120100000004", "Y120100000104", 100);

  /** Sells 5 % over the payment standard. */
  static final Shop DEAR = new Shop("P12010000006", "Y120100000006", "Y120100000106", 105);

  private static final String FOLDER = "/sample/";

  /**
   * A pharmacy.
   *
   * @param reviewer the second pharmacist
   * @param percent its prices, in per cent of the payment standard
   */
  record Shop(String code, String pharmacist, String reviewer, int percent) {
    long priceFen(Treatment treatment) {
      return (treatment.standardFen() * percent + 50) / 100;
    }
  }

  private SampleCity() {}

  /** Reads the city, from the class path or out of the jar. */
  public static CityFolder.Contents load() {
    URL place = SampleCity.class.getResource(FOLDER + "institutions.csv");
    if (place == null) {
      throw new IllegalStateException("the sample city is not on the class path");
    }
    try {
      URI uri = place.toURI();
      if (!uri.getScheme().equals("jar")) {
        return CityFolder.load(Path.of(uri).getParent());
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return CityFolder.load(jar.getPath(FOLDER));
      }
    } catch (LoadException e) {
      throw new IllegalStateException("the sample city is broken:\n" + e.getMessage(), e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("place of the sample city: " + place, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
