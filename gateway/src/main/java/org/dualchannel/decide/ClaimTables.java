package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.store.Table;
import org.dualchannel.store.Tables;

/** Offline claims, and what each of them uses up so that nothing is paid twice. */
final class ClaimTables {
  final Table<String, OfflineClaim> claims;
  final Table<String, Claimed> keys;

  /** What is used up, by this claim. */
  record Claimed(String claim) {}

  ClaimTables(Tables populations) {
    claims = State.table(populations, "claims", OfflineClaim.class, 500_000, 450);
    keys = State.table(populations, "claim_keys", Claimed.class, 2_000_000, 24);
  }

  List<Table<?, ?>> all() {
    return List.of(claims, keys);
  }
}
