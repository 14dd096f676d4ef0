package org.dualchannel.simulate;

import java.util.List;
import org.dualchannel.prescription.Draft;

/** Something by which a visit goes otherwise than most. */
interface Twist {
  /** Nothing special. */
  Twist NONE = new Twist() {};

  /** What the hospital writes. */
  default Draft written(Visit visit, Draft draft) {
    return draft;
  }

  /** The prescription circulates; answers whether the patient takes it to a dispenser. */
  default boolean submitted(Visit visit) {
    return true;
  }

  /** A dispenser holds it; answers whether it dispenses now. */
  default boolean claimed(Visit visit) {
    return true;
  }

  /** The lines of the first dispensing. */
  default List<Integer> handedOutFirst(List<Integer> lines) {
    return lines;
  }

  /** All lines of a dispensing were settled. */
  default void dispensed(Visit visit) {}
}
