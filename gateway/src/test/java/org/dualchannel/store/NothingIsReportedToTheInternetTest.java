package org.dualchannel.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.management.ManagementFactory;
import net.openhft.chronicle.core.analytics.AnalyticsFacade;
import org.dualchannel.codec.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chronicle counts its users through a host of its own unless it cannot. */
class NothingIsReportedToTheInternetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "net.openhft.chronicle.analytics.Analytics",
        "net.openhft.chronicle.analytics.internal.GoogleAnalytics4"
      })
  void theClassesAreAbsent(String name) {
    assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
  }

  @Test
  void neitherIsAnyOtherClassOfTheirPackage() {
    assertFalse(
        System.getProperty("java.class.path").contains("chronicle-analytics"),
        "chronicle-analytics is on the class path");
    assertNotNull(AnalyticsFacade.class.getResource("AnalyticsFacade.class"));
    assertFalse(AnalyticsFacade.isEnabled(), "Chronicle would report");
  }

  @Test
  void theSwitchIsOffOnTheCommandLineAndStaysOffWithoutIt() {
    assertEquals(
        1,
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter("-Dchronicle.analytics.disable=true"::equals)
            .count());
    System.clearProperty("chronicle.analytics.disable");
    Tables.offHeap(Sizing.defaults())
        .create(new TableSpec<>("t", Codec.longs(), Codec.longs(), 1, 8, 8))
        .close();
    assertEquals("true", System.getProperty("chronicle.analytics.disable"));
  }
}
