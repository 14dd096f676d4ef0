package org.dualchannel.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dualchannel.report.ReportQuery.Dimension;
import org.dualchannel.rules.Rule;

/**
 * The reports. The SQL is the same for both databases; a parameter is written {@code :name}. The
 * columns of the key come first, and identify and order the rows.
 */
public enum Report {
  /** By month, and by drug, institution, dispenser and scheme as asked. */
  MONTHLY_USE(
      5,
      "month drug hospital dispenser scheme",
      "quantity_e4 amount_fen fund_fen self_pay_fen settlements patients code_free_lines"),

  /** By institution: how many of the negotiated drugs in its clinical scope it stocks. */
  STOCK_RATE(1, "hospital", "reported scope_drugs stocked_drugs stock_rate_bp"),

  /** The dual-channel pharmacies on a day. */
  PUBLIC_PHARMACIES(1, "pharmacy", "name address phone cold_chain hospitals"),

  /** By institution: what its yearly score of stocking and use is made from. */
  SCORE_INPUTS(
      1,
      "hospital",
      "prescriptions negotiated_prescriptions scope_drugs stocked_drugs stock_rate_bp"
          + " negotiated_lines dispensed_lines use_rate_bp circulated_settlements"
          + " negotiated_amount_fen patients refusals"),

  /** By institution: average costs with negotiated drugs and without them. */
  DRUG_COSTS(
      1,
      "hospital",
      "settlements drug_fen average_fen other_settlements other_drug_fen other_average_fen"
          + " negotiated_fen negotiated_share_bp"),

  /** By month, rule and reason. */
  REFUSALS(3, "month rule reason", "refusals callers");

  private final int keys;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> columns;

  Report(int keys, String key, String values) {
    this.keys = keys;
    this.columns = List.of((key + ' ' + values).split(" "));
  }

  /** All columns, those of the key first. */
  public List<String> columns() {
    return columns;
  }

  /** How many columns the key has. */
  public int keyColumns() {
    return keys;
  }

  /** Whether a column is a truth. */
  static boolean isTruth(String column) {
    return column.equals("cold_chain") || column.equals("reported");
  }

  List<String> key() {
    return columns.subList(0, keys);
  }

  /** Whether a column is a text; the others are whole numbers or truths. */
  static boolean isText(String column) {
    return Set.of(
            "drug",
            "hospital",
            "dispenser",
            "scheme",
            "pharmacy",
            "name",
            "address",
            "phone",
            "rule",
            "reason")
        .contains(column);
  }

  /** The rows, in no order. */
  String sql(ReportQuery query) {
    return switch (this) {
      case MONTHLY_USE -> monthlyUse(query.dimensions());
      case STOCK_RATE -> stockRate();
      case PUBLIC_PHARMACIES -> publicPharmacies();
      case SCORE_INPUTS -> scoreInputs();
      case DRUG_COSTS -> drugCosts();
      case REFUSALS -> refusals();
    };
  }

  private static final String BOOKED =
      """
      FROM settlement_lines
      WHERE area = :area AND month BETWEEN :from_month AND :to_month
        AND (:hospital = '' OR hospital = :hospital)
        AND (:dispenser = '' OR dispenser = :dispenser)
      """;

  @Rule("S2-21")
  private static String monthlyUse(Set<Dimension> kept) {
    String dimensions =
        List.of(Dimension.values()).stream()
            .map(each -> kept.contains(each) ? each.column() : "'' AS " + each.column())
            .collect(Collectors.joining(", "));
    String groups =
        kept.stream().map(each -> ", " + each.column()).sorted().collect(Collectors.joining());
    return """
        SELECT month, %s,
          CAST(SUM(quantity_e4) AS BIGINT) AS quantity_e4,
          CAST(SUM(medfee_fen) AS BIGINT) AS amount_fen,
          CAST(SUM(fund_fen) AS BIGINT) AS fund_fen,
          CAST(SUM(psn_part_fen) AS BIGINT) AS self_pay_fen,
          COUNT(DISTINCT CASE WHEN kind = 'DISPENSE' THEN settlement END) AS settlements,
          COUNT(DISTINCT CASE WHEN kind = 'DISPENSE' THEN person END) AS patients,
          COUNT(CASE WHEN kind = 'DISPENSE' AND code_free THEN 1 END) AS code_free_lines
        %s GROUP BY month%s
        """
        .formatted(dimensions, BOOKED, groups);
  }

