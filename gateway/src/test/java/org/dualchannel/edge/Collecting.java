package org.dualchannel.edge;

import io.grpc.stub.StreamObserver;
import java.util.Queue;

/** Puts messages, and the error that ends them, into a queue. */
record Collecting<T>(Queue<Object> received) implements StreamObserver<T> {
  @Override
  public void onNext(T message) {
    received.add(message);
  }

  @Override
  public void onError(Throwable error) {
    received.add(error);
  }

  @Override
  public void onCompleted() {
    received.add("completed");
  }
}
