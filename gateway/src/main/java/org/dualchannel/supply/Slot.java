package org.dualchannel.supply;

import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A time at which a hospital or pharmacy receives patients (预约就诊).
 *
 * @param service what is offered, such as {@code injection}
 * @param capacity how many persons it takes
 * @param booked how many have booked
 */
@Rule("S2-17")
public record Slot(
    String id,
    String area,
    String place,
    String service,
    long startMs,
    long endMs,
    int capacity,
    int booked) {

  /** A person's booking of a slot. */
  public record Booking(String slot, String person, long bookedMs) {}

  /** Refuses a slot that has begun or is taken. */
  public Rejection refuseBooking(long timeMs) {
    if (timeMs >= startMs) {
      return Rejection.of(Reason.SLOT_PASSED, "slot", id);
    }
    return booked >= capacity
        ? Rejection.of(Reason.SLOT_FULL, "slot", id, "capacity", capacity)
        : null;
  }

  public Slot withBooked(int more) {
    return new Slot(id, area, place, service, startMs, endMs, capacity, booked + more);
  }
}
