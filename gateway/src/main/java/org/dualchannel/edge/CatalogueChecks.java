package org.dualchannel.edge;

import com.google.type.Date;
import java.util.regex.Pattern;
import org.dualchannel.v1.AddDrugsRequest;
import org.dualchannel.v1.Agreement;
import org.dualchannel.v1.CatalogueVersion;
import org.dualchannel.v1.CreateCatalogueVersionRequest;
import org.dualchannel.v1.Drug;
import org.dualchannel.v1.GuaranteeListing;
import org.dualchannel.v1.PriceBasis;
import org.dualchannel.v1.PublishCatalogueVersionRequest;

/**
 * The shape of the requests of CatalogueService. What a drug may be is the catalogue's own to
 * judge, when the drug is decided on.
 */
final class CatalogueChecks {
  static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,40}");
  private static final int MAX_DRUGS = 1_000;
  private static final int MAX_VERSION_DRUGS = 1_000_000;

  private CatalogueChecks() {}

  static void id(FieldChecks checks, String field, String id) {
    checks.form(field, id, ID, "1 to 40 letters, digits, '-', '_', '.'", "1至40位字母数字或-_.");
  }

  static void create(FieldChecks checks, CreateCatalogueVersionRequest request) {
    if (checks.required("catalogue_version", request.hasCatalogueVersion())) {
      CatalogueVersion version = request.getCatalogueVersion();
      checks.enter("catalogue_version");
      id(checks, "version", version.getVersion());
      checks.text("title", version.getTitle(), 1, 200);
      checks.text("document", version.getDocument(), 1, 200);
      checks.date(
          "effective_from_date", version.hasEffectiveFromDate(), version.getEffectiveFromDate());
      checks.leave();
    }
  }

  static void add(FieldChecks checks, AddDrugsRequest request) {
    id(checks, "version", request.getVersion());
    if (checks.count("drugs", request.getDrugsCount(), 1, MAX_DRUGS)) {
      for (int i = 0; i < request.getDrugsCount(); i++) {
        checks.enter("drugs", i);
        drug(checks, request.getDrugs(i));
        checks.leave();
      }
    }
  }

  static void publish(FieldChecks checks, PublishCatalogueVersionRequest request) {
    id(checks, "version", request.getVersion());
    checks.range("expected_drug_count", request.getExpectedDrugCount(), 0, MAX_VERSION_DRUGS);
  }

  private static void drug(FieldChecks checks, Drug drug) {
    checks.drug("code", drug.getCode());
    checks.text("molecule", drug.getMolecule(), 1, 40);
    checks.text("generic_name_zh", drug.getGenericNameZh(), 1, 100);
    checks.text("generic_name_en", drug.getGenericNameEn(), 1, 100);
    if (org.dualchannel.catalogue.ItemType.ofCode(drug.getItemType()) == null) {
      checks.violate("item_type", "must be 11, 12 or 13", "应为11、12或13");
    }
    checks.text("dose_form", drug.getDoseForm(), 1, 60);
    checks.text("specification", drug.getSpecification(), 1, 100);
    checks.text("strength", drug.getStrength(), 0, 100);
    checks.text("unit", drug.getUnit(), 1, 20);
    checks.range("pack_units", drug.getPackUnits(), 1, 10_000);
    checks.count("trace_prefixes", drug.getTracePrefixesCount(), 0, 20);
    checks.count("gtins", drug.getGtinsCount(), 0, 20);
    if (checks.count("cautions", drug.getCautionsCount(), 0, 10)) {
      for (int i = 0; i < drug.getCautionsCount(); i++) {
        checks.enter("cautions", i);
        checks.chosen("kind", drug.getCautions(i).getKind());
        checks.leave();
      }
    }
    checks.range("max_days_supply", drug.getMaxDaysSupply(), 0, 366);
    checks.basisPoints("first_self_pay_bp", drug.getFirstSelfPayBp());
    CommonChecks.texts(
        checks, "special_outpatient_diseases", drug.getSpecialOutpatientDiseasesList(), 20, 60);
    checks.prose("restriction", drug.getRestriction(), 0, 2_000);
    checks.prose("restriction_remark", drug.getRestrictionRemark(), 0, 1_000);
    checks.prose("remarks", drug.getRemarks(), 0, 1_000);
    parts(checks, drug);
  }

  private static void parts(FieldChecks checks, Drug drug) {
    if (drug.hasAgreement()) {
      Agreement agreement = drug.getAgreement();
      checks.enter("agreement");
      checks.date("from_date", agreement.hasFromDate(), agreement.getFromDate());
      checks.date("to_date", agreement.hasToDate(), agreement.getToDate());
      checks.known("after_agreement", agreement.getAfterAgreement());
      checks.leave();
    }
    if (drug.hasGuarantee()) {
      GuaranteeListing guarantee = drug.getGuarantee();
      checks.enter("guarantee");
      checks.amountFen("annual_cap_fen", guarantee.getAnnualCapFen());
      checks.amountFen("annual_cost_fen", guarantee.getAnnualCostFen());
      checks.prose("expert_argument", guarantee.getExpertArgument(), 0, 1_000);
      checks.leave();
    }
    if (drug.hasPriceBasis()) {
      PriceBasis basis = drug.getPriceBasis();
      checks.enter("price_basis");
      checks.known("quality_tier", basis.getQualityTier());
      checks.priceFen("selected_price_fen", basis.getSelectedPriceFen());
      checks.priceFen("standard_fen", basis.getStandardFen());
      checks.leave();
    }
  }

  /** Which version or policy to read: an id, or a day. */
  static void selector(
      FieldChecks checks, String idField, boolean hasId, String id, boolean hasDay, Date day) {
    if (hasId) {
      id(checks, idField, id);
    }
    checks.optionalDate("in_force_date", hasDay, day);
  }
}
