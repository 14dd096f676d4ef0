package org.dualchannel.simulate;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.prescription.Draft;
import org.dualchannel.registry.Physician;

/** What is tried by those who mean ill, or are careless; each must be refused or seen. */
final class Frauds {
  private Frauds() {}

  /** Somebody who saw the number, but not the secret, tries to hand out. */
  static final class WrongSecret implements Twist {
    @Override
    public boolean claimed(Visit visit) {
      visit.after(5, () -> visit.dispensing("guessed", List.of(1), visit.packs(List.of(1))));
      return true;
    }
  }

  /** The pharmacy scans a pack that was sold before; then an honest one. */
  static final class ReusedCode implements Twist {
    @Override
    public boolean claimed(Visit visit) {
      visit.after(
          5,
          () -> {
            String code = visit.world.soldCode(visit.patient.treatment.drug());
            List<List<String>> packs = visit.packs(List.of(1));
            if (code == null) {
              return null;
            }
            List<String> scanned = new ArrayList<>(packs.get(0));
            scanned.set(0, code);
            return visit.dispensing(visit.secret, List.of(1), List.of(scanned));
          });
      return true;
    }
  }

  /** The person has the same prescribed once more on the same day, and goes elsewhere with it. */
  static final class SecondPharmacy implements Twist {
    @Override
    public void dispensed(Visit visit) {
      Visit second = new Visit(visit.world, visit.patient, Twist.NONE);
      second.avoiding(visit.dispenser.code()).begin(visit.world.agenda.nowMs() + 3_600_000);
    }
  }

  /** A physician of another hospital signs. */
  static final class ForeignPhysician implements Twist {
    @Override
    public Draft written(Visit visit, Draft draft) {
      List<Physician> all = visit.world.city.physicians();
      Physician other = all.get(visit.world.random.nextInt(all.size()));
      return Twists.signedBy(draft, other.code());
    }
  }
}
