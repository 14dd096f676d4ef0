package org.dualchannel.simulate;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.prescription.Draft;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;

/** What goes otherwise without anybody meaning ill, and how often. */
final class Twists {
  private static final int HOUR = 60;
  private static final int DAY = 24 * HOUR;

  private record Chance(int perMille, Twist twist) {}

  private static final List<Chance> CHANCES =
      List.of(
          new Chance(15, new Cancelled()),
          new Chance(15, new CancelledWhileHeld()),
          new Chance(30, new LeftToExpire()),
          new Chance(25, new LostToAnother()),
          new Chance(15, new Released()),
          new Chance(15, new HoldRunsOut()),
          new Chance(30, new HandedOutOneByOne()),
          new Chance(30, new Returned()),
          new Chance(20, new SentTwice()),
          new Chance(8, new Frauds.WrongSecret()),
          new Chance(8, new Frauds.ReusedCode()),
          new Chance(8, new Frauds.SecondPharmacy()),
          new Chance(5, new Frauds.ForeignPhysician()));

  private Twists() {}

  /** The twist of the next visit. */
  static Twist draw(World world) {
    int drawn = world.random.nextInt(1_000);
    for (Chance chance : CHANCES) {
      drawn -= chance.perMille();
      if (drawn < 0) {
        return chance.twist();
      }
    }
    return Twist.NONE;
  }

  private static Command cancelling(Visit visit) {
    return visit.world.command(
        visit.hospital(), new Body.CancelPrescription(visit.prescription, "OTHER", "changed"));
  }

  /** The hospital takes the prescription back. */
  private static final class Cancelled implements Twist {
    @Override
    public boolean submitted(Visit visit) {
      visit.after(30, () -> cancelling(visit));
      return false;
    }
  }

  /** The hospital takes it back while a pharmacy is at work on it, which then comes too late. */
  private static final class CancelledWhileHeld implements Twist {
    @Override
    public boolean claimed(Visit visit) {
      visit.after(5, () -> cancelling(visit));
      return true;
    }
  }

  /** The patient comes on the fourth day; it has expired. */
  private static final class LeftToExpire implements Twist {
    @Override
    public boolean submitted(Visit visit) {
      visit.claim(new Principal(Role.HOSPITAL, visit.patient.hospital.code()), 4 * DAY);
      return false;
    }
  }

  /** A second pharmacy claims what the first one holds. */
  private static final class LostToAnother implements Twist {
    @Override
    public boolean claimed(Visit visit) {
      visit.candidates.stream()
          .filter(each -> !each.pharmacy().equals(visit.dispenser.code()))
          .findFirst()
          .ifPresent(
              other ->
                  visit.after(
                      2,
                      () ->
                          visit.world.command(
                              new Principal(Role.PHARMACY, other.pharmacy()),
                              new Body.ClaimPrescription(visit.prescription, "late"))));
      return true;
    }
  }

  /** The pharmacy gives the claim up, and takes it again when it has what it lacked. */
  private static final class Released implements Twist {
    @Override
    public boolean claimed(Visit visit) {
      String secret = visit.secret;
      Principal holder = visit.dispenser;
      visit.after(
          10,
          () ->
              visit.world.command(
                  holder,
                  new Body.ReleasePrescription(visit.prescription, secret, "OTHER", "no stock")));
      Visit again = new Visit(visit, Twist.NONE);
      again.claim(holder, 3 * HOUR);
      return false;
    }
  }

  /** The hold runs out; the pharmacy tries to hand out after it, then claims anew. */
  private static final class HoldRunsOut implements Twist {
    @Override
    public boolean claimed(Visit visit) {
      visit.dispense(45);
      new Visit(visit, Twist.NONE).claim(visit.dispenser, 2 * HOUR);
      return false;
    }
  }

  /** The pharmacy hands out the first line and then the others. */
  private static final class HandedOutOneByOne implements Twist {
    @Override
    public List<Integer> handedOutFirst(List<Integer> lines) {
      return lines.subList(0, 1);
    }
  }

  /** The patient brings everything back some days later. */
  private static final class Returned implements Twist {
    @Override
    public void dispensed(Visit visit) {
      giveBack(visit, (1 + visit.world.random.nextInt(5)) * DAY);
    }
  }

  private static void giveBack(Visit visit, int inMinutes) {
    String settlement = visit.settlement.id();
    List<Integer> lines = new ArrayList<>();
    visit.settlement.sold().forEach(each -> lines.add(each.line()));
    Principal dispenser = visit.dispenser;
    visit.after(
        inMinutes,
        () ->
            visit.world.command(
                dispenser,
                new Body.ReturnDispense(
                    settlement,
                    visit.world.city.pharmacistOf(dispenser.code()),
                    lines,
                    "OTHER",
                    "not tolerated")));
  }

  /**
   * Replies get lost, so every command is sent a second time; and once other content under the same
   * request id, which is a mistake of the caller.
   */
  private static final class SentTwice implements Twist {
    @Override
    public boolean submitted(Visit visit) {
      again(visit);
      return true;
    }

    @Override
    public boolean claimed(Visit visit) {
      again(visit);
      return true;
    }

    @Override
    public void dispensed(Visit visit) {
      again(visit);
      Command sent = visit.last;
      visit.after(
          2,
          () ->
              new Command(
                  sent.requestId(),
                  sent.principal(),
                  sent.area(),
                  sent.fingerprint() + 1,
                  sent.body()));
    }

    private static void again(Visit visit) {
      Command sent = visit.last;
      visit.after(1, () -> sent);
    }
  }

  /** A draft that another physician signed. */
  static Draft signedBy(Draft draft, String physician) {
    return new Draft(
        draft.hospital(),
        draft.hospitalNumber(),
        physician,
        draft.department(),
        draft.person(),
        draft.scheme(),
        draft.visitType(),
        draft.attribute(),
        draft.issuedMs(),
        draft.validDays(),
        draft.longTerm(),
        draft.diagnoses(),
        draft.clinical(),
        draft.preferred(),
        draft.deliverTo(),
        draft.lines());
  }
}