  /**
   * What each institution should stock and does: by its last formulary, or where it has reported
   * none, by what it prescribed and what of that it handed out itself.
   */
  private static final String SCOPE =
      """
      prescribed AS (
        SELECT hospital, drug, COUNT(*) AS line_count FROM prescription_lines l
        WHERE area = :area AND month BETWEEN :from_month AND :to_month
          AND (:hospital = '' OR hospital = :hospital)
          AND EXISTS (SELECT 1 FROM catalogue_drugs c
            WHERE c.area = l.area AND c.catalogue = l.catalogue AND c.drug = l.drug
              AND l.day BETWEEN c.agreement_from AND c.agreement_to)
        GROUP BY hospital, drug),
      handed_out AS (
        SELECT hospital, drug FROM settlement_lines
        WHERE area = :area AND month BETWEEN :from_month AND :to_month AND in_hospital
          AND kind = 'DISPENSE'
        GROUP BY hospital, drug),
      observed AS (
        SELECT p.hospital, COUNT(*) AS scope_drugs, COUNT(h.drug) AS stocked_drugs,
          CAST(SUM(line_count) AS BIGINT) AS negotiated_lines
        FROM prescribed p LEFT JOIN handed_out h ON h.hospital = p.hospital AND h.drug = p.drug
        GROUP BY p.hospital),
      last_report AS (
        SELECT hospital, MAX(log_index) AS log_index FROM formulary_items
        WHERE area = :area AND month <= :to_month
          AND (:hospital = '' OR hospital = :hospital)
        GROUP BY hospital),
      formulary AS (
        SELECT f.hospital, COUNT(CASE WHEN f.in_scope THEN 1 END) AS scope_drugs,
          COUNT(CASE WHEN f.in_scope AND f.stocked THEN 1 END) AS stocked_drugs
        FROM formulary_items f
        JOIN last_report r ON r.hospital = f.hospital AND r.log_index = f.log_index
        GROUP BY f.hospital),
      rates AS (
        SELECT COALESCE(f.hospital, o.hospital) AS hospital, f.hospital IS NOT NULL AS reported,
          COALESCE(f.scope_drugs, o.scope_drugs) AS scope_drugs,
          COALESCE(f.stocked_drugs, o.stocked_drugs) AS stocked_drugs,
          COALESCE(o.negotiated_lines, 0) AS negotiated_lines
        FROM observed o FULL JOIN formulary f ON f.hospital = o.hospital)
      """;

  @Rule("S2-3")
  private static String stockRate() {
    return """
        WITH %s
        SELECT hospital, reported, scope_drugs, stocked_drugs,
          COALESCE(%s, 0) AS stock_rate_bp
        FROM rates
        """
        .formatted(SCOPE, floorBp("stocked_drugs", "scope_drugs"));
  }

  @Rule({"S2-5", "S2-7"})
  private static String publicPharmacies() {
    return """
        SELECT p.pharmacy, p.name, p.address, p.phone, p.cold_chain,
          (SELECT COUNT(DISTINCT d.hospital) FROM designation_periods d
           WHERE d.pharmacy = p.pharmacy AND :day BETWEEN d.from_day AND d.to_day
             AND d.log_index = (SELECT MAX(f.log_index) FROM designation_periods f
               WHERE f.hospital = d.hospital AND f.pharmacy = d.pharmacy)) AS hospitals
        FROM pharmacies p
        WHERE p.area = :area AND p.can_supply AND p.regulator_approved AND p.traceability
          AND p.log_index = (SELECT MAX(f.log_index) FROM pharmacies f
            WHERE f.pharmacy = p.pharmacy)
          AND EXISTS (SELECT 1 FROM pharmacy_periods t
            WHERE t.pharmacy = p.pharmacy AND t.log_index = p.log_index
              AND :day BETWEEN t.from_day AND t.to_day)
        """;
  }

