package org.dualchannel.rules;

import static org.dualchannel.rules.Category.ABORTED;
import static org.dualchannel.rules.Category.ALREADY_EXISTS;
import static org.dualchannel.rules.Category.FAILED_PRECONDITION;
import static org.dualchannel.rules.Category.INTERNAL;
import static org.dualchannel.rules.Category.INVALID_ARGUMENT;
import static org.dualchannel.rules.Category.NOT_FOUND;
import static org.dualchannel.rules.Category.PERMISSION_DENIED;
import static org.dualchannel.rules.Category.RESOURCE_EXHAUSTED;
import static org.dualchannel.rules.Category.UNAUTHENTICATED;
import static org.dualchannel.rules.Category.UNAVAILABLE;

import java.util.List;

/**
 * Every reason for which a command is refused. The name is the {@code reason} of the API's {@code
 * ErrorInfo}; names are never reused. Stored outcomes hold the ordinal, so new reasons are appended
 * at the end.
 */
public enum Reason {
  // Requests
  INVALID_REQUEST(INVALID_ARGUMENT, "The request is malformed.", "请求格式有误。"),
  REQUEST_ID_REUSED(
      ALREADY_EXISTS,
      "request_id {request_id} was used for a different request.",
      "请求号 {request_id} 已用于内容不同的请求。"),
  NOT_PERMITTED(PERMISSION_DENIED, "{principal} may not {action}.", "{principal} 无权执行 {action}。"),
  CAPACITY_REACHED(
      RESOURCE_EXHAUSTED,
      "The table {table} has reached its capacity of {capacity}.",
      "数据表 {table} 已达容量上限 {capacity}。"),
  VERSION_MISMATCH(
      ABORTED,
      "{resource} is at version {actual}, not {expected}.",
      "{resource} 当前版本为 {actual}，而非 {expected}。"),

  // Registry
  INSTITUTION_UNKNOWN(
      NOT_FOUND, "Institution {institution} is not registered.", "医疗机构 {institution} 未登记。"),
  INSTITUTION_NOT_DESIGNATED(
      FAILED_PRECONDITION,
      "Institution {institution} is not a designated institution on {date}.",
      "医疗机构 {institution} 在 {date} 不是医保定点机构。",
      "S2-18"),
  INSTITUTION_NOT_TIER_3(
      FAILED_PRECONDITION,
      "Institution {institution} is of level {level}; the outpatient guarantee asks for tier 3.",
      "医疗机构 {institution} 等级为 {level}，门诊保障要求三级医疗机构。",
      "S2-29"),
  PHYSICIAN_UNKNOWN(NOT_FOUND, "Physician {physician} is not registered.", "医师 {physician} 未登记。"),
  PHYSICIAN_NOT_AUTHORISED(
      FAILED_PRECONDITION,
      "Physician {physician} is not authorised at {institution} on {date}.",
      "医师 {physician} 在 {date} 未获 {institution} 的处方授权。",
      "S2-18"),
  PHYSICIAN_NOT_SENIOR(
      FAILED_PRECONDITION,
      "Physician {physician} holds title {title}; a senior title is required.",
      "医师 {physician} 职称为 {title}，要求高级专业技术职称。",
      "S2-29"),
  PHARMACY_UNKNOWN(NOT_FOUND, "Pharmacy {pharmacy} is not registered.", "药店 {pharmacy} 未登记。"),
  PHARMACY_NOT_QUALIFIED(
      FAILED_PRECONDITION,
      "Pharmacy {pharmacy} does not qualify for dual channel: {missing}.",
      "药店 {pharmacy} 不符合双通道条件：{missing}。",
      "S2-5"),
  PHARMACY_NOT_DESIGNATED(
      FAILED_PRECONDITION,
      "Pharmacy {pharmacy} has no active designation by {institution} on {date}.",
      "药店 {pharmacy} 在 {date} 没有 {institution} 的有效指定备案。",
      "S2-6"),
  PHARMACIST_UNKNOWN(
      NOT_FOUND, "Pharmacist {pharmacist} is not registered.", "药师 {pharmacist} 未登记。"),
  PHARMACIST_NOT_AT_PHARMACY(
      FAILED_PRECONDITION,
      "Pharmacist {pharmacist} is not registered at {pharmacy} on {date}.",
      "药师 {pharmacist} 在 {date} 未注册于 {pharmacy}。",
      "S2-18"),
  PERSON_UNKNOWN(
      NOT_FOUND,
      "The insured person is not registered in area {area}.",
      "参保人未在统筹区 {area} 登记。",
      "S2-28"),
  PERSON_NOT_IN_BENEFIT(
      FAILED_PRECONDITION,
      "The insured person is not in benefit on {date}: {status}.",
      "参保人在 {date} 未处于正常享受待遇期间：{status}。",
      "S2-28"),

