package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DUPILUMAB;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestRegistry.ALWAYS;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.OTHER_EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.registry.Person;
import org.dualchannel.reimbursement.BenefitKind;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.BenefitPolicy.PolicyDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which policy holds, and which benefit of it. */
class PolicyAndBenefitTest {

  @Test
  @Tag("S2-24")
  void theLaterDocumentHoldsWhereTwoTakeEffectOnOneDayAndTheLaterDayHoldsOverAll() {
    TestCity city = new TestCity();
    LocalDate day = START.plusDays(1);
    accepted(city.bureau(new Body.CreatePolicy(policy("newer", day, LocalDate.of(2026, 2, 1)))));
    accepted(city.bureau(new Body.CreatePolicy(policy("older", day, LocalDate.of(2026, 1, 1)))));
    assertEquals("120100-2026", policyOfToday(city));
    city.goTo(day);
    assertEquals("newer", policyOfToday(city));
    accepted(
        city.bureau(
            new Body.CreatePolicy(policy("late", day.plusDays(1), LocalDate.of(2025, 1, 1)))));
    assertEquals("newer", policyOfToday(city));
    city.goTo(day.plusDays(1));
    assertEquals("late", policyOfToday(city));
  }

  private static String policyOfToday(TestCity city) {
    String id = city.submitted(TestDraft.of(TestCatalogue.DEFERASIROX, 1));
    return city.dispensed(pharmacy(PHARMACY), id).input().policyId();
  }

  private static BenefitPolicy policy(String id, LocalDate from, LocalDate issued) {
    BenefitPolicy policy = TestPolicies.policy();
    return new BenefitPolicy(
        id,
        AREA,
        new PolicyDocument("paper of " + id, issued),
        from,
        null,
        true,
        policy.capBasis(),
        policy.capYear(),
        policy.schemes(),
        policy.assistanceGroups(),
        policy.areaFactors(),
        policy.payerOrder(),
        policy.rules(),
        null,
        null);
  }

  @Test
  @Tag("S2-33")
  void aDrugInSpecialOutpatientScopeIsSettledThereForWhoIsEnrolledThere() {
    TestCity city = new TestCity(TestPolicies.withSpecialOutpatient());
    city.enrolled(EMPLOYEE, DUPILUMAB);
    city.enrolled(OTHER_EMPLOYEE, DUPILUMAB);
    assertEquals(BenefitKind.GUARANTEE, benefit(city, EMPLOYEE));
    city.publish(TestCatalogue.withSpecialOutpatient("moved", START.plusDays(1), DUPILUMAB, "M1"));
    city.register(enrolledFor(TestRegistry.person(EMPLOYEE, "310", "1101", ""), "M1"));
    city.goTo(START.plusDays(1));
    assertEquals(BenefitKind.SPECIAL_OUTPATIENT, benefit(city, EMPLOYEE));
    assertEquals(BenefitKind.ORDINARY_OUTPATIENT, benefit(city, OTHER_EMPLOYEE));
  }

  private static BenefitKind benefit(TestCity city, String person) {
    String id = city.submitted(TestDraft.dupilumab().forPerson(person, "310"));
    return city.dispensed(pharmacy(PHARMACY), id).result().lines().get(0).benefit();
  }

  /** The person, enrolled for a special-outpatient disease too. */
  static Person enrolledFor(Person person, String disease) {
    return new Person(
        person.area(),
        person.number(),
        person.sex(),
        person.birthDate(),
        person.scheme(),
        person.personType(),
        person.status(),
        person.benefit(),
        person.assistanceGroup(),
        person.annualIncomeFen(),
        List.of(new Person.SpecialOutpatient(disease, ALWAYS)),
        person.filings());
  }
}
