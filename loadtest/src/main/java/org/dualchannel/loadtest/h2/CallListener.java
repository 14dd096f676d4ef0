package org.dualchannel.loadtest.h2;

import com.google.rpc.Status;

/** Is told what comes back of a call, on the event loop of its connection. */
public interface CallListener {
  /** A message of the server. */
  void onMessage(byte[] message);

  /**
   * The end of the call, however it came about; exactly once.
   *
   * @param status code 0 when it ended well; UNAVAILABLE when the connection broke, CANCELLED when
   *     it was closed here
   */
  void onEnd(Status status);
}