  // Catalogue and policy
  CATALOGUE_MISSING(
      FAILED_PRECONDITION, "No catalogue version is in force on {date}.", "{date} 没有生效的药品目录版本。"),
  CATALOGUE_VERSION_UNKNOWN(
      NOT_FOUND, "Catalogue version {version} does not exist.", "药品目录版本 {version} 不存在。"),
  CATALOGUE_VERSION_PUBLISHED(
      FAILED_PRECONDITION,
      "Catalogue version {version} is published and can no longer change.",
      "药品目录版本 {version} 已发布，不能再修改。"),
  DRUG_UNKNOWN(
      NOT_FOUND,
      "Drug {drug} is not in catalogue version {version}.",
      "药品 {drug} 不在目录版本 {version} 中。"),
  AGREEMENT_ENDED(
      FAILED_PRECONDITION,
      "The agreement of drug {drug} ended on {end} and the drug left the catalogue.",
      "药品 {drug} 的谈判协议已于 {end} 到期且已调出目录。",
      "S2-42"),
  MARK_UP_OVER_LIMIT(
      FAILED_PRECONDITION,
      "The price {price_fen} fen of {drug} is over the allowed {limit_fen} fen.",
      "药品 {drug} 价格 {price_fen} 分超过允许的 {limit_fen} 分。",
      "S4-34"),
  RESTRICTION_UNMET(
      FAILED_PRECONDITION,
      "The payment restriction of {drug} is not met: {unmet}.",
      "不符合药品 {drug} 的限定支付范围：{unmet}。",
      "S2-44",
      "S2-45"),
  POLICY_MISSING(
      FAILED_PRECONDITION,
      "Area {area} has no benefit policy in force on {date}.",
      "统筹区 {area} 在 {date} 没有生效的待遇政策。",
      "S2-30"),
  POLICY_EXISTS(ALREADY_EXISTS, "Policy {policy} exists already.", "政策 {policy} 已存在。"),
  CATALOGUE_VERSION_EXISTS(
      ALREADY_EXISTS, "Catalogue version {version} exists already.", "药品目录版本 {version} 已存在。"),

