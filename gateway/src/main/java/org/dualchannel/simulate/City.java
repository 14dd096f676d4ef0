package org.dualchannel.simulate;

import java.util.List;
import org.dualchannel.decide.Body;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.HospitalTier;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;

/**
 * A generated city. Nothing of it is real: places and people are numbers.
 *
 * @param patients the persons who are chronically ill
 */
record City(
    List<Institution> hospitals,
    List<Physician> physicians,
    List<Pharmacy> pharmacies,
    List<Pharmacist> pharmacists,
    List<Designation> designations,
    List<Person> persons,
    List<Body.AccountBalance> balances,
    List<Patient> patients) {

  /** The pharmacist who works at a pharmacy or hospital. */
  String pharmacistOf(String place) {
    return pharmacists.stream()
        .filter(each -> each.practices().get(0).place().equals(place))
        .findFirst()
        .orElseThrow()
        .code();
  }

  /** A physician of a specialty at a hospital, senior or not. */
  Physician physician(String hospital, String specialty, boolean senior) {
    return physicians.stream()
        .filter(each -> each.practices().get(0).place().equals(hospital))
        .filter(each -> each.specialties().contains(specialty) && each.title().senior() == senior)
        .findFirst()
        .orElseThrow();
  }

  List<Institution> ofTier(HospitalTier tier) {
    return hospitals.stream().filter(each -> each.tier() == tier).toList();
  }
}
