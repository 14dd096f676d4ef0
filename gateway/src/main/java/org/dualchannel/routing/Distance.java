package org.dualchannel.routing;

import org.dualchannel.registry.Place;

/**
 * Distance on the ground in integer arithmetic, the same on every machine. Good to a few per cent
 * within a city, which is all that ranking needs.
 */
public final class Distance {
  /** cos(latitude) in 1/10,000 for each whole degree from 0 to 90. */
  private static final int[] COS_BP = {
    10000, 9998, 9994, 9986, 9976, 9962, 9945, 9925, 9903, 9877, 9848, 9816, 9781, 9744, 9703, 9659,
    9613, 9563, 9511, 9455, 9397, 9336, 9272, 9205, 9135, 9063, 8988, 8910, 8829, 8746, 8660, 8572,
    8480, 8387, 8290, 8192, 8090, 7986, 7880, 7771, 7660, 7547, 7431, 7314, 7193, 7071, 6947, 6820,
    6691, 6561, 6428, 6293, 6157, 6018, 5878, 5736, 5592, 5446, 5299, 5150, 5000, 4848, 4695, 4540,
    4384, 4226, 4067, 3907, 3746, 3584, 3420, 3256, 3090, 2924, 2756, 2588, 2419, 2250, 2079, 1908,
    1736, 1564, 1392, 1219, 1045, 872, 698, 523, 349, 175, 0
  };

  /** Millimetres on the ground for a millionth of a degree of latitude. */
  private static final long MM_PER_E6 = 111;

  private Distance() {}

  /** Metres between two places. */
  public static int metres(Place here, Place there) {
    long north = Math.abs((long) here.latE6() - there.latE6()) * MM_PER_E6;
    long degrees = Math.min(90, Math.abs(((long) here.latE6() + there.latE6()) / 2_000_000));
    long east =
        Math.abs((long) here.lonE6() - there.lonE6()) * MM_PER_E6 * COS_BP[(int) degrees] / 10_000;
    long northM = north / 1_000;
    long eastM = east / 1_000;
    return (int) Math.min(Integer.MAX_VALUE, squareRoot(northM * northM + eastM * eastM));
  }

  private static long squareRoot(long n) {
    if (n < 2) {
      return n;
    }
    // Newton's way from above; beginning near the root spares most of its steps.
    long x;
    long y = 1L << ((65 - Long.numberOfLeadingZeros(n)) / 2);
    do {
      x = y;
      y = (x + n / x) / 2;
    } while (y < x);
    return x;
  }
}