  // Enrolment
  ENROLMENT_UNKNOWN(NOT_FOUND, "Enrolment {enrolment} does not exist.", "登记 {enrolment} 不存在。"),
  ENROLMENT_AT_OTHER_HOSPITAL(
      FAILED_PRECONDITION,
      "The person is enrolled at {institution}; only one hospital is allowed at a time.",
      "参保人已在 {institution} 登记，同一时间只能选择一家定点医院。",
      "S2-34"),
  ENROLMENT_EXISTS(
      ALREADY_EXISTS,
      "The person already has enrolment {enrolment} for this drug.",
      "参保人已有该药品的登记 {enrolment}。",
      "S2-34"),
  ENROLMENT_EXPIRED(
      FAILED_PRECONDITION,
      "Enrolment {enrolment} is valid from {start} until {end}.",
      "登记 {enrolment} 有效期为 {start} 至 {end}。",
      "S2-36"),
  ENROLMENT_REASSESSMENT_OVERDUE(
      FAILED_PRECONDITION,
      "Enrolment {enrolment} was due for reassessment on {due}.",
      "登记 {enrolment} 应于 {due} 前重新评估。",
      "S2-38"),
  ENROLMENT_WITHDRAWN(
      FAILED_PRECONDITION, "Enrolment {enrolment} was withdrawn.", "登记 {enrolment} 已退出。", "S2-34"),
  ENROLMENT_WRONG_HOSPITAL(
      FAILED_PRECONDITION,
      "Enrolment {enrolment} is with {enrolled}, not with {institution}.",
      "登记 {enrolment} 的定点医院为 {enrolled}，而非 {institution}。",
      "S2-34",
      "S2-18"),
  ENROLMENT_WRONG_PHYSICIAN(
      FAILED_PRECONDITION,
      "Physician {physician} is not among those of enrolment {enrolment}.",
      "医师 {physician} 不在登记 {enrolment} 的责任医师之列。",
      "S2-34",
      "S2-18"),

  // Prescription
  PRESCRIPTION_UNKNOWN(
      NOT_FOUND, "Prescription {prescription} does not exist.", "处方 {prescription} 不存在。", "S2-8"),
  HOSPITAL_NUMBER_USED(
      ALREADY_EXISTS,
      "{institution} has already sent its prescription number {number}, as {prescription}.",
      "{institution} 的处方号 {number} 已上传，处方为 {prescription}。",
      "S2-19"),
  PRESCRIPTION_EXPIRED(
      FAILED_PRECONDITION,
      "Prescription {prescription} was valid until {until}.",
      "处方 {prescription} 有效期至 {until}。",
      "S2-19"),
  PRESCRIPTION_CANCELLED(
      FAILED_PRECONDITION,
      "Prescription {prescription} was cancelled.",
      "处方 {prescription} 已撤销。",
      "S2-19"),
  PRESCRIPTION_DISPENSED(
      FAILED_PRECONDITION,
      "Prescription {prescription} has been dispensed.",
      "处方 {prescription} 已配药。",
      "S2-19"),
  PRESCRIPTION_NOT_YOURS(
      PERMISSION_DENIED,
      "Prescription {prescription} was not issued by {institution}.",
      "处方 {prescription} 不是由 {institution} 开具。",
      "S2-8"),
  VALIDITY_TOO_LONG(
      FAILED_PRECONDITION,
      "The prescription is valid for {days} days; the policy allows {limit}.",
      "处方有效期 {days} 天，政策允许 {limit} 天。",
      "S2-19"),
  DAYS_SUPPLY_OVER_LIMIT(
      FAILED_PRECONDITION,
      "Line {line} is for {days} days; the limit is {limit}.",
      "第 {line} 行用药 {days} 天，上限 {limit} 天。",
      "S2-20"),
  LINE_UNKNOWN(
      INVALID_ARGUMENT,
      "Prescription {prescription} has no line {line}.",
      "处方 {prescription} 没有第 {line} 行。"),
  LINE_NOT_OPEN(
      FAILED_PRECONDITION,
      "Line {line} of {prescription} is {status}.",
      "处方 {prescription} 第 {line} 行状态为 {status}。",
      "S2-19"),

