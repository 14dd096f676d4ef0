package org.dualchannel.edge;

import java.util.List;
import org.dualchannel.decide.View;
import org.dualchannel.registry.Practice;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.v1.Designation;
import org.dualchannel.v1.GetDesignationRequest;
import org.dualchannel.v1.GetInsuredPersonRequest;
import org.dualchannel.v1.Institution;
import org.dualchannel.v1.InsuredPerson;
import org.dualchannel.v1.Pharmacist;
import org.dualchannel.v1.Pharmacy;
import org.dualchannel.v1.Physician;

/** Reads of the registry: a bureau reads its area, everyone else what is their own. */
final class RegistryReads {
  private final View view;

  RegistryReads(View view) {
    this.view = view;
  }

  Institution institution(Principal caller, String area, String code) {
    own(caller, area, caller.is(Role.HOSPITAL, code), "institution " + code);
    org.dualchannel.registry.Institution known = view.institution(code);
    return RegistryEntries.of(
        Refused.ifUnknown(
            known == null || !known.area().equals(area) ? null : known,
            Reason.INSTITUTION_UNKNOWN,
            "institution",
            code));
  }

  Pharmacy pharmacy(Principal caller, String area, String code) {
    own(caller, area, caller.is(Role.PHARMACY, code), "pharmacy " + code);
    org.dualchannel.registry.Pharmacy known = view.pharmacy(code);
    return RegistryEntries.of(
        Refused.ifUnknown(
            known == null || !known.area().equals(area) ? null : known,
            Reason.PHARMACY_UNKNOWN,
            "pharmacy",
            code));
  }

  Physician physician(Principal caller, String area, String code) {
    org.dualchannel.registry.Physician known = view.physician(code);
    boolean works = known != null && worksAt(known.practices(), caller);
    own(caller, area, works, "physician " + code);
    return RegistryEntries.of(
        Refused.ifUnknown(known, Reason.PHYSICIAN_UNKNOWN, "physician", code));
  }

  Pharmacist pharmacist(Principal caller, String area, String code) {
    org.dualchannel.registry.Pharmacist known = view.pharmacist(code);
    boolean works = known != null && worksAt(known.practices(), caller);
    own(caller, area, works, "pharmacist " + code);
    return RegistryEntries.of(
        Refused.ifUnknown(known, Reason.PHARMACIST_UNKNOWN, "pharmacist", code));
  }

  private static boolean worksAt(List<Practice> practices, Principal caller) {
    boolean place = caller.role() == Role.HOSPITAL || caller.role() == Role.PHARMACY;
    return place && practices.stream().anyMatch(each -> each.place().equals(caller.code()));
  }

  Designation designation(Principal caller, GetDesignationRequest request) {
    String hospital = request.getHospital();
    String pharmacy = request.getPharmacy();
    own(
        caller,
        request.getArea(),
        caller.is(Role.HOSPITAL, hospital) || caller.is(Role.PHARMACY, pharmacy),
        "the designation of " + pharmacy + " by " + hospital);
    return RegistryEntries.of(
        Refused.ifUnknown(
            view.designation(hospital, pharmacy),
            Reason.DESIGNATION_UNKNOWN,
            "pharmacy",
            pharmacy,
            "institution",
            hospital));
  }

  InsuredPerson person(Principal caller, GetInsuredPersonRequest request) {
    own(caller, request.getArea(), false, "insured persons");
    return person(request.getArea(), request.getPersonNumber());
  }

  /** The person as stored, the balance of the account included. */
  InsuredPerson person(String area, String number) {
    return RegistryEntries.of(
        Refused.ifUnknown(view.person(area, number), Reason.PERSON_UNKNOWN, "area", area),
        view.balanceFen(area, number));
  }

  private static void own(Principal caller, String area, boolean own, String what) {
    Access.require(own || caller.is(Role.BUREAU, area), caller, "read " + what);
  }
}
