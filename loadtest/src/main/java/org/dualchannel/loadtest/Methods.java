package org.dualchannel.loadtest;

import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.PrescriptionServiceGrpc;

/** Full names of the contract's methods that a run calls. */
final class Methods {
  static final String SUBMIT =
      PrescriptionServiceGrpc.getSubmitPrescriptionMethod().getFullMethodName();
  static final String STREAM =
      PrescriptionServiceGrpc.getStreamPrescriptionsMethod().getFullMethodName();
  static final String GET = PrescriptionServiceGrpc.getGetPrescriptionMethod().getFullMethodName();
  static final String CANCEL =
      PrescriptionServiceGrpc.getCancelPrescriptionMethod().getFullMethodName();
  static final String CLAIM =
      DispensingServiceGrpc.getClaimPrescriptionMethod().getFullMethodName();
  static final String DISPENSE =
      DispensingServiceGrpc.getDispensePrescriptionMethod().getFullMethodName();
  static final String RETURN = DispensingServiceGrpc.getReturnDispenseMethod().getFullMethodName();
  static final String WATCH = DispensingServiceGrpc.getWatchOffersMethod().getFullMethodName();

  private Methods() {}
}
