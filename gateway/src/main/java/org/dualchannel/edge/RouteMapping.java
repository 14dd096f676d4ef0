package org.dualchannel.edge;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.routing.Exclusion;
import org.dualchannel.routing.Route;
import org.dualchannel.v1.Candidate;
import org.dualchannel.v1.ExclusionReason;
import org.dualchannel.v1.LeftOut;
import org.dualchannel.v1.LocalizedText;

/** Candidates and those left out, as the contract tells them. */
final class RouteMapping {
  /** What is said of each reason whoever was left out. */
  private static final Map<Exclusion, LeftOut> LEFT_OUT = new EnumMap<>(Exclusion.class);

  static {
    for (Exclusion exclusion : Exclusion.values()) {
      LEFT_OUT.put(
          exclusion,
          LeftOut.newBuilder()
              .setReason(ExclusionReason.valueOf("EXCLUSION_REASON_" + exclusion.name()))
              .addAllRuleIds(exclusion.rules())
              .setExplanation(words(exclusion))
              .build());
    }
  }

  private RouteMapping() {}

  /** What is said of a reason whoever was left out. */
  static LeftOut said(Exclusion exclusion) {
    return LEFT_OUT.get(exclusion);
  }

  static List<Candidate> candidates(Route route) {
    return route.candidates().stream().map(RouteMapping::candidate).toList();
  }

  private static Candidate candidate(org.dualchannel.routing.Candidate candidate) {
    Candidate.Builder mapped =
        Candidate.newBuilder()
            .setDispenser(candidate.pharmacy())
            .setRank(candidate.rank())
            .setPriceTotalFen(candidate.totalFen())
            .setStockAsOfTime(Times.timestamp(candidate.stockAsOfMs()))
            .setColdChain(candidate.coldChain())
            .setPreferred(candidate.preferred())
            .setLoad(candidate.openHolds());
    if (candidate.distanceM() >= 0) {
      mapped.setDistanceMetres(candidate.distanceM());
    }
    return mapped.build();
  }

  static List<LeftOut> leftOut(Route route) {
    return route.leftOut().stream()
        .map(
            each ->
                LEFT_OUT.get(each.exclusion()).toBuilder()
                    .setDispenser(each.pharmacy())
                    .setLineNumber(each.line())
                    .build())
        .toList();
  }

  private static LocalizedText words(Exclusion exclusion) {
    return switch (exclusion) {
      case NOT_REGISTERED -> ClinicalMapping.text("It is not registered.", "该药店未登记。");
      case NOT_QUALIFIED ->
          ClinicalMapping.text("It does not qualify for dual channel.", "该药店不符合双通道条件。");
      case NOT_DESIGNATED ->
          ClinicalMapping.text("The hospital has not designated it.", "医院未指定该药店。");
      case NO_COLD_CHAIN ->
          ClinicalMapping.text("A line needs the cold chain.", "药品需冷链，该药店不具备冷链条件。");
      case STOCK_UNKNOWN ->
          ClinicalMapping.text("It has reported no stock of a line.", "该药店未上报该药品库存。");
      case OUT_OF_STOCK -> ClinicalMapping.text("Its stock does not reach.", "该药店库存不足。");
      case PRICE_OVER_LIMIT ->
          ClinicalMapping.text("Its price is over the allowed mark-up.", "该药店价格超过允许的加成。");
      case TOO_FAR -> ClinicalMapping.text("It is too far away.", "该药店距离过远。");
      case FULLY_LOADED -> ClinicalMapping.text("It holds as many as it may.", "该药店在办处方已达上限。");
      case RANKED_TOO_LOW ->
          ClinicalMapping.text("The list was full of better ones.", "候选名单已满，排名靠后。");
    };
  }
}
