package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.codec.WireId;
import org.dualchannel.enrolment.EnrolmentContent;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.NotDispensedReason;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.trace.CodeFree;
import org.dualchannel.trace.Portion;

/**
 * What a command asks for. The wire ids and the order of components are part of the log's format:
 * append, never reorder or reuse.
 */
public sealed interface Body {

  /** A hospital sends an electronic prescription. */
  @WireId(1)
  record SubmitPrescription(Draft draft) implements Body {}

  /** The hospital takes a prescription back; what is not yet dispensed is cancelled. */
  @WireId(2)
  record CancelPrescription(String prescription, String reason, String comment) implements Body {}

  /**
   * A dispenser claims a prescription for itself for a while.
   *
   * @param secret drawn by the edge; every later step must show it
   * @param lines numbers of the lines it wants; empty for all that it may have
   */
  @WireId(3)
  record ClaimPrescription(String prescription, String secret, List<Integer> lines)
      implements Body {
    public ClaimPrescription {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The dispenser gives its claim up.
   *
   * @param lines numbers of the lines it gives up; empty for all that it claimed
   */
  @WireId(4)
  record ReleasePrescription(
      String prescription, String secret, String reason, String comment, List<Integer> lines)
      implements Body {
    public ReleasePrescription {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Hands the drugs out, uses up their trace codes and settles, all at once.
   *
   * @param reviewer the second pharmacist, who reviewed it; null when none is named
   */
  @WireId(5)
  record DispensePrescription(
      String prescription,
      String secret,
      String pharmacist,
      List<DispensedLine> lines,
      boolean useAccount,
      String reviewer)
      implements Body {
    public DispensePrescription {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One dispensed line.
   *
   * @param line number of the prescription's line
   * @param quantityE4 at most what is still to be handed out; a rest is owed
   * @param priceFen price of one unit
   * @param traceCodes one for each traced pack that is handed out whole, as scanned
   * @param portions what comes out of opened packs
   * @param codeFree why its packs bear no codes; null when they do
   */
  record DispensedLine(
      int line,
      long priceFen,
      long quantityE4,
      List<String> traceCodes,
      List<Portion> portions,
      CodeFree codeFree) {
    public DispensedLine {
      traceCodes = List.copyOf(traceCodes);
      portions = List.copyOf(portions);
    }
  }

  /** Takes lines of a settlement back and reverses the money. */
  @WireId(6)
  record ReturnDispense(
      String settlement, String pharmacist, List<Integer> lines, String reason, String comment)
      implements Body {
    public ReturnDispense {
      lines = List.copyOf(lines);
    }
  }

  /** A dispenser reports what it has. */
  @WireId(7)
  record ReportStock(List<StockItem> items) implements Body {
    public ReportStock {
      items = List.copyOf(items);
    }
  }

  /**
   * Stock of one drug, which replaces what was reported before.
   *
   * @param asOfMs when it was counted; an older report does not replace a newer one
   */
  record StockItem(String drug, long quantityE4, long priceFen, long asOfMs) {}

  /**
   * A hospital enrols a person for the outpatient guarantee.
   *
   * @param drug a drug code; the enrolment is for its molecule, all strengths of it
   */
  @WireId(8)
  record CreateEnrolment(String hospital, String person, String drug, EnrolmentContent content)
      implements Body {}

  /**
   * New content for an enrolment, by one of its physicians.
   *
   * @param reason why, in words; null when none was given
   */
  @WireId(9)
  record UpdateEnrolment(
      String enrolment,
      int expectedVersion,
      String physician,
      EnrolmentContent content,
      String reason)
      implements Body {}

  /**
   * A new assessment by one of its physicians.
   *
   * @param content what is registered from now on; null when nothing changes
   */
  @WireId(10)
  record ReassessEnrolment(
      String enrolment,
      int expectedVersion,
      String physician,
      String finding,
      EnrolmentContent content)
      implements Body {}

  /** The person gives the enrolment up. */
  @WireId(11)
  record WithdrawEnrolment(String enrolment, String reason, String comment) implements Body {}

  /** Registers or replaces entries; all or none. */
  @WireId(12)
  record ImportRegistry(
      List<Institution> institutions,
      List<Physician> physicians,
      List<Pharmacy> pharmacies,
      List<Pharmacist> pharmacists,
      List<Designation> designations,
      List<Person> persons,
      List<AccountBalance> balances)
      implements Body {
    public ImportRegistry {
      institutions = List.copyOf(institutions);
      physicians = List.copyOf(physicians);
      pharmacies = List.copyOf(pharmacies);
      pharmacists = List.copyOf(pharmacists);
      designations = List.copyOf(designations);
      persons = List.copyOf(persons);
      balances = List.copyOf(balances);
    }

    int size() {
      return institutions.size()
          + physicians.size()
          + pharmacies.size()
          + pharmacists.size()
          + designations.size()
          + persons.size()
          + balances.size();
    }
  }

  /** The balance of a person's account, which replaces the present one. */
  record AccountBalance(String person, long balanceFen) {}

  /** Opens a draft of a catalogue version. */
  @WireId(13)
  record CreateCatalogueVersion(
      String version, LocalDate effectiveFrom, String title, String document) implements Body {}

  /** Adds drugs to a draft. */
  @WireId(14)
  record AddDrugs(String version, List<Drug> drugs) implements Body {
    public AddDrugs {
      drugs = List.copyOf(drugs);
    }
  }

  /** Publishes a draft: from its effective date on it replaces the version before, whole. */
  @WireId(15)
  record PublishCatalogueVersion(String version, int expectedDrugs) implements Body {}

  /** Files a benefit policy. */
  @WireId(16)
  record CreatePolicy(BenefitPolicy policy) implements Body {}

  /** Time passes: due timers fire. */
  @WireId(17)
  record Tick() implements Body {}

  /**
   * States what the ledger hash was after a record. A node that computed another has diverged or
   * its log was altered.
   */
  @WireId(18)
  record Seal(long index, byte[] hash) implements Body {}

  /**
   * Sets how many entries tables may take. Reaching a limit is a decision, so limits are in the log
   * and not in the configuration of a node alone.
   */
  @WireId(19)
  record SetCapacities(List<Capacity> capacities) implements Body {
    public SetCapacities {
      capacities = List.copyOf(capacities);
    }
  }

  /**
   * From the next record on, another version of the rules decides, on all members alike.
   *
   * @param version see {@link Logic}
   */
  @WireId(22)
  record ActivateLogic(int version) implements Body {}

  /** The most entries of one table. */
  record Capacity(String table, long entries) {}

  /** The bureau takes over enrolments that were filed before the gateway was; all or none. */
  @WireId(20)
  record ImportEnrolments(List<EarlierEnrolment> enrolments) implements Body {
    public ImportEnrolments {
      enrolments = List.copyOf(enrolments);
    }
  }

  /**
   * An enrolment that was filed elsewhere.
   *
   * @param drug a drug code; the enrolment is for its molecule, all strengths of it
   * @param start its first day
   * @param assessed day of the last assessment, {@code start} when there was none since
   */
  record EarlierEnrolment(
      String hospital,
      String person,
      String drug,
      EnrolmentContent content,
      LocalDate start,
      LocalDate assessed) {}

  /** The holder does not hand lines out. */
  @WireId(21)
  record MarkNotDispensed(
      String prescription,
      String secret,
      String pharmacist,
      List<Integer> lines,
      NotDispensedReason reason,
      String comment)
      implements Body {
    public MarkNotDispensed {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A hospital goes on with the enrolments that the person has at another one: all of them, or the
   * person would have two hospitals.
   *
   * @param consented whether the person wants it
   * @param reason why, in words; null when none was given
   */
  @WireId(30)
  record TransferEnrolments(
      String hospital, String person, boolean consented, String reason, List<Transfer> transfers)
      implements Body {
    public TransferEnrolments {
      transfers = List.copyOf(transfers);
    }
  }

  /**
   * One enrolment of those that go on.
   *
   * @param drug a drug code of its molecule
   * @param content what the new hospital registers
   */
  record Transfer(String drug, EnrolmentContent content) {}

  /** The agency reimburses a purchase that was not settled at the counter. */
  @WireId(35)
  record SubmitOfflineClaim(OfflineClaim.Form form) implements Body {}

  /** The agency takes a claim back, whole. */
  @WireId(36)
  record VoidOfflineClaim(String claim, String reason, String comment) implements Body {}

  /** Something of the supply side. */
  @WireId(40)
  record Supply(SupplyCommand command) implements Body {}

  /** Supervision: alerts, complaints, escalations, case payment, figures of hospitals. */
  @WireId(60)
  record Supervise(SupervisionAct act) implements Body {}
}
