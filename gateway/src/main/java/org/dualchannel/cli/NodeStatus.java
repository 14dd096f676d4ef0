package org.dualchannel.cli;

import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.dualchannel.decide.Logic;
import org.dualchannel.log.LogMembership;
import org.dualchannel.log.LogStatus;
import org.dualchannel.pipeline.Pipeline;
import org.dualchannel.pipeline.Snapshots;
import org.dualchannel.snapshot.SnapshotSummary;

/**
 * What {@code /status} says: this member's part in the cluster and how far it is, as one line of
 * JSON.
 *
 * <p>The ledger hash is that of the last record, or of the one asked for with {@code index=N}, so
 * that members that are not equally far can be compared; null when that one is not here or too long
 * ago.
 */
record NodeStatus(Pipeline pipeline, Logic logic, LongSupplier nowMs)
    implements UnaryOperator<String> {

  @Override
  public String apply(String query) {
    LogStatus log = pipeline.logStatus();
    LogMembership membership = pipeline.membership();
    long index = asked(query);
    byte[] hash = pipeline.ledgerHash(index);
    Snapshots snapshots = pipeline.snapshots();
    SnapshotSummary last = snapshots.last();
    return "{\"node\":"
        + membership.self()
        + ",\"members\":"
        + list(membership.members())
        + ",\"ready\":"
        + (pipeline.ready() && log.connected())
        + ",\"role\":"
        + text(log.role().name())
        + ",\"leader\":"
        + membership.leader()
        + ",\"term\":"
        + membership.term()
        + ",\"commit\":"
        + log.commitPosition()
        + ",\"applied\":"
        + log.deliveredPosition()
        + ",\"records\":"
        + pipeline.ledgerIndex()
        + ",\"index\":"
        + index
        + ",\"hash\":"
        + (hash == null ? "null" : text(HexFormat.of().formatHex(hash)))
        + ",\"snapshot\":"
        + (last == null ? 0 : last.header().index())
        + ",\"snapshotPosition\":"
        + (last == null ? 0 : last.header().logPosition())
        + ",\"snapshotAgeMs\":"
        + (last == null ? -1 : Math.max(0, nowMs.getAsLong() - snapshots.lastWrittenMs()))
        + ",\"startedFrom\":"
        + snapshots.startedFrom()
        + ",\"logic\":"
        + logic.active()
        + ",\"logicKnown\":"
        + Logic.NEWEST
        + ",\"pending\":"
        + pipeline.pendingCalls()
        + ",\"sessionsLost\":"
        + log.sessionsLost()
        + ",\"readOnly\":"
        + text(pipeline.readOnly())
        + ",\"failure\":"
        + text(pipeline.failure())
        + "}\n";
  }

  private long asked(String query) {
    for (String part : query.split("&", -1)) {
      if (part.matches("index=[0-9]{1,18}")) {
        return Long.parseLong(part.substring("index=".length()));
      }
    }
    return pipeline.ledgerIndex();
  }

  private static String list(List<String> members) {
    return members.stream().map(NodeStatus::text).collect(Collectors.joining(",", "[", "]"));
  }

  private static String text(String value) {
    if (value == null) {
      return "null";
    }
    StringBuilder json = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else {
        json.append(c < ' ' || Character.isSurrogate(c) ? '?' : c);
      }
    }
    return json.append('"').toString();
  }
}
