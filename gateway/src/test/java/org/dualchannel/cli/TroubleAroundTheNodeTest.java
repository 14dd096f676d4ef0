package org.dualchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Commands are refused as long as anything around the node is wrong, and every cause is told. */
class TroubleAroundTheNodeTest {
  private final List<String> told = new ArrayList<>();
  private final Refusing refusing = new Refusing(told::add);

  @Test
  void theyAreTakenAgainWhenTheLastTroubleIsGone() {
    refusing.because(Refusing.Trouble.CLOCK, "the clock");
    refusing.because(Refusing.Trouble.DISK, "the disk");
    assertEquals("the disk; the clock", last());

    refusing.because(Refusing.Trouble.CLOCK, null);
    assertEquals("the disk", last());

    refusing.because(Refusing.Trouble.DISK, null);
    assertNull(last());
  }

  @Test
  void aClockThatLeapsMakesTheNodeReadOnlyUntilItIsBack() {
    AtomicLong offset = new AtomicLong();
    try (ClockWatch watch =
        new ClockWatch(() -> System.currentTimeMillis() + offset.get(), System::nanoTime, 60_000)) {
      watch.refuseBy(cause -> refusing.because(Refusing.Trouble.CLOCK, cause));
      watch.clock().follow();
      assertEquals(List.of(), told);

      offset.set(-TimeUnit.HOURS.toMillis(1));
      watch.clock().follow();
      assertTrue(last().startsWith("read-only: the machine's clock leapt by -3"), last());
      assertEquals(System.currentTimeMillis(), watch.clock().getAsLong(), 1_000);

      offset.set(0);
      watch.clock().follow();
      assertNull(last());
    }
  }

  private String last() {
    return told.get(told.size() - 1);
  }
}
