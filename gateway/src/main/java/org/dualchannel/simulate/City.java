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

  /** The pharmacist who prepares and hands out at a pharmacy or hospital. */
  String pharmacistOf(String place) {
    return pharmacistOf(place, 0);
  }

  /** The pharmacist there who reviews what the first one prepared. */
  String reviewerOf(String place) {
    return pharmacistOf(place, 1);
  }

  private String pharmacistOf(String place, int before) {
    return pharmacists.stream()
        .filter(each -> each.practices().get(0).place().equals(place))
        .skip(before)
        .findFirst()
        .orElseThrow()
        .code();
  }
}
