package org.dualchannel.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Two releases of one record: the second has appended components. */
class OlderBytesStayReadableTest {
  record PersonV1(String id, int age) {}

  record PersonV2(
      String id, long age, long balanceFen, boolean retired, String group, List<String> diseases) {}

  record HolderV1(List<PersonV1> persons, String after) {}

  record HolderV2(List<PersonV2> persons, String after) {}

  @Test
  void anOlderRecordReadsWithDefaultsAndKeepsItsBytes() {
    byte[] older =
        RecordCodec.of(HolderV1.class)
            .encode(new HolderV1(List.of(new PersonV1("p", 70), new PersonV1("q", 0)), "end"));
    HolderV2 read = RecordCodec.of(HolderV2.class).decode(older);
    assertEquals(
        new HolderV2(
            List.of(
                new PersonV2("p", 70, 0, false, null, List.of()),
                new PersonV2("q", 0, 0, false, null, List.of())),
            "end"),
        read);
    assertArrayEquals(older, RecordCodec.of(HolderV2.class).encode(read));
  }

  @Test
  void aNewerRecordIsRefusedOnceItHoldsWhatTheOlderReleaseCannot() {
    RecordCodec<PersonV1> older = RecordCodec.of(PersonV1.class);
    RecordCodec<PersonV2> newer = RecordCodec.of(PersonV2.class);
    byte[] plain = newer.encode(new PersonV2("p", 70, 0, false, null, List.of()));
    assertEquals(new PersonV1("p", 70), older.decode(plain));
    for (PersonV2 value :
        List.of(
            new PersonV2("p", 70, 1, false, null, List.of()),
            new PersonV2("p", 70, 0, true, null, List.of()),
            new PersonV2("p", 70, 0, false, "", List.of()),
            new PersonV2("p", 70, 0, false, null, List.of("x")))) {
      byte[] bytes = newer.encode(value);
      MalformedBytesException refusal =
          assertThrows(MalformedBytesException.class, () -> older.decode(bytes));
      assertTrue(refusal.getMessage().contains("written by a newer release"), refusal.getMessage());
    }
  }

  @Test
  void theLayoutTellsTheReleasesApart() {
    assertEquals(
        """
        OlderBytesStayReadableTest$HolderV1: persons list of \
        OlderBytesStayReadableTest$PersonV1, after String
        OlderBytesStayReadableTest$PersonV1: id String, age integer
        """,
        RecordCodec.of(HolderV1.class).layout());
    assertEquals(
        """
        Samples$Circle: radius integer
        Samples$Oval: width integer, height integer
        Samples$Point:\s
        Samples$Shape: 1=Samples$Circle, 3=Samples$Oval, 4=Samples$Point, 7=Samples$Square
        Samples$Square: side integer, inner Samples$Shape
        """,
        RecordCodec.of(Samples.Shape.class).layout());
  }
}
