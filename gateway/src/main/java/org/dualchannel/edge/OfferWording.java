package org.dualchannel.edge;

import org.dualchannel.v1.HeartbeatEvent;
import org.dualchannel.v1.ResyncEvent;
import org.dualchannel.v1.WatchOffersResponse;
import org.dualchannel.v1.WithdrawnEvent;

/** The messages of WatchOffers. */
final class OfferWording implements PushWording<Offer, Notice, WatchOffersResponse> {
  private static WatchOffersResponse.Builder at(String token) {
    return WatchOffersResponse.newBuilder().setResumeToken(token);
  }

  @Override
  public WatchOffersResponse resync(String token, int open) {
    return at(token).setResync(ResyncEvent.newBuilder().setOpenOffers(open)).build();
  }

  @Override
  public WatchOffersResponse piece(String token, Offer offer, String dispenser) {
    return at(token).setOffered(offer.event(dispenser)).build();
  }

  @Override
  public WatchOffersResponse notice(String token, Notice notice, String dispenser) {
    return notice.withdrawn() == null
        ? piece(token, notice.offer(), dispenser)
        : at(token)
            .setWithdrawn(
                WithdrawnEvent.newBuilder()
                    .setPrescriptionId(notice.offer().prescription())
                    .setReason(notice.withdrawn()))
            .build();
  }

  @Override
  public WatchOffersResponse heartbeat(String token, long timeMs) {
    return at(token)
        .setHeartbeat(HeartbeatEvent.newBuilder().setLogTime(Times.timestamp(timeMs)))
        .build();
  }
}
