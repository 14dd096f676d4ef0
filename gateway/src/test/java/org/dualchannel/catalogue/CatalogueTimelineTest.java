package org.dualchannel.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On every date exactly one version is in force, whatever the order of publication. */
@Tag("S2-27")
class CatalogueTimelineTest {
  private static final LocalDate JANUARY = LocalDate.of(2022, 1, 1);
  private static final LocalDate MARCH = LocalDate.of(2022, 3, 1);

  private static Catalogue version(String id, LocalDate from) {
    return Catalogue.of(TestDrugs.version(id, from, TestDrugs.drug().build()));
  }

  @Test
  void theLatestThatHasTakenEffectIsInForce() {
    Catalogue january = version("a", JANUARY);
    Catalogue march = version("b", MARCH);
    for (CatalogueTimeline timeline :
        List.of(
            CatalogueTimeline.EMPTY.publish(january).publish(march),
            CatalogueTimeline.EMPTY.publish(march).publish(january))) {
      assertNull(timeline.inForceOn(JANUARY.minusDays(1)));
      assertSame(january, timeline.inForceOn(JANUARY));
      assertSame(january, timeline.inForceOn(MARCH.minusDays(1)));
      assertSame(march, timeline.inForceOn(MARCH));
      assertSame(march, timeline.inForceOn(MARCH.plusYears(10)));
    }
  }

  @Test
  void ofTwoFromTheSameDayTheOnePublishedLastIsInForce() {
    Catalogue first = version("a", JANUARY);
    Catalogue corrected = version("b", JANUARY);
    CatalogueTimeline timeline = CatalogueTimeline.EMPTY.publish(first).publish(corrected);
    assertSame(corrected, timeline.inForceOn(JANUARY));
    assertSame(first, CatalogueTimeline.EMPTY.publish(corrected).publish(first).inForceOn(JANUARY));
  }

  @Test
  void publishingLeavesTheTimelineThatOthersHoldAsItWas() {
    Catalogue january = version("a", JANUARY);
    CatalogueTimeline before = CatalogueTimeline.EMPTY.publish(january);
    CatalogueTimeline after = before.publish(version("b", MARCH));
    assertSame(january, before.inForceOn(MARCH));
    assertEquals("b", after.inForceOn(MARCH).version().id());
    assertEquals(List.of(january), before.published());
  }

  @Test
  void aVersionIsFoundByItsId() {
    CatalogueTimeline timeline = CatalogueTimeline.EMPTY.publish(version("a", JANUARY));
    assertEquals("a", timeline.version("a").version().id());
    assertNull(timeline.version("b"));
    assertNull(CatalogueTimeline.EMPTY.inForceOn(JANUARY));
  }
}
