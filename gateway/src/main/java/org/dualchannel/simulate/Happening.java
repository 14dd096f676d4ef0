package org.dualchannel.simulate;

import java.time.LocalDate;

/** One kind of thing that happens in the city. */
interface Happening {

  /** Puts down what happens on a day, before anything of that day was asked. */
  void plan(LocalDate date);
}
