package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.supply.Formulary;
import org.dualchannel.supply.Ground;
import org.dualchannel.supply.SupplyRules;
import org.dualchannel.supply.UnstockedCase;

/** The test city seen from its supply side. */
final class SupplyCity {
  static final String VERSION = TestCatalogue.SAMPLE.id();
  final TestCity city = new TestCity();
  final SupplyView supply = city.view.supply();

  static Principal by(Role role, String code) {
    return new Principal(role, code);
  }

  static Principal hospital() {
    return by(Role.HOSPITAL, TestRegistry.HOSPITAL);
  }

  static Principal pharmacy() {
    return by(Role.PHARMACY, TestRegistry.PHARMACY);
  }

  static Principal bureau() {
    return by(Role.BUREAU, TestRegistry.AREA);
  }

  Outcome decide(Principal principal, SupplyCommand command) {
    return city.by(principal, new Body.Supply(command));
  }

  /** The reply to a command that has to be accepted. */
  <T extends SupplyReply> T reply(Class<T> type, Principal principal, SupplyCommand command) {
    Outcome outcome = TestCity.accepted(decide(principal, command));
    return type.cast(((Reply.Supplied) outcome.reply()).reply());
  }

  void rules(boolean refuseUnmapped, long incomePerHeadFen) {
    rules(LocalDate.of(2026, 1, 1), 10, refuseUnmapped, incomePerHeadFen);
  }

  void rules(LocalDate from, int formularyDays, boolean refuseUnmapped, long incomePerHeadFen) {
    TestCity.accepted(
        decide(
            bureau(),
            new SupplyCommand.FileSupplyRules(
                new SupplyRules(
                    TestRegistry.AREA,
                    "test",
                    from,
                    formularyDays,
                    20,
                    30,
                    refuseUnmapped,
                    incomePerHeadFen))));
  }

  SupplyReply.FormularyReported formulary(Formulary.Item... items) {
    return reply(
        SupplyReply.FormularyReported.class,
        hospital(),
        new SupplyCommand.ReportFormulary(TestRegistry.HOSPITAL, List.of(items)));
  }

  Outcome unstocked(Principal principal, Ground ground, UnstockedCase.Route route) {
    return decide(
        principal,
        new SupplyCommand.RecordUnstocked(
            TestRegistry.HOSPITAL, TestCatalogue.DUPILUMAB, ground, route, "in words"));
  }
}