  @Rule("S2-11")
  private static String scoreInputs() {
    return """
        WITH %s, booked AS (
          SELECT s.*, EXISTS (SELECT 1 FROM catalogue_drugs c
            WHERE c.area = s.care_area AND c.catalogue = s.catalogue AND c.drug = s.drug
              AND s.day BETWEEN c.agreement_from AND c.agreement_to) AS negotiated
          FROM (SELECT * %s) s),
        written AS (
          SELECT hospital, COUNT(*) AS prescriptions FROM prescriptions
          WHERE area = :area AND month BETWEEN :from_month AND :to_month
            AND (:hospital = '' OR hospital = :hospital)
          GROUP BY hospital),
        marked AS (
          SELECT hospital, COUNT(DISTINCT prescription) AS prescriptions FROM prescription_lines l
          WHERE area = :area AND month BETWEEN :from_month AND :to_month
            AND EXISTS (SELECT 1 FROM catalogue_drugs c
              WHERE c.area = l.area AND c.catalogue = l.catalogue AND c.drug = l.drug
              AND l.day BETWEEN c.agreement_from AND c.agreement_to)
          GROUP BY hospital),
        used AS (
          SELECT hospital,
            COUNT(CASE WHEN kind = 'DISPENSE' THEN 1 END) AS dispensed_lines,
            COUNT(DISTINCT CASE WHEN kind = 'DISPENSE' AND NOT in_hospital THEN settlement END)
              AS circulated_settlements,
            CAST(SUM(medfee_fen) AS BIGINT) AS negotiated_amount_fen,
            COUNT(DISTINCT CASE WHEN kind = 'DISPENSE' THEN person END) AS patients
          FROM booked WHERE negotiated GROUP BY hospital),
        refused AS (
          SELECT caller AS hospital, COUNT(DISTINCT log_index) AS refusals FROM refusals
          WHERE area = :area AND month BETWEEN :from_month AND :to_month AND role = 'HOSPITAL'
          GROUP BY caller)
        SELECT w.hospital, w.prescriptions,
          COALESCE(m.prescriptions, 0) AS negotiated_prescriptions,
          COALESCE(r.scope_drugs, 0) AS scope_drugs,
          COALESCE(r.stocked_drugs, 0) AS stocked_drugs,
          COALESCE(%s, 0) AS stock_rate_bp,
          COALESCE(r.negotiated_lines, 0) AS negotiated_lines,
          COALESCE(u.dispensed_lines, 0) AS dispensed_lines,
          COALESCE(%s, 0) AS use_rate_bp,
          COALESCE(u.circulated_settlements, 0) AS circulated_settlements,
          COALESCE(u.negotiated_amount_fen, 0) AS negotiated_amount_fen,
          COALESCE(u.patients, 0) AS patients,
          COALESCE(x.refusals, 0) AS refusals
        FROM written w
        LEFT JOIN marked m ON m.hospital = w.hospital
        LEFT JOIN rates r ON r.hospital = w.hospital
        LEFT JOIN used u ON u.hospital = w.hospital
        LEFT JOIN refused x ON x.hospital = w.hospital
        """
        .formatted(
            SCOPE,
            BOOKED,
            floorBp("r.stocked_drugs", "r.scope_drugs"),
            ratioBp("u.dispensed_lines", "r.negotiated_lines"));
  }

  /** Without negotiated drugs they leave the numerator and the denominator alike. */
  @Rule("S2-12")
  private static String drugCosts() {
    return """
        WITH lines AS (
          SELECT s.*, EXISTS (SELECT 1 FROM catalogue_drugs c
            WHERE c.area = s.care_area AND c.catalogue = s.catalogue AND c.drug = s.drug
              AND s.day BETWEEN c.agreement_from AND c.agreement_to) AS negotiated
          FROM (SELECT * %s) s),
        costs AS (
          SELECT hospital,
            COUNT(DISTINCT CASE WHEN kind = 'DISPENSE' THEN settlement END) AS settlements,
            CAST(SUM(medfee_fen) AS BIGINT) AS drug_fen,
            COUNT(DISTINCT CASE WHEN kind = 'DISPENSE' AND NOT negotiated THEN settlement END)
              AS other_settlements,
            CAST(SUM(CASE WHEN negotiated THEN 0 ELSE medfee_fen END) AS BIGINT) AS other_drug_fen,
            CAST(SUM(CASE WHEN negotiated THEN medfee_fen ELSE 0 END) AS BIGINT) AS negotiated_fen
          FROM lines GROUP BY hospital)
        SELECT hospital, settlements, drug_fen,
          COALESCE(%s, 0) AS average_fen,
          other_settlements, other_drug_fen,
          COALESCE(%s, 0) AS other_average_fen,
          negotiated_fen,
          COALESCE(%s, 0) AS negotiated_share_bp
        FROM costs
        """
        .formatted(
            BOOKED,
            quotient("drug_fen", "settlements"),
            quotient("other_drug_fen", "other_settlements"),
            ratioBp("negotiated_fen", "drug_fen"));
  }

  private static String refusals() {
    return """
        SELECT month, rule, reason, COUNT(DISTINCT log_index) AS refusals,
          COUNT(DISTINCT caller) AS callers
        FROM refusals
        WHERE area = :area AND month BETWEEN :from_month AND :to_month
          AND (:hospital = '' OR caller = :hospital)
          AND (:dispenser = '' OR caller = :dispenser)
        GROUP BY month, rule, reason
        """;
  }

  /** As the rate of one hospital is told elsewhere: rounded down. */
  private static String floorBp(String part, String whole) {
    String sum = "(10000 * (" + part + "))";
    String divisor = "NULLIF(" + whole + ", 0)";
    return "CAST((%s - MOD(%s, %s)) / %s AS BIGINT)".formatted(sum, sum, divisor, divisor);
  }

  private static String ratioBp(String part, String whole) {
    return quotient("(10000 * (" + part + "))", whole);
  }

  /**
   * The quotient of whole numbers rounded half up, null when the divisor is 0. The two databases
   * divide whole numbers differently; without a remainder they agree.
   */
  private static String quotient(String part, String whole) {
    String twice = "NULLIF(2 * (" + whole + "), 0)";
    String sum = "(2 * " + part + " + (" + whole + "))";
    return "CAST((%s - MOD(%s, %s)) / %s AS BIGINT)".formatted(sum, sum, twice, twice);
  }
}
