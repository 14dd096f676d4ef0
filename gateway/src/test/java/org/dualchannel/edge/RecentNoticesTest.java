package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.dualchannel.codec.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ring of encoded notices against a plain queue of them. */
class RecentNoticesTest {
  private record Plain(ResumeToken token, String notice, List<String> posted) {}

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 64, 100, 1_000})
  void theLatestAreThereForWhoeverTheyConcern(int most) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    RecentNotices<String> recent = new RecentNotices<>(Codec.strings(), most);
    Deque<Plain> plain = new ArrayDeque<>();
    ResumeToken last = new ResumeToken(1, 0);
    for (int i = 0; i < 3_000; i++) {
      last =
          random.nextInt(3) == 0
              ? new ResumeToken(last.index(), last.ordinal() + 1)
              : new ResumeToken(last.index() + 1 + random.nextInt(3), 1);
      List<String> posted = codes(random);
      String notice = "x".repeat(random.nextInt(200)) + posted;
      plain.addLast(new Plain(last, notice, posted));
      ResumeToken givenUp = plain.size() > most ? plain.removeFirst().token() : null;

      assertEquals(givenUp, recent.add(last, notice, posted));
      if (i % 50 == 0) {
        ResumeToken after =
            new ResumeToken(Math.max(0, last.index() - random.nextInt(most + 2)), 1);
        String code = "P" + random.nextInt(200);
        assertEquals(
            expected(plain, after, code),
            recent.after(after, code, each -> each.contains('[' + code + ']')));
      }
    }
  }

  @Test
  void memoryIsUsedAgain() {
    RecentNotices<String> recent = new RecentNotices<>(Codec.strings(), 1_000);
    for (int i = 1; i <= 200_000; i++) {
      recent.add(new ResumeToken(i, 1), "x".repeat(100 + i % 300), List.of("P1"));
    }
    assertEquals(1_000, recent.after(ResumeToken.NONE, "P1", each -> true).size());
    assertTrue(recent.blocksMade() <= 1_000 * 400 / 65_536 + 3, recent.blocksMade() + " blocks");

    recent.add(new ResumeToken(200_001, 1), "x".repeat(100_000), List.of("P1"));
    assertEquals(
        100_000,
        recent.after(new ResumeToken(200_000, 1), "P1", each -> true).get(0).notice().length());
  }

  private static List<String> codes(SplittableRandom random) {
    return List.of("P" + random.nextInt(200));
  }

  private static List<Feed.Told<String>> expected(
      Deque<Plain> plain, ResumeToken after, String code) {
    List<Feed.Told<String>> expected = new ArrayList<>();
    for (Plain each : plain) {
      if (each.token().compareTo(after) > 0 && each.posted().contains(code)) {
        expected.add(new Feed.Told<>(each.token(), each.notice()));
      }
    }
    return expected;
  }
}
