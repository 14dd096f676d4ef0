package org.dualchannel.edge;

import org.dualchannel.enrolment.EnrolmentNotice;
import org.dualchannel.v1.EnrolmentNoticeKind;
import org.dualchannel.v1.NoticesClearedEvent;
import org.dualchannel.v1.NoticesHeartbeatEvent;
import org.dualchannel.v1.NoticesResyncEvent;
import org.dualchannel.v1.WatchEnrolmentNoticesResponse;

/** The messages of WatchEnrolmentNotices. */
final class EnrolmentNoticeWording
    implements PushWording<
        EnrolmentNotice, EnrolmentNoticeBoard.Change, WatchEnrolmentNoticesResponse> {
  private static WatchEnrolmentNoticesResponse.Builder at(String token) {
    return WatchEnrolmentNoticesResponse.newBuilder().setResumeToken(token);
  }

  @Override
  public WatchEnrolmentNoticesResponse resync(String token, int open) {
    return at(token).setResync(NoticesResyncEvent.newBuilder().setOpenNotices(open)).build();
  }

  @Override
  public WatchEnrolmentNoticesResponse piece(
      String token, EnrolmentNotice notice, String hospital) {
    return at(token)
        .setNotice(
            org.dualchannel.v1.EnrolmentNotice.newBuilder()
                .setEnrolmentId(notice.enrolment())
                .setPersonNumber(notice.person())
                .setMolecule(notice.molecule())
                .setKind(
                    EnrolmentNoticeKind.valueOf("ENROLMENT_NOTICE_KIND_" + notice.kind().name()))
                .setDeadlineDate(Times.date(notice.deadline()))
                .setNoticeDate(Times.date(notice.given())))
        .build();
  }

  @Override
  public WatchEnrolmentNoticesResponse notice(
      String token, EnrolmentNoticeBoard.Change change, String hospital) {
    return change.given() != null
        ? piece(token, change.given(), hospital)
        : at(token)
            .setCleared(NoticesClearedEvent.newBuilder().setEnrolmentId(change.enrolment()))
            .build();
  }

  @Override
  public WatchEnrolmentNoticesResponse heartbeat(String token, long timeMs) {
    return at(token)
        .setHeartbeat(NoticesHeartbeatEvent.newBuilder().setLogTime(Times.timestamp(timeMs)))
        .build();
  }
}
