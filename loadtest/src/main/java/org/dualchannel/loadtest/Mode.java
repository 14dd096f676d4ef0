package org.dualchannel.loadtest;

/**
 * One way of loading a gateway. A mode is handed a gateway that is ready and a city that is in it,
 * and says what it found; how the gateway came to be and how the findings are printed is the same
 * for all modes.
 */
interface Mode {
  /** As on the command line and in the report. */
  String name();

  /** How many lanes, event loops and persons it needs. */
  Size size();

  /**
   * Puts the load on.
   *
   * @throws Exception when the run could not be carried through; what the gateway did wrong goes to
   *     the rig's failures instead
   */
  Report run(Rig rig) throws Exception;

  /**
   * What a mode needs of the rig.
   *
   * @param lanes connections of hospitals
   * @param threads event loops
   * @param persons insured persons
   */
  record Size(int lanes, int threads, int persons) {}
}
