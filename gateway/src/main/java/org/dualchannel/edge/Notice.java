package org.dualchannel.edge;

import org.dualchannel.codec.Codec;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.v1.WithdrawnReason;

/**
 * Something that happened to an offer.
 *
 * @param offer as it was just before it was withdrawn, or as it is offered
 * @param withdrawn why it is withdrawn; null when it is offered
 */
record Notice(Offer offer, WithdrawnReason withdrawn) {
  /** How the board keeps those of late. In memory only, so the order of the reasons may change. */
  static final Codec<Notice> KEPT = RecordCodec.of(Notice.class);

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
}
