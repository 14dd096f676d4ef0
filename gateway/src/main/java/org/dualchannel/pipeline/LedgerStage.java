package org.dualchannel.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Ledger;
import org.dualchannel.decide.Outcome;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Section;
import org.dualchannel.store.Snapshotted;

/**
 * Keeps the ledger's hash chain, checks the seals in the log against it, and asks for the next seal
 * every so many records. It runs beside the replies: a seal is written after the fact and proves
 * it.
 */
public final class LedgerStage implements Snapshotted {
  private static final RecordCodec<Outcome> OUTCOME = RecordCodec.of(Outcome.class);

  private static final RecordCodec<Chain> CHAIN = RecordCodec.of(Chain.class);
  private static final RecordCodec<Link> LINK = RecordCodec.of(Link.class);

  /**
   * Where the chain stands.
   *
   * @param sealsChecked seals found true so far
   */
  record Chain(long index, byte[] hash, long lastVouched, long sealsChecked) {}

  /** The hash after one record. */
  record Link(long index, byte[] hash) {}

  private final Ledger ledger = new Ledger();
  private final RecentHashes recent = new RecentHashes(); // those that a seal may name
  private final int sealEvery;
  private final Consumer<Body> append;
  private final BooleanSupplier asks;
  private long index;
  private long lastAsked; // a seal was asked for, or seen, here
  private boolean asked; // a seal is on its way
  private long lastVouched; // the last record that a seal in the log vouches for
  private volatile long sealsChecked;

  /**
   * @param sealEvery records after which a seal is asked for; 0 for never
   * @param append takes the seal on its way to the log
   */
  public LedgerStage(int sealEvery, Consumer<Body> append) {
    this(sealEvery, append, () -> true);
  }

  /**
   * The same, for one of several members: all check every seal, the one that leads asks for it.
   *
   * @param asks whether this member is the one that asks now
   */
  LedgerStage(int sealEvery, Consumer<Body> append, BooleanSupplier asks) {
    this.sealEvery = sealEvery;
    this.append = append;
    this.asks = asks;
  }

  /**
   * Adds a decision to the chain.
   *
   * @throws LedgerMismatchException when the record is a seal that says otherwise
   */
  public synchronized void add(
      long timestampMs, byte[] record, Body body, Decider.Decision decision, boolean live) {
    index++;
    if (body instanceof Body.Seal seal) {
      check(seal);
    }
    ledger.append(index, timestampMs, record, 0, record.length, OUTCOME.encode(decision.outcome()));
    recent.put(index, ledger.hash());
    if (live && sealEvery > 0 && index - lastAsked >= sealEvery && asks.getAsBoolean()) {
      ask();
    }
  }

  /**
   * Whether a seal vouches for every record but itself. Asks for one when none is on its way: a
   * record that comes between a seal and what it seals needs another.
   */
  synchronized boolean sealed() {
    if (index == 0 || lastVouched > 0 && unsealed() == 1) {
      return true;
    }
    if (!asked) {
      ask();
    }
    return false;
  }

  private void ask() {
    asked = true;
    lastAsked = index;
    append.accept(new Body.Seal(index, ledger.hash()));
  }

  private void check(Body.Seal seal) {
    asked = false;
    if (seal.index() <= 0 || seal.index() >= index) {
      throw new LedgerMismatchException(
          "record " + index + " seals record " + seal.index() + ", which is not before it");
    }
    byte[] here = recent.after(seal.index());
    if (here == null) {
      return; // too long ago, or before the snapshot that the chain goes on from
    }
    if (!Arrays.equals(here, seal.hash())) {
      throw new LedgerMismatchException(
          "the ledger hash after record "
              + seal.index()
              + " is "
              + HexFormat.of().formatHex(here)
              + ", but record "
              + index
              + " seals it as "
              + HexFormat.of().formatHex(seal.hash()));
    }
    lastAsked = Math.max(lastAsked, index);
    lastVouched = seal.index();
    sealsChecked++;
  }

  /** Whether a seal vouches for a record and all before it. */
  synchronized boolean vouched(long record) {
    return lastVouched >= record;
  }

  /** The hash after a record; null when it is too long ago, or not here yet. */
  public synchronized byte[] hashAt(long record) {
    return recent.after(record);
  }

  /** The hashes that later seals may name go along: a seal comes after what it seals. */
  @Override
  public synchronized List<Section> freeze() {
    List<Link> links = new ArrayList<>();
    for (long each = Math.max(1, index - RecentHashes.KEPT + 1); each <= index; each++) {
      byte[] hash = recent.after(each);
      if (hash != null) {
        links.add(new Link(each, hash));
      }
    }
    Chain chain = new Chain(index, ledger.hash(), lastVouched, sealsChecked);
    return List.of(
        Section.of("ledger.chain", CHAIN, List.of(chain)),
        Section.of("ledger.recent", LINK, links));
  }

  @Override
  public Map<String, EntryConsumer> loaders() {
    return Map.of(
        "ledger.chain",
        Section.loader(CHAIN, this::load),
        "ledger.recent",
        Section.loader(LINK, link -> recent.put(link.index(), link.hash())));
  }

  private synchronized void load(Chain chain) {
    index = chain.index();
    ledger.goOn(chain.hash());
    lastVouched = chain.lastVouched();
    lastAsked = chain.index();
    sealsChecked = chain.sealsChecked();
  }

  /** Records in the chain. */
  public synchronized long index() {
    return index;
  }

  /** The hash after the last record. */
  public byte[] hash() {
    return ledger.hash();
  }

  /** Records after the last one that a seal vouches for. */
  public synchronized long unsealed() {
    return index - lastVouched;
  }

  /** Seals found true. */
  public long sealsChecked() {
    return sealsChecked;
  }
}