  // Claim, dispense, return
  NOT_A_CANDIDATE(
      FAILED_PRECONDITION,
      "Pharmacy {pharmacy} cannot dispense this prescription: {cause}.",
      "药店 {pharmacy} 不能配此处方：{cause}。",
      "S2-6"),
  HELD_BY_OTHER(
      ABORTED,
      "Prescription {prescription} is held by another pharmacy until {until}.",
      "处方 {prescription} 已被其他药店锁定至 {until}。",
      "S2-19"),
  NOT_HELD(
      FAILED_PRECONDITION,
      "Prescription {prescription} is not held; claim it first.",
      "处方 {prescription} 未被锁定，请先接单。",
      "S2-19"),
  WRONG_SECRET(
      PERMISSION_DENIED,
      "The claim secret does not match the hold on {prescription}.",
      "处方 {prescription} 的接单凭据不符。",
      "S2-19"),
  TRACE_CODE_MISSING(
      FAILED_PRECONDITION,
      "Line {line} needs {needed} trace codes; {given} were given.",
      "第 {line} 行需要 {needed} 个追溯码，实际 {given} 个。",
      "S2-18"),
  TRACE_CODE_MALFORMED(
      INVALID_ARGUMENT, "{code} is not a drug trace code.", "{code} 不是有效的药品追溯码。", "S2-18"),
  TRACE_CODE_OTHER_DRUG(
      FAILED_PRECONDITION,
      "Trace code {code} does not belong to drug {drug}.",
      "追溯码 {code} 不属于药品 {drug}。",
      "S2-18"),
  TRACE_CODE_SOLD(
      FAILED_PRECONDITION,
      "Trace code {code} was already sold on {date}.",
      "追溯码 {code} 已于 {date} 售出。",
      "S2-18",
      "S2-20"),
  TRACE_CODE_RETURNED(
      FAILED_PRECONDITION,
      "Trace code {code} was returned by a patient and may not be sold again.",
      "追溯码 {code} 为退回药品，不得再次销售。",
      "S2-18",
      "S2-20"),
  SETTLEMENT_UNKNOWN(NOT_FOUND, "Settlement {settlement} does not exist.", "结算 {settlement} 不存在。"),
  SETTLEMENT_NOT_YOURS(
      PERMISSION_DENIED,
      "Settlement {settlement} was not made by {pharmacy}.",
      "结算 {settlement} 不是由 {pharmacy} 办理。"),
  RETURN_LINE_INVALID(
      FAILED_PRECONDITION,
      "Line {line} of settlement {settlement} cannot be returned: {cause}.",
      "结算 {settlement} 第 {line} 行不能退药：{cause}。",
      "S2-15"),
  OTHER_AREA(
      FAILED_PRECONDITION,
      "The hospital belongs to area {hospital_area}; the person is insured in {area}.",
      "医疗机构属于统筹区 {hospital_area}，参保人属于统筹区 {area}。",
      "S2-28"),
  ISSUED_IN_FUTURE(INVALID_ARGUMENT, "The prescription is dated in the future.", "处方开具时间晚于当前时间。"),
  SCHEME_NOT_COVERED(
      FAILED_PRECONDITION,
      "Policy {policy} does not cover scheme {scheme}.",
      "政策 {policy} 不适用于险种 {scheme}。",
      "S2-28"),
  LINE_TWICE(INVALID_ARGUMENT, "Line {line} is named twice.", "第 {line} 行重复。"),
  TRACE_CODE_TWICE(
      FAILED_PRECONDITION,
      "Trace code {code} is used twice in this request.",
      "追溯码 {code} 在本次请求中重复使用。",
      "S2-18"),
  MOLECULE_NOT_ON_LIST(
      FAILED_PRECONDITION,
      "{molecule} is not on the list of the outpatient guarantee.",
      "{molecule} 不在门诊保障药品目录内。",
      "S2-25"),
  SCHEME_OTHER(
      FAILED_PRECONDITION,
      "The person is insured under scheme {insured}, not {scheme}.",
      "参保人险种为 {insured}，而非 {scheme}。",
      "S2-28"),
  QUANTITY_DIFFERS(
      FAILED_PRECONDITION,
      "Of line {line}, {rest} ten-thousandths of a unit are still to be handed out; {given} were"
          + " given.",
      "第 {line} 行尚可配 {rest}（万分之一单位），实际为 {given}。",
      "S2-8",
      "S2-18"),
  DRUG_COUNT_DIFFERS(
      FAILED_PRECONDITION,
      "Draft {version} holds {actual} drugs, not {expected}.",
      "目录草稿 {version} 含 {actual} 种药品，而非 {expected} 种。"),
  SELF_PAY_STATED(
      FAILED_PRECONDITION,
      "The hospital states that the patient pays this line: {stated}.",
      "医疗机构注明该行由患者自费：{stated}。",
      "S2-8"),
  ENROLMENT_INCOMPLETE(
      INVALID_ARGUMENT, "The enrolment lacks: {missing}.", "登记信息缺少：{missing}。", "S2-35"),

