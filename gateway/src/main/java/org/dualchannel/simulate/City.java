package org.dualchannel.simulate;

import java.util.List;
import org.dualchannel.decide.Body;
import org.dualchannel.registry.Designation;
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
}
