package org.dualchannel.edge;

import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.ByteSource;
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
  /** How the board keeps those of late. */
  static final Codec<Notice> KEPT =
      new Codec<>() {
        private final RecordCodec<Kept> codec = RecordCodec.of(Kept.class);

        @Override
        public void encode(Notice notice, ByteSink out) {
          WithdrawnReason withdrawn = notice.withdrawn();
          codec.encode(
              new Kept(notice.offer(), withdrawn == null ? 0 : withdrawn.getNumber()), out);
        }

        @Override
        public Notice decode(ByteSource in) {
          Kept kept = codec.decode(in);
          return new Notice(
              kept.offer(),
              kept.withdrawn() == 0 ? null : WithdrawnReason.forNumber(kept.withdrawn()));
        }
      };

  private record Kept(Offer offer, int withdrawn) {}

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