  // The edge: none of these was decided
  PRINCIPAL_MISSING(UNAUTHENTICATED, "The call carries no usable identity.", "调用未携带有效身份。"),
  OVERLOADED(RESOURCE_EXHAUSTED, "The node is overloaded; try again later.", "节点繁忙，请稍后重试。"),
  NOT_READY(UNAVAILABLE, "The node is not ready: {cause}.", "节点未就绪：{cause}。"),
  TIMED_OUT(
      UNAVAILABLE,
      "No answer in time; it is open whether the command was decided. Send it again with the same"
          + " request_id.",
      "未能及时得到结果，命令是否生效尚不确定；请使用相同请求号重试。"),
  SUBSCRIBER_TOO_SLOW(
      UNAVAILABLE,
      "The stream was not read fast enough; resume it with its last token.",
      "数据流读取过慢，请使用最近的续传令牌恢复。"),
  INTERNAL_ERROR(
      INTERNAL,
      "An internal error, logged as {error_id}. It is open whether a command was decided.",
      "内部错误，日志编号 {error_id}；命令是否生效尚不确定。"),

  // Reads
  DESIGNATION_UNKNOWN(
      NOT_FOUND,
      "Pharmacy {pharmacy} has no filing by {institution}.",
      "药店 {pharmacy} 没有 {institution} 的指定备案。",
      "S2-6"),
  POLICY_UNKNOWN(NOT_FOUND, "Policy {policy} does not exist.", "政策 {policy} 不存在。"),

