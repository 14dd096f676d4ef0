package org.dualchannel.edge;

import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentVersion;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.v1.GetEnrolmentRequest;
import org.dualchannel.v1.GetEnrolmentResponse;
import org.dualchannel.v1.ListEnrolmentVersionsRequest;
import org.dualchannel.v1.ListEnrolmentVersionsResponse;

/** The reads of EnrolmentService. */
final class EnrolmentReads {
  private static final int DEFAULT_PAGE = 100;

  private final Gate.Node node;

  EnrolmentReads(Gate.Node node) {
    this.node = node;
  }

  GetEnrolmentResponse enrolment(Principal caller, GetEnrolmentRequest request) {
    long asOf = node.lastIndex().getAsLong();
    Enrolment present = known(caller, request.getArea(), request.getEnrolmentId());
    int version = (int) request.getVersion();
    return GetEnrolmentResponse.newBuilder()
        .setEnrolment(
            version == 0
                ? EnrolmentMapping.of(present, node.nowMs().getAsLong())
                : EnrolmentMapping.of(version(present, version)).getEnrolment())
        .setAsOfLogIndex(asOf)
        .build();
  }

  /** A page token is the first version of the page. */
  ListEnrolmentVersionsResponse versions(Principal caller, ListEnrolmentVersionsRequest request) {
    long asOf = node.lastIndex().getAsLong();
    Enrolment present = known(caller, request.getArea(), request.getEnrolmentId());
    int first = request.getPageToken().isEmpty() ? 1 : Integer.parseInt(request.getPageToken());
    int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
    int end = Math.min(first + size, present.version() + 1);
    ListEnrolmentVersionsResponse.Builder page =
        ListEnrolmentVersionsResponse.newBuilder().setAsOfLogIndex(asOf);
    for (int version = first; version < end; version++) {
      page.addVersions(EnrolmentMapping.of(version(present, version)));
    }
    return end > present.version() ? page.build() : page.setNextPageToken("" + end).build();
  }

  /** The enrolment, for those who may read it: its hospital and the bureau. */
  private Enrolment known(Principal caller, String area, String id) {
    Enrolment known = node.view().enrolment(id);
    Enrolment enrolment =
        Refused.ifUnknown(
            known == null || !known.area().equals(area) ? null : known,
            Reason.ENROLMENT_UNKNOWN,
            "enrolment",
            id);
    Access.require(
        caller.is(Role.HOSPITAL, enrolment.hospital()) || caller.is(Role.BUREAU, area),
        caller,
        "read enrolment " + id);
    return enrolment;
  }

  private EnrolmentVersion version(Enrolment enrolment, int version) {
    return Refused.ifUnknown(
        node.view().enrolmentVersion(enrolment.id(), version),
        Reason.ENROLMENT_VERSION_UNKNOWN,
        "enrolment",
        enrolment.id(),
        "version",
        version);
  }
}
