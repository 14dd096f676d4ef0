package org.dualchannel.loadtest;

import com.google.rpc.Code;
import com.google.rpc.Status;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.dualchannel.v1.Candidate;
import org.dualchannel.v1.Decision;
import org.dualchannel.v1.PrescriptionDraft;
import org.dualchannel.v1.PrescriptionLine;
import org.dualchannel.v1.PrescriptionStatus;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.dualchannel.v1.SubmitPrescriptionResponse;
import org.dualchannel.v1.SubmitResult;

/** Submits by the stored functions of {@code peer.sql}. */
final class PeerSubmission {
  private static final String UNIQUE_VIOLATION = "23505";

  private final DataSource source;

  PeerSubmission(DataSource source) {
    this.source = source;
  }

  SubmitResult submit(SubmitPrescriptionRequest request) throws SQLException {
    try {
      return once(request);
    } catch (SQLException failed) {
      if (!UNIQUE_VIOLATION.equals(failed.getSQLState())) {
        throw failed;
      }
      // A copy of the request was decided meanwhile; this finds its outcome.
      return once(request);
    }
  }

  private SubmitResult once(SubmitPrescriptionRequest request) throws SQLException {
    PrescriptionDraft draft = request.getPrescription();
    byte[] document = draft.toByteArray();
    try (Connection connection = source.getConnection();
        PreparedStatement call =
            connection.prepareStatement("SELECT * FROM submit(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      call.setObject(1, UUID.fromString(request.getRequestId()));
      call.setBytes(2, fingerprint(document));
      call.setString(3, draft.getHospital());
      call.setString(4, draft.getHospitalNumber());
      call.setString(5, draft.getPhysician());
      call.setString(6, draft.getPersonNumber());
      call.setString(7, draft.getScheme());
      call.setArray(8, texts(connection, drugs(draft)));
      call.setArray(9, connection.createArrayOf("bigint", quantities(draft).toArray()));
      call.setBytes(10, document);
      try (ResultSet row = call.executeQuery()) {
        row.next();
        return result(request, row, 1);
      }
    }
  }

  List<SubmitResult> submit(List<SubmitPrescriptionRequest> requests) throws SQLException {
    int count = requests.size();
    byte[][] fingerprints = new byte[count][];
    byte[][] documents = new byte[count][];
    Object[][] columns = new Object[9][count];
    List<Object> drugs = new ArrayList<>();
    List<Object> quantities = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PrescriptionDraft draft = requests.get(i).getPrescription();
      documents[i] = draft.toByteArray();
      fingerprints[i] = fingerprint(documents[i]);
      columns[0][i] = UUID.fromString(requests.get(i).getRequestId());
      columns[2][i] = draft.getHospital();
      columns[3][i] = draft.getHospitalNumber();
      columns[4][i] = draft.getPhysician();
      columns[5][i] = draft.getPersonNumber();
      columns[6][i] = draft.getScheme();
      columns[7][i] = drugs.size() + 1;
      drugs.addAll(drugs(draft));
      quantities.addAll(quantities(draft));
      columns[8][i] = drugs.size();
    }
    try (Connection connection = source.getConnection();
        PreparedStatement call =
            connection.prepareStatement(
                "SELECT * FROM submit_batch(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      call.setArray(1, connection.createArrayOf("uuid", columns[0]));
      call.setArray(2, connection.createArrayOf("bytea", fingerprints));
      for (int column = 2; column <= 6; column++) {
        call.setArray(column + 1, connection.createArrayOf("text", columns[column]));
      }
      call.setArray(8, connection.createArrayOf("integer", columns[7]));
      call.setArray(9, connection.createArrayOf("integer", columns[8]));
      call.setArray(10, texts(connection, drugs));
      call.setArray(11, connection.createArrayOf("bigint", quantities.toArray()));
      call.setArray(12, connection.createArrayOf("bytea", documents));
      List<SubmitResult> results = new ArrayList<>(count);
      try (ResultSet rows = call.executeQuery()) {
        while (rows.next()) {
          results.add(result(requests.get(rows.getInt(1) - 1), rows, 2));
        }
      }
      return results;
    }
  }

  private static Array texts(Connection connection, List<Object> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  private static List<Object> drugs(PrescriptionDraft draft) {
    List<Object> drugs = new ArrayList<>();
    for (PrescriptionLine line : draft.getLinesList()) {
      drugs.add(line.getDrug());
    }
    return drugs;
  }

  private static List<Object> quantities(PrescriptionDraft draft) {
    List<Object> quantities = new ArrayList<>();
    for (PrescriptionLine line : draft.getLinesList()) {
      quantities.add(line.getQuantityE4());
    }
    return quantities;
  }

  /** Of the columns prescription_id, reason, dispensers and prices, from the given one on. */
  private static SubmitResult result(SubmitPrescriptionRequest request, ResultSet row, int from)
      throws SQLException {
    SubmitResult.Builder result = SubmitResult.newBuilder().setRequestId(request.getRequestId());
    String reason = row.getString(from + 1);
    if (reason != null) {
      return result
          .setError(Status.newBuilder().setCode(Code.FAILED_PRECONDITION_VALUE).setMessage(reason))
          .build();
    }
    SubmitPrescriptionResponse.Builder response =
        SubmitPrescriptionResponse.newBuilder()
            .setPrescriptionId(String.format("9999%016d", row.getLong(from)))
            .setStatus(PrescriptionStatus.PRESCRIPTION_STATUS_OPEN)
            .setValidUntil(request.getPrescription().getIssueTime());
    Array dispensers = row.getArray(from + 2);
    if (dispensers != null) {
      String[] codes = (String[]) dispensers.getArray();
      Long[] prices = (Long[]) row.getArray(from + 3).getArray();
      for (int i = 0; i < codes.length; i++) {
        response.addCandidates(
            Candidate.newBuilder()
                .setDispenser(codes[i])
                .setRank(i + 1)
                .setPriceTotalFen(prices[i])
                .setStockAsOfTime(request.getPrescription().getIssueTime()));
      }
    }
    return result
        .setResponse(
            response.setDecision(
                Decision.newBuilder()
                    .setDecidedTime(request.getPrescription().getIssueTime())
                    .setPolicyId("999900-loadtest-1")))
        .build();
  }

  private static byte[] fingerprint(byte[] document) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(document);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