  // Supply
  TASK_UNKNOWN(
      NOT_FOUND,
      "Version {version} opened no task {kind} for {place}.",
      "目录版本 {version} 未给 {place} 开立 {kind} 任务。",
      "S2-2",
      "S2-14"),
  TASK_DONE(
      FAILED_PRECONDITION,
      "The task {kind} of {place} for version {version} was done on {date}.",
      "{place} 对目录版本 {version} 的 {kind} 任务已于 {date} 完成。",
      "S2-2"),
  REVIEW_DATE_INVALID(
      FAILED_PRECONDITION,
      "A review of version {version} is held from {from} until today, not on {date}.",
      "目录版本 {version} 的药事会应在 {from} 至今日之间召开，而非 {date}。",
      "S2-2"),
  CODE_UNMAPPED(
      FAILED_PRECONDITION,
      "{place} has not mapped drug {drug} in its system and cannot sell it.",
      "{place} 尚未在其系统中对应药品 {drug}，不得销售。",
      "S2-14"),
  DRUG_NOT_NEGOTIATED(
      FAILED_PRECONDITION,
      "Drug {drug} is not a negotiated drug.",
      "药品 {drug} 不是谈判药品。",
      "S2-3",
      "S2-4"),
  DRUG_TWICE(INVALID_ARGUMENT, "Drug {drug} is named twice.", "药品 {drug} 重复。"),
  FORMULARY_UNKNOWN(
      NOT_FOUND,
      "{institution} has not reported its formulary.",
      "{institution} 尚未报送药品配备目录。",
      "S2-3"),
  ROUTE_MISSING(
      FAILED_PRECONDITION,
      "Drug {drug} is outside the formulary of {institution}; name a route: temporary purchase or"
          + " circulation.",
      "药品 {drug} 不在 {institution} 常用目录内，须选择临时采购或处方流转。",
      "S2-4"),
  DRUG_IN_FORMULARY(
      FAILED_PRECONDITION,
      "{institution} stocks drug {drug}; no other route is needed.",
      "{institution} 已配备药品 {drug}，无需其他途径。",
      "S2-4"),
  GROUND_INVALID(
      FAILED_PRECONDITION,
      "{ground} is no ground for keeping drug {drug} from a patient; recorded as violation"
          + " {violation}.",
      "不得以 {ground} 为由影响药品 {drug} 的使用，已记录违规 {violation}。",
      "S2-13"),
  PHARMACY_LIST_UNKNOWN(
      NOT_FOUND,
      "Area {area} has not published edition {edition} of its pharmacies.",
      "统筹区 {area} 尚未公布第 {edition} 期药店名单。",
      "S2-7"),
  QUALIFICATION_UNKNOWN(
      NOT_FOUND,
      "Pharmacy {pharmacy} has no record of qualification.",
      "药店 {pharmacy} 没有资格审核记录。",
      "S2-5"),
  CLAUSE_MISSING(
      FAILED_PRECONDITION,
      "The agreement of {institution} for {year} has no clause on negotiated drugs.",
      "{institution} 的 {year} 年度协议没有谈判药品条款。",
      "S2-11"),
  SCORE_UNKNOWN(
      NOT_FOUND,
      "{institution} has no score for {year}.",
      "{institution} 没有 {year} 年度考核结果。",
      "S2-11"),
  YEAR_NOT_BEGUN(FAILED_PRECONDITION, "The year {year} has not begun.", "{year} 年度尚未开始。", "S2-11"),
  DELIVERY_UNKNOWN(
      NOT_FOUND, "Settlement {settlement} has no delivery.", "结算 {settlement} 没有配送单。", "S2-17"),
  DELIVERY_EXISTS(
      ALREADY_EXISTS,
      "Settlement {settlement} is being delivered already: {status}.",
      "结算 {settlement} 已有配送单，状态为 {status}。",
      "S2-17"),
  DELIVERY_STEP_INVALID(
      FAILED_PRECONDITION,
      "The delivery of {settlement} is {status} and cannot become {step}.",
      "结算 {settlement} 的配送状态为 {status}，不能变为 {step}。",
      "S2-17"),
  HANDOVER_PROOF_MISSING(
      FAILED_PRECONDITION,
      "The delivery of {settlement} is not delivered without proof of handing over.",
      "结算 {settlement} 的配送缺少签收凭证，不能记为送达。",
      "S2-17"),
  COLD_CHAIN_REQUIRED(
      FAILED_PRECONDITION, "Drug {drug} has to travel cold.", "药品 {drug} 须冷链配送。", "S2-17"),
  NOTHING_TO_DELIVER(
      FAILED_PRECONDITION,
      "Every line of settlement {settlement} was returned.",
      "结算 {settlement} 的药品已全部退回。",
      "S2-17"),
  SLOT_UNKNOWN(NOT_FOUND, "Slot {slot} does not exist.", "预约时段 {slot} 不存在。", "S2-17"),
  SLOT_PASSED(FAILED_PRECONDITION, "Slot {slot} has begun.", "预约时段 {slot} 已开始。", "S2-17"),
  SLOT_FULL(
      FAILED_PRECONDITION,
      "Slot {slot} has no room: it takes {capacity}.",
      "预约时段 {slot} 已约满（{capacity} 人）。",
      "S2-17"),
  BOOKING_EXISTS(ALREADY_EXISTS, "The person has booked slot {slot}.", "参保人已预约时段 {slot}。", "S2-17"),
  BOOKING_UNKNOWN(NOT_FOUND, "The person has not booked slot {slot}.", "参保人未预约时段 {slot}。", "S2-17"),

