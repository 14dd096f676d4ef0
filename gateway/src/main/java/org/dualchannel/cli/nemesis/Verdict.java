package org.dualchannel.cli.nemesis;

import com.google.protobuf.Message;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.dualchannel.v1.ClaimPrescriptionRequest;
import org.dualchannel.v1.ClaimPrescriptionResponse;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.DispensePrescriptionResponse;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.dualchannel.v1.SubmitPrescriptionResponse;

/**
 * Holds what was acknowledged against what the recovered members have.
 *
 * <p>Lost: an acknowledged prescription or settlement that is not there as it was acknowledged, or
 * a request that is answered otherwise when it is sent again. Duplicated: one hospital number with
 * two prescriptions, one prescription with two settlements, one pack sold twice.
 */
final class Verdict {
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

  /** These say nothing of what is there. */
  private static final Set<Code> PASSING =
      Set.of(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED, Code.RESOURCE_EXHAUSTED);

  private final Load load;
  private final int members;
  private final List<String> lost = new ArrayList<>();
  private final List<String> duplicated = new ArrayList<>();
  private final Map<String, String> byNumber = new HashMap<>();
  private final Map<String, String> bySettled = new HashMap<>();
  private final Map<String, String> byPack = new HashMap<>();

  Verdict(Load load, int members) {
    this.load = load;
    this.members = members;
  }

  /** Looks at every acknowledged call, each on another member than the one before. */
  void hear(List<Journal.Acknowledged> all) {
    int member = 0;
    for (Journal.Acknowledged each : all) {
      hearPatiently(each, member);
      member = (member + 1) % members;
    }
  }

  /** A member that was just started may not be reached at once. */
  private void hearPatiently(Journal.Acknowledged each, int member) {
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (true) {
      try {
        hear(each, member);
        return;
      } catch (StatusRuntimeException e) {
        boolean passing = PASSING.contains(e.getStatus().getCode());
        if (!passing || System.nanoTime() - deadline > 0) {
          lost.add("member " + member + ": " + e.getMessage() + " for " + each.request());
          return;
        }
        load.reconnect();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  private void hear(Journal.Acknowledged each, int member) {
    if (each.request() instanceof SubmitPrescriptionRequest submit) {
      String id = ((SubmitPrescriptionResponse) each.answer()).getPrescriptionId();
      once(byNumber, submit.getPrescription().getHospitalNumber(), id);
      same(
          submit.getPrescription(),
          Requests.prescription(load.channel(member), id).getDraft(),
          "prescription " + id);
    } else if (each.request() instanceof ClaimPrescriptionRequest claim) {
      Message again = Requests.call(load.channel(member), claim, 10_000);
      same(
          ((ClaimPrescriptionResponse) each.answer()).getClaimSecret(),
          ((ClaimPrescriptionResponse) again).getClaimSecret(),
          "claim of " + claim.getPrescriptionId());
    } else if (each.request() instanceof DispensePrescriptionRequest dispense) {
      DispensePrescriptionResponse answer = (DispensePrescriptionResponse) each.answer();
      String settlement = answer.getSettlement().getSettlementId();
      once(bySettled, dispense.getPrescriptionId(), settlement);
      once(byPack, dispense.getLines(0).getTraceCodes(0).getCode(), settlement);
      same(
          answer.getSettlement(),
          Requests.settlement(load.channel(member), settlement),
          "settlement " + settlement);
      same(
          answer,
          Requests.call(load.channel(member), dispense, 10_000),
          "dispensing of " + dispense.getPrescriptionId());
    }
  }

  private void once(Map<String, String> known, String key, String value) {
    String before = known.put(key, value);
    if (before != null && !before.equals(value)) {
      duplicated.add(key + ": " + before + " and " + value);
    }
  }

  private void same(Object acknowledged, Object there, String what) {
    if (!Objects.equals(acknowledged, there)) {
      lost.add(what + " was acknowledged as " + acknowledged + " and is " + there);
    }
  }

  /** What is not as it was acknowledged, one text each. */
  List<String> lost() {
    return List.copyOf(lost);
  }

  /** What is there twice, one text each. */
  List<String> duplicated() {
    return List.copyOf(duplicated);
  }
}
