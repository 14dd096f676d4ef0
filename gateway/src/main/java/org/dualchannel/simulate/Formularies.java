package org.dualchannel.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.SupplyCommand;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.supply.Formulary;

/** Every quarter each hospital reports which of the negotiated drugs it treats with and stocks. */
final class Formularies implements Happening {
  private static final int EVERY_DAYS = 90;

  private final World world;
  private final LocalDate start;
  private final List<String> drugs;

  Formularies(World world, LocalDate start, List<String> drugs) {
    this.world = world;
    this.start = start;
    this.drugs = drugs;
  }

  @Override
  public void plan(LocalDate date) {
    if ((date.toEpochDay() - start.toEpochDay()) % EVERY_DAYS != 0) {
      return;
    }
    for (Institution hospital : world.city.hospitals()) {
      List<Formulary.Item> items = new ArrayList<>();
      for (String drug : drugs) {
        boolean inScope = world.perMille(800);
        items.add(new Formulary.Item(drug, inScope, inScope && world.perMille(450)));
      }
      Principal reporter = new Principal(Role.HOSPITAL, hospital.code());
      Body body = new Body.Supply(new SupplyCommand.ReportFormulary(hospital.code(), items));
      world.agenda.at(World.time(date, 10, 0), () -> world.command(reporter, body));
    }
  }
}
