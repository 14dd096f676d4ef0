package org.dualchannel.prescription;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.prescription.Prescription.Status;

/**
 * What became of a prescription so far, over all its hand-outs and repeats.
 *
 * @param handOuts everything that was handed out, in log order
 * @param repeat the present repeat; 0 for the first dispensing
 * @param nextFromMs when the next repeat opens, as log time; 0 when none is waited for
 * @param outOfStock dispensers that could not supply the present repeat; they are not offered it
 *     again
 */
public record Course(List<HandOut> handOuts, int repeat, long nextFromMs, List<String> outOfStock) {
  static final Course NOTHING_YET = new Course(List.of(), 0, 0, List.of());

  public Course {
    handOuts = List.copyOf(handOuts);
    outOfStock = List.copyOf(outOfStock);
  }

  /** Whether the dispenser handed any of it out. */
  public boolean hasDispenser(String dispenser) {
    return handOuts.stream().anyMatch(each -> each.dispenser().equals(dispenser));
  }

  /** The repeat that a settlement belongs to; the present one when it handed nothing out. */
  public int repeatOf(String settlement) {
    return handOuts.stream()
        .filter(each -> each.settlement().equals(settlement))
        .mapToInt(HandOut::repeat)
        .findFirst()
        .orElse(repeat);
  }

  /** The state of a prescription of which nothing is left to hand out. */
  Status finished() {
    if (nextFromMs > 0) {
      return Status.BETWEEN_REPEATS;
    }
    if (handOuts.isEmpty()) {
      return Status.NOT_DISPENSED;
    }
    long returned = handOuts.stream().filter(HandOut::returned).count();
    if (returned == 0) {
      return Status.DISPENSED;
    }
    return returned == handOuts.size() ? Status.RETURNED : Status.PARTLY_RETURNED;
  }

  boolean dispensedInThisRepeat() {
    return handOuts.stream().anyMatch(each -> each.repeat() == repeat);
  }

  /** How a line that was handed out whole stands after returns. */
  LineState.Step stepOf(int line) {
    List<HandOut> present =
        handOuts.stream().filter(each -> each.line() == line && each.repeat() == repeat).toList();
    long returned = present.stream().filter(HandOut::returned).count();
    if (returned == 0) {
      return LineState.Step.DISPENSED;
    }
    return returned == present.size() ? LineState.Step.RETURNED : LineState.Step.PARTLY_RETURNED;
  }

  Course with(List<HandOut> given) {
    List<HandOut> all = new ArrayList<>(handOuts);
    all.addAll(given);
    return new Course(all, repeat, nextFromMs, outOfStock);
  }

  Course returned(List<Integer> lines, String settlement) {
    List<HandOut> next =
        handOuts.stream()
            .map(each -> each.isOf(lines, settlement) ? each.asReturned() : each)
            .toList();
    return new Course(next, repeat, nextFromMs, outOfStock);
  }

  Course waitingUntil(long fromMs) {
    return new Course(handOuts, repeat, fromMs, outOfStock);
  }

  Course inNextRepeat() {
    return new Course(handOuts, repeat + 1, 0, List.of());
  }

  Course without(String dispenser) {
    List<String> next = new ArrayList<>(outOfStock);
    if (!next.contains(dispenser)) {
      next.add(dispenser);
    }
    return new Course(handOuts, repeat, nextFromMs, next);
  }
}
