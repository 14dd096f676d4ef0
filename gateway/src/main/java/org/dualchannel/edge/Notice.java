package org.dualchannel.edge;

import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.ByteSource;
import org.dualchannel.codec.Codec;
import org.dualchannel.v1.WithdrawnReason;

/**
 * Something that happened to an offer.
 *
 * @param offer as it was just before it was withdrawn, or as it is offered
 * @param encoded the same; null in a notice that was kept
 * @param withdrawn why it is withdrawn; null when it is offered
 */
record Notice(Offer offer, byte[] encoded, WithdrawnReason withdrawn) {
  /**
   * How the board keeps those of late: the reason and the bytes that it has of the offer, which
   * were made for the table of offers. The contract's number of no reason is 0.
   */
  static final Codec<Notice> KEPT =
      new Codec<>() {
        @Override
        public void encode(Notice notice, ByteSink out) {
          out.putByte(notice.withdrawn == null ? 0 : notice.withdrawn.getNumber());
          out.putRaw(notice.encoded, 0, notice.encoded.length);
        }

        @Override
        public Notice decode(ByteSource in) {
          int reason = in.readByte();
          return new Notice(
              Offer.CODEC.decode(in), null, reason == 0 ? null : WithdrawnReason.forNumber(reason));
        }
      };

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
