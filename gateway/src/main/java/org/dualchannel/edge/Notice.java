package org.dualchannel.edge;

import org.dualchannel.v1.WatchOffersResponse;
import org.dualchannel.v1.WithdrawnEvent;
import org.dualchannel.v1.WithdrawnReason;

/**
 * Something that happened to an offer.
 *
 * @param offer as it was just before it was withdrawn, or as it is offered
 * @param withdrawn why it is withdrawn; null when it is offered
 */
record Notice(ResumeToken token, Offer offer, WithdrawnReason withdrawn) {

  /** Whether the dispenser is to be told: a holder keeps what is withdrawn from the others. */
  boolean concerns(String area, String dispenser) {
    if (!offer.concerns(area, dispenser)) {
      return false;
    }
    if (withdrawn == WithdrawnReason.WITHDRAWN_REASON_HELD) {
      return !offer.holder().equals(dispenser);
    }
    return withdrawn == null || offer.isOpenTo(dispenser);
  }

  WatchOffersResponse message(String dispenser) {
    WatchOffersResponse.Builder message =
        WatchOffersResponse.newBuilder().setResumeToken(token.text());
    return withdrawn == null
        ? message.setOffered(offer.event(dispenser)).build()
        : message
            .setWithdrawn(
                WithdrawnEvent.newBuilder()
                    .setPrescriptionId(offer.prescription())
                    .setReason(withdrawn))
            .build();
  }
}
