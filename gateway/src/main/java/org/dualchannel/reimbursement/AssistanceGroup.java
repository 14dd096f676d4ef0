package org.dualchannel.reimbursement;

import org.dualchannel.rules.Rule;

/**
 * Medical assistance for one group of persons.
 *
 * @param group group code as it stands in the person's record, such as {@code 5B}
 * @param name name of the group, for people
 * @param deductibleFen yearly deductible, when {@code deductibleIncomeBp} is 0
 * @param deductibleIncomeBp yearly deductible as basis points of the annual income; 0 = fixed
 * @param ratioBp basis points of what is left
 * @param yearlyLimit what it pays in a year; null = no limit
 */
@Rule("S2-32")
public record AssistanceGroup(
    String group,
    String name,
    long deductibleFen,
    int deductibleIncomeBp,
    int ratioBp,
    Amount yearlyLimit) {

  /**
   * The yearly deductible of a person, or null when it depends on an income that is not known: then
   * nothing can be paid yet.
   */
  public Amount deductibleFor(PersonFacts person) {
    if (deductibleIncomeBp == 0) {
      return new Amount(deductibleFen);
    }
    return person.annualIncome() == null
        ? null
        : new Amount(Ratio.mul(person.annualIncome().fen(), deductibleIncomeBp));
  }
}
