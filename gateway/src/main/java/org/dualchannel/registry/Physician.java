package org.dualchannel.registry;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A physician.
 *
 * @param code national code, {@code D} and 12 digits
 * @param specialties names such as {@code rheumatology}, as the catalogue's restrictions use them
 * @param practices where and when the physician may prescribe (定医师)
 */
public record Physician(
    String code, String name, Title title, List<String> specialties, List<Practice> practices) {

  /** Professional title; the last two are senior (高级职称). Append only. */
  public enum Title {
    RESIDENT,
    ATTENDING,
    ASSOCIATE_CHIEF,
    CHIEF;

    public boolean senior() {
      return this == ASSOCIATE_CHIEF || this == CHIEF;
    }
  }

  public Physician {
    specialties = List.copyOf(specialties);
    practices = List.copyOf(practices);
  }

  /** Refuses a physician who may not prescribe at the institution on the date. */
  @Rule("S2-18")
  public Rejection refuseUnauthorised(String institution, LocalDate date) {
    return Practice.anyAt(practices, institution, date)
        ? null
        : Rejection.of(
            Reason.PHYSICIAN_NOT_AUTHORISED,
            "physician",
            code,
            "institution",
            institution,
            "date",
            date);
  }

  /** Refuses a physician whose diagnosis does not open the guarantee. */
  @Rule("S2-29")
  public Rejection refuseJunior() {
    return title.senior()
        ? null
        : Rejection.of(Reason.PHYSICIAN_NOT_SENIOR, "physician", code, "title", title);
  }
}
