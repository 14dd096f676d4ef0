package org.dualchannel.edge;

/**
 * How a push stream is put into messages of the contract.
 *
 * @param <P> one piece of the picture
 * @param <N> what happens to the picture
 * @param <M> the message
 */
interface PushWording<P, N, M> {
  /** The picture starts anew, and so many pieces follow. */
  M resync(String token, int open);

  /** A piece of the picture, for the party of that code. */
  M piece(String token, P piece, String code);

  /** Something happened, for the party of that code. */
  M notice(String token, N notice, String code);

  /** Nothing happened. */
  M heartbeat(String token, long timeMs);
}
