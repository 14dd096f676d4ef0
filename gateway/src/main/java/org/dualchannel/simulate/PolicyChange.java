package org.dualchannel.simulate;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.decide.Body;
import org.dualchannel.reimbursement.AssistanceGroup;
import org.dualchannel.reimbursement.BenefitPolicy;

/** On one day a new policy takes effect, filed a day before: fewer groups are assisted. */
final class PolicyChange implements Happening {
  private final World world;
  private final BenefitPolicy before;
  private final LocalDate day;

  PolicyChange(World world, BenefitPolicy before, LocalDate day) {
    this.world = world;
    this.before = before;
    this.day = day;
  }

  @Override
  public void plan(LocalDate date) {
    if (date.equals(day.minusDays(1))) {
      Founding.must(world, World.time(date, 2, 30), new Body.CreatePolicy(next()));
    }
  }

  private BenefitPolicy next() {
    List<AssistanceGroup> narrower =
        before.assistanceGroups().subList(0, before.assistanceGroups().size() / 2);
    return new BenefitPolicy(
        "SIM-" + day,
        before.area(),
        new BenefitPolicy.PolicyDocument("Fewer groups assisted (simulation)", day.minusDays(1)),
        day,
        null,
        true,
        before.capBasis(),
        before.capYear(),
        before.schemes(),
        narrower,
        before.areaFactors(),
        before.payerOrder(),
        before.rules());
  }
}
