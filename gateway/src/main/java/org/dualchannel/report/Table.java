package org.dualchannel.report;

import java.util.List;

/**
 * The tables, their columns in order as {@code name TYPE}. No column is ever null: an empty text, 0
 * or {@link #OPEN_END} stands for what is not there. Days are {@code yyyymmdd}, months {@code
 * yyyymm}, both in the pooling area's zone.
 */
enum Table {
  /** Prescriptions accepted. */
  PRESCRIPTIONS(
      "log_index BIGINT",
      "day INTEGER",
      "month INTEGER",
      "area TEXT",
      "prescription TEXT",
      "hospital TEXT",
      "physician TEXT",
      "department TEXT",
      "person TEXT",
      "scheme TEXT",
      "visit_type TEXT",
      "attribute TEXT",
      "diagnosis TEXT",
      "catalogue TEXT",
      "line_count INTEGER"),

  /** Their lines. */
  PRESCRIPTION_LINES(
      "log_index BIGINT",
      "day INTEGER",
      "month INTEGER",
      "area TEXT",
      "prescription TEXT",
      "line INTEGER",
      "hospital TEXT",
      "catalogue TEXT",
      "drug TEXT",
      "quantity_e4 BIGINT",
      "days INTEGER",
      "self_paid BOOLEAN"),

  /** How prescriptions ended. */
  PRESCRIPTION_ENDS(
      "log_index BIGINT", "day INTEGER", "month INTEGER", "prescription TEXT", "status TEXT"),

  /**
   * The money, line by line. A dispensing books its lines as {@code DISPENSE}. A return books the
   * opposite of all that stands of its settlement as {@code RETURN}, and what remains of it as
   * {@code REMAIN}; so sums over any rows are what stands.
   */
  SETTLEMENT_LINES(
      "log_index BIGINT",
      "day INTEGER",
      "month INTEGER",
      "kind TEXT",
      "area TEXT",
      "settlement TEXT",
      "prescription TEXT",
      "line INTEGER",
      "hospital TEXT",
      "dispenser TEXT",
      "in_hospital BOOLEAN",
      "scheme TEXT",
      "person TEXT",
      "catalogue TEXT",
      "policy TEXT",
      "drug TEXT",
      "molecule TEXT",
      "benefit TEXT",
      "code_free BOOLEAN",
      "quantity_e4 BIGINT",
      "medfee_fen BIGINT",
      "ownpay_fen BIGINT",
      "overlmt_fen BIGINT",
      "preself_fen BIGINT",
      "inscp_fen BIGINT",
      "dedc_fen BIGINT",
      "hifp_fen BIGINT",
      "cvlserv_fen BIGINT",
      "hifes_fen BIGINT",
      "hifmi_fen BIGINT",
      "hifob_fen BIGINT",
      "maf_fen BIGINT",
      "oth_fen BIGINT",
      "fund_fen BIGINT",
      "psn_part_fen BIGINT",
      "acct_fen BIGINT",
      "acct_mulaid_fen BIGINT",
      "cash_fen BIGINT",
      "care_area TEXT",
      "offline_claim BOOLEAN"),

  /** Returns. */
  RETURNS(
      "log_index BIGINT",
      "day INTEGER",
      "month INTEGER",
      "area TEXT",
      "settlement TEXT",
      "reason TEXT",
      "line_count INTEGER",
      "medfee_fen BIGINT",
      "fund_fen BIGINT"),

  /** Every version of every enrolment. */
  ENROLMENTS(
      "log_index BIGINT",
      "day INTEGER",
      "area TEXT",
      "enrolment TEXT",
      "version INTEGER",
      "person TEXT",
      "hospital TEXT",
      "molecule TEXT",
      "start_day INTEGER",
      "end_day INTEGER",
      "assess_by_day INTEGER",
      "withdrawn BOOLEAN"),

  /** Refusals, a row for each rule that the reason carries; an empty rule when it carries none. */
  REFUSALS(
      "log_index BIGINT",
      "day INTEGER",
      "month INTEGER",
      "area TEXT",
      "command TEXT",
      "role TEXT",
      "caller TEXT",
      "reason TEXT",
      "rule TEXT"),

  /**
   * Drugs of catalogue versions, drafts included. A drug is negotiated on the days of its
   * agreement; both are 0 when it has none.
   */
  CATALOGUE_DRUGS(
      "log_index BIGINT",
      "area TEXT",
      "catalogue TEXT",
      "drug TEXT",
      "molecule TEXT",
      "name_zh TEXT",
      "name_en TEXT",
      "agreement_from INTEGER",
      "agreement_to INTEGER",
      "guarantee BOOLEAN"),

  /** The formularies that hospitals reported; the last report of one counts, whole. */
  FORMULARY_ITEMS(
      "log_index BIGINT",
      "month INTEGER",
      "area TEXT",
      "hospital TEXT",
      "drug TEXT",
      "in_scope BOOLEAN",
      "stocked BOOLEAN"),

  /** Every filing of every institution; the last one counts. */
  INSTITUTIONS(
      "log_index BIGINT", "area TEXT", "hospital TEXT", "name TEXT", "hospital_level TEXT"),

  /** Every filing of every pharmacy; the last one counts. */
  PHARMACIES(
      "log_index BIGINT",
      "area TEXT",
      "pharmacy TEXT",
      "name TEXT",
      "address TEXT",
      "phone TEXT",
      "can_supply BOOLEAN",
      "regulator_approved BOOLEAN",
      "traceability BOOLEAN",
      "cold_chain BOOLEAN"),

  /** The periods in which a pharmacy is designated, with the filing that said so. */
  PHARMACY_PERIODS("log_index BIGINT", "pharmacy TEXT", "from_day INTEGER", "to_day INTEGER"),

  /** Every filing of a designation; a revoked one has no period, which is a row that ends first. */
  DESIGNATION_PERIODS(
      "log_index BIGINT", "hospital TEXT", "pharmacy TEXT", "from_day INTEGER", "to_day INTEGER");

  /** The day on which what has no end ends. */
  static final int OPEN_END = 99_991_231;

  /** What a column holds. */
  enum Type {
    BIGINT,
    INTEGER,
    BOOLEAN,
    TEXT
  }

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> columns;

  @SuppressWarnings("ImmutableEnumChecker") // so is Stream.toList
  private final List<Type> types;

  Table(String... columns) {
    this.columns = List.of(columns);
    this.types =
        this.columns.stream()
            .map(column -> Type.valueOf(column.substring(column.indexOf(' ') + 1)))
            .toList();
  }

  /** Its name in SQL. */
  String sqlName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Columns with their types, as in a definition. */
  List<String> columns() {
    return columns;
  }

  /** The types of the columns. The first one is always the record of the log. */
  List<Type> types() {
    return types;
  }

  /** The statement that adds one row. */
  String insert() {
    String marks = "?, ".repeat(columns.size() - 1) + '?';
    return "INSERT INTO " + sqlName() + " VALUES (" + marks + ')';
  }
}
