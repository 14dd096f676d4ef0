package org.dualchannel.registry;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A physician at one institution.
 *
 * @param code national code, {@code D} and 12 digits
 * @param institution where the authorisation holds
 * @param specialties names such as {@code rheumatology}, as the catalogue's restrictions use them
 * @param authorisation days on which the physician may prescribe negotiated drugs (定医师); null when
 *     never
 */
public record Physician(
    String code,
    String institution,
    String name,
    Title title,
    List<String> specialties,
    Period authorisation) {

  /** Professional title; the last two are senior (高级职称). */
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
  }

  /** Refuses a physician who may not prescribe at the institution on the date. */
  @Rule("S2-18")
  public Rejection refuseUnauthorised(String atInstitution, LocalDate date) {
    boolean authorised =
        institution.equals(atInstitution) && authorisation != null && authorisation.contains(date);
    return authorised
        ? null
        : Rejection.of(
            Reason.PHYSICIAN_NOT_AUTHORISED,
            "physician",
            code,
            "institution",
            atInstitution,
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
