package org.dualchannel.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.dualchannel.registry.Place;
import org.junit.jupiter.api.Test;

/** Good to a few per cent in a city, the same both ways, and defined for any two places. */
class DistanceOnTheGroundTest {

  @Test
  void withinACityItIsNearTheGreatCircle() {
    Random random = new Random(9);
    for (int i = 0; i < 1_000; i++) {
      Place here = near(random);
      Place there = near(random);
      double exact = greatCircle(here, there);
      int metres = Distance.metres(here, there);
      assertTrue(
          Math.abs(metres - exact) <= 2 + exact * 0.03,
          here + " " + there + " " + metres + " " + exact);
      assertEquals(metres, Distance.metres(there, here));
    }
  }

  @Test
  void noTwoPlacesOverflow() {
    int[] extremes = {Integer.MIN_VALUE, -180_000_000, 0, 180_000_000, Integer.MAX_VALUE};
    for (int lat : extremes) {
      for (int lon : extremes) {
        int metres = Distance.metres(new Place(lat, lon), new Place(-lat, -lon));
        assertTrue(metres >= 0, lat + " " + lon + " " + metres);
      }
    }
    assertEquals(0, Distance.metres(new Place(1, 2), new Place(1, 2)));
  }

  private static Place near(Random random) {
    return new Place(39_000_000 + random.nextInt(300_000), 117_000_000 + random.nextInt(300_000));
  }

  private static double greatCircle(Place a, Place b) {
    double latA = Math.toRadians(a.latE6() / 1e6);
    double latB = Math.toRadians(b.latE6() / 1e6);
    double north = Math.sin((latB - latA) / 2);
    double east = Math.sin(Math.toRadians((b.lonE6() - a.lonE6()) / 1e6) / 2);
    double h = north * north + Math.cos(latA) * Math.cos(latB) * east * east;
    return 2 * 6_371_000 * Math.asin(Math.sqrt(h));
  }
}
