package org.dualchannel.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The compiled classes of the gateway, read once for all tests here. */
final class MainClasses {

  static final String ROOT = "org.dualchannel";

  /** Without the tests and without what is generated from the contract. */
  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("org/dualchannel/v1/"))
          .importPackages(ROOT);

  private MainClasses() {}
}
