package org.dualchannel.faultsim;

/** A promise was broken; ends the run of the seed. */
final class ViolationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Promise promise;

  ViolationException(Promise promise, String what) {
    super(what);
    this.promise = promise;
  }

  Promise promise() {
    return promise;
  }
}
