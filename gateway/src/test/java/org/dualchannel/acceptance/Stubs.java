package org.dualchannel.acceptance;

import io.grpc.Channel;
import org.dualchannel.cli.nemesis.Requests;
import org.dualchannel.cli.send.Caller;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.PrescriptionServiceGrpc;

/** The two ends of a prescription, as the sample city knows them. */
final class Stubs {
  private Stubs() {}

  static PrescriptionServiceGrpc.PrescriptionServiceBlockingStub hospital(Channel channel) {
    return PrescriptionServiceGrpc.newBlockingStub(Caller.place(channel, Requests.HOSPITAL));
  }

  static DispensingServiceGrpc.DispensingServiceBlockingStub pharmacy(Channel channel) {
    return DispensingServiceGrpc.newBlockingStub(Caller.place(channel, Requests.PHARMACY));
  }
}