  // Supervision
  ALERT_UNKNOWN(NOT_FOUND, "Alert {alert} does not exist.", "预警 {alert} 不存在。", "S2-20"),
  ALERT_HANDLED(
      FAILED_PRECONDITION,
      "Alert {alert} is {verdict} already.",
      "预警 {alert} 已处理：{verdict}。",
      "S2-20"),
  COMPLAINT_UNKNOWN(
      NOT_FOUND, "Complaint {complaint} does not exist.", "投诉 {complaint} 不存在。", "S2-22"),
  COMPLAINT_STEP(
      FAILED_PRECONDITION,
      "Complaint {complaint} is {stage}; it cannot become {step}.",
      "投诉 {complaint} 状态为 {stage}，不能变更为 {step}。",
      "S2-22"),
  ESCALATION_UNKNOWN(
      NOT_FOUND, "Escalation {escalation} does not exist.", "重大问题 {escalation} 不存在。", "S2-23"),
  ESCALATION_ANSWERED(
      FAILED_PRECONDITION,
      "Escalation {escalation} is answered by {role} already.",
      "重大问题 {escalation} 已由 {role} 答复。",
      "S2-23"),
  DRG_NO_RISE(
      FAILED_PRECONDITION,
      "Negotiated drugs did not raise the cost of group {group}: {rise_fen} fen.",
      "谈判药品未导致病组 {group} 费用上涨：{rise_fen} 分。",
      "S2-10"),
  DRG_COST_COMPENSATED(
      FAILED_PRECONDITION,
      "This cost of group {group} is compensated by {adjustment} already, by {lever}.",
      "病组 {group} 的该项费用已由 {adjustment} 补偿（{lever}）。",
      "S2-10"),
  DRG_ADJUSTMENT_UNKNOWN(
      NOT_FOUND, "Adjustment {adjustment} does not exist.", "调整 {adjustment} 不存在。", "S2-10"),
  DRG_DECIDED(
      FAILED_PRECONDITION,
      "Adjustment {adjustment} is {status} already.",
      "调整 {adjustment} 已处理：{status}。",
      "S2-10"),

  // Reports
  REPORTS_UNAVAILABLE(
      UNAVAILABLE, "The report cannot be had at present: {cause}.", "暂时无法提供报表：{cause}。"),

  // Lines and repeats
  PRESCRIPTION_CLOSED(
      FAILED_PRECONDITION,
      "Every line of prescription {prescription} was closed without being dispensed.",
      "处方 {prescription} 各行均已标记为不予调配。",
      "S2-19"),
  OWED_BY_OTHER(
      ABORTED,
      "The rest of line {line} of prescription {prescription} is owed by another dispenser until"
          + " {until}.",
      "处方 {prescription} 第 {line} 行余量由其他药店欠药补配至 {until}。",
      "S2-19"),
  LINE_NOT_CLAIMED(
      FAILED_PRECONDITION,
      "The claim of prescription {prescription} does not cover line {line}.",
      "对处方 {prescription} 的接单不含第 {line} 行。",
      "S2-19"),
  REPEAT_TOO_EARLY(
      FAILED_PRECONDITION,
      "Prescription {prescription} may be dispensed again from {from} on.",
      "处方 {prescription} 自 {from} 起方可再次配药。",
      "S2-19"),
  REPEATS_NEED_LONG_TERM(
      FAILED_PRECONDITION,
      "Only a long-term prescription may have repeats; {repeats} were asked for.",
      "仅长期处方可重复配药，申请次数为 {repeats}。",
      "S2-19");

  private final Category category;
  private final String english;
  private final String chinese;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> rules;

  Reason(Category category, String english, String chinese, String... rules) {
    this.category = category;
    this.english = english;
    this.chinese = chinese;
    this.rules = List.of(rules);
  }

  public Category category() {
    return category;
  }

  /** The English message; {@code {key}} stands for the detail of that key. */
  public String english() {
    return english;
  }

  /** The Chinese message; {@code {key}} stands for the detail of that key. */
  public String chinese() {
    return chinese;
  }

  /** The rules that this refusal enforces, such as {@code S2-31}; empty for technical reasons. */
  public List<String> rules() {
    return rules;
  }
}
