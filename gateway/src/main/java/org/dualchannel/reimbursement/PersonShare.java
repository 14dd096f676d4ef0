package org.dualchannel.reimbursement;

/** Step 8, second half: what no fund took, from the person's account if asked for, then cash. */
final class PersonShare {
  private PersonShare() {}

  /** Pays, and returns what the account paid. */
  static long pay(Bill bill) {
    int size = bill.lines.size();
    long[] parts = new long[size];
    long part = 0;
    for (int i = 0; i < size; i++) {
      parts[i] = bill.lines.get(i).personFen();
      part += parts[i];
    }
    long balance = bill.input.useAccount() ? Math.max(0, bill.input.balanceFen()) : 0;
    long account = Math.min(balance, part);
    if (account > 0) {
      long[] shares = Allocation.share(account, parts, parts);
      for (int i = 0; i < size; i++) {
        bill.lines.get(i).accountPays(shares[i]);
      }
      explain(bill, Step.Kind.ACCOUNT, Payer.ACCOUNT, part, account, new Amount(balance - account));
    }
    if (part > account) {
      explain(bill, Step.Kind.CASH, Payer.CASH, part, part - account, null);
    }
    return account;
  }

  private static void explain(
      Bill bill, Step.Kind kind, Payer payer, long base, long amount, Amount remaining) {
    bill.explanation.add(kind, "S2-15", "", 0, payer, base, Ratio.ONE, amount, remaining);
  }
}
