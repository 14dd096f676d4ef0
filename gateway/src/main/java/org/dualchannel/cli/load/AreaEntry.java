package org.dualchannel.cli.load;

import org.dualchannel.v1.RegistryEntry;

/**
 * One entry of the registry.
 *
 * @param area pooling area whose bureau files it
 */
public record AreaEntry(String area, RegistryEntry entry) {

  /** What may stand only once in a file. */
  String key() {
    return switch (entry.getEntryCase()) {
      case INSTITUTION -> entry.getInstitution().getCode();
      case PHYSICIAN -> entry.getPhysician().getCode();
      case PHARMACY -> entry.getPharmacy().getCode();
      case PHARMACIST -> entry.getPharmacist().getCode();
      case DESIGNATION ->
          entry.getDesignation().getHospital() + ' ' + entry.getDesignation().getPharmacy();
      case INSURED_PERSON -> area + ' ' + entry.getInsuredPerson().getPersonNumber();
      case ENTRY_NOT_SET -> "";
    };
  }
}
