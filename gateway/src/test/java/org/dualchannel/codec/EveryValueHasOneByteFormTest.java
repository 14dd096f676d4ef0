package org.dualchannel.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.dualchannel.codec.Samples.Circle;
import org.dualchannel.codec.Samples.Everything;
import org.dualchannel.codec.Samples.Line;
import org.dualchannel.codec.Samples.Nothing;
import org.dualchannel.codec.Samples.Oval;
import org.dualchannel.codec.Samples.Point;
import org.dualchannel.codec.Samples.Positive;
import org.dualchannel.codec.Samples.Shape;
import org.dualchannel.codec.Samples.Square;
import org.dualchannel.codec.Samples.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryValueHasOneByteFormTest {
  private final RecordCodec<Everything> everything = RecordCodec.of(Everything.class);
  private final RecordCodec<Line> lines = RecordCodec.of(Line.class);
  private final RecordCodec<Shape> shapes = RecordCodec.of(Shape.class);
  private final RecordCodec<Tree> trees = RecordCodec.of(Tree.class);

  record Words(String text, List<String> list) {}

  @Test
  void randomValuesComeBack() {
    long seed = new Random().nextLong();
    System.out.println("EveryValueHasOneByteFormTest seed " + seed);
    RandomValues values = new RandomValues(seed);
    for (int i = 0; i < 5_000; i++) {
      Everything value = values.next(Everything.class);
      byte[] bytes = everything.encode(value);
      Everything back = everything.decode(bytes);
      assertEquals(shown(value), shown(back), "seed " + seed);
      assertArrayEquals(bytes, everything.encode(back), "seed " + seed);
    }
  }

  @Test
  void theBytesAreTheseInEveryRelease() {
    assertEquals("00", hex(lines.encode(new Line(null, 0, 0, false, List.of()))));
    assertEquals(
        "1f" + "03583132" + "c09a0c" + "01" + "02" + "0161" + "00",
        hex(lines.encode(new Line("X12", 100_000, -1, true, List.of("a", "")))));
    assertEquals("10" + "00", hex(lines.encode(new Line(null, 0, 0, false, null))));
    assertEquals("01" + "00", hex(lines.encode(new Line("", 0, 0, false, List.of()))));
    assertEquals(
        "07" + "03" + "08" + "03" + "03" + "02" + "04",
        hex(shapes.encode(new Square(4, new Oval(1, 2)))));
    assertEquals("04" + "00", hex(shapes.encode(new Point())));
    assertEquals("00", hex(RecordCodec.of(Nothing.class).encode(new Nothing())));
    assertEquals("06e58f8ce98193", hex(Codec.strings().encode("双道")));
    assertEquals("ffffffffffffffffff01", hex(Codec.longs().encode(Long.MIN_VALUE)));
  }

  @Test
  void absentNullAndEmptyAreToldApart() {
    Words none = new Words(null, List.of());
    Words empty = new Words("", null);
    RecordCodec<Words> words = RecordCodec.of(Words.class);
    assertEquals(none, words.decode(words.encode(none)));
    assertEquals(empty, words.decode(words.encode(empty)));
    assertNull(words.decode(words.encode(none)).text());
    assertNull(words.decode(words.encode(empty)).list());
  }

  @Test
  void aSinkTakesManyValuesAndASourceGivesThemBack() {
    ByteSink sink = new ByteSink(1);
    sink.putFixedInt(-2);
    shapes.encode(new Circle(5), sink);
    sink.putFixedLong(Long.MAX_VALUE - 1);
    lines.encode(new Line("x".repeat(1000), 1, 2, true, List.of()), sink);
    byte[] padded = new byte[sink.length() + 7];
    System.arraycopy(sink.array(), 0, padded, 3, sink.length());
    ByteSource source = new ByteSource(padded, 3, sink.length());
    assertEquals(-2, source.readFixedInt());
    assertEquals(new Circle(5), shapes.decode(source));
    assertEquals(Long.MAX_VALUE - 1, source.readFixedLong());
    assertEquals(1000, lines.decode(source).drug().length());
    assertEquals(0, source.remaining());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8000", // a longer zero as the set of components
        "0200", // a zero quantity written out
        "028000", // and longer than needed
        "01" + "02c080", // an over-long UTF-8 sequence
        "01" + "03eda080", // a surrogate in UTF-8
        "01" + "01ff", // a byte that is never UTF-8
        "04" + "8080808010", // an int of 33 bits
        "02" + "ffffffffffffffffff02", // a number of 65 bits
        "02" + "ffffffffffffffffffff01", // and one of more
        "01" + "ffffffffffffffffff01", // a length beyond any array
        "10" + "ffffffff07", // a list longer than the bytes
        "20", // a sixth component
        "0000", // a byte too many
        "01" + "0261", // a byte too few
        "", // nothing
      })
  void otherBytesAreRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThrows(MalformedBytesException.class, () -> lines.decode(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0000", "0200", "0800", "9f2000", "ffffffffffffffffff0100", "0702" + "02"})
  void unknownWireIdsAreRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThrows(MalformedBytesException.class, () -> shapes.decode(bytes));
  }

  @Test
  void unknownConstantsDatesAndFlagsAreRefused() {
    int colour = 10;
    assertThrows(MalformedBytesException.class, () -> everything.decode(only(colour, 3)));
    assertEquals(Samples.Colour.BLUE, everything.decode(only(colour, 2)).k());
    int flag = 7;
    assertThrows(MalformedBytesException.class, () -> everything.decode(only(flag, 2)));
    assertEquals(true, everything.decode(only(flag, 1)).h());
    int date = 11;
    assertThrows(
        MalformedBytesException.class, () -> everything.decode(only(date, Long.MAX_VALUE)));
  }

  @Test
  void aConstructorsRefusalIsMalformedBytes() {
    RecordCodec<Positive> positives = RecordCodec.of(Positive.class);
    assertEquals(new Positive(1), positives.decode(HexFormat.of().parseHex("0102")));
    MalformedBytesException refusal =
        assertThrows(
            MalformedBytesException.class, () -> positives.decode(HexFormat.of().parseHex("0101")));
    assertEquals("negative", refusal.getCause().getMessage());
  }

  @Test
  void theOffsetNamesTheOffendingItem() {
    ByteSource source =
        new ByteSource(HexFormat.of().parseHex("aaaa" + "03" + "0161" + "00"), 2, 4);
    MalformedBytesException refusal =
        assertThrows(MalformedBytesException.class, () -> lines.decode(source));
    assertEquals(3, refusal.offset());
    assertTrue(refusal.getMessage().contains("offset 3"), refusal.getMessage());
  }

  @Test
  void nestingEndsAtThirtyTwoRecords() {
    Tree deepest = nested(32);
    assertEquals(deepest, trees.decode(trees.encode(deepest)));
    assertThrows(IllegalArgumentException.class, () -> trees.encode(nested(33)));
    byte[] tooDeep = new byte[10_000];
    Arrays.fill(tooDeep, (byte) 2);
    for (int i = 1; i < tooDeep.length; i += 2) {
      tooDeep[i] = 1;
    }
    assertThrows(MalformedBytesException.class, () -> trees.decode(tooDeep));
  }

  @Test
  void whatHasNoFormLeavesTheSinkAsItWas() {
    ByteSink sink = new ByteSink();
    sink.putByte(9);
    List<String> holey = new ArrayList<>();
    holey.add(null);
    assertThrows(
        NullPointerException.class, () -> lines.encode(new Line("a", 0, 0, false, holey), sink));
    assertThrows(
        IllegalArgumentException.class,
        () -> lines.encode(new Line("a\uD800", 0, 0, false, List.of()), sink));
    assertThrows(
        IllegalArgumentException.class,
        () -> lines.encode(new Line("\uDC00\uD800", 0, 0, false, List.of()), sink));
    assertThrows(IllegalArgumentException.class, () -> trees.encode(nested(40), sink));
    assertEquals(1, sink.length());
    trees.encode(nested(32), sink);
    assertTrue(sink.length() > 32);
  }

  private static Tree nested(int levels) {
    Tree tree = new Tree("leaf", List.of());
    for (int i = 1; i < levels; i++) {
      tree = new Tree(null, List.of(tree));
    }
    return tree;
  }

  /** The bytes of a record that has one component, of this number. */
  private static byte[] only(int component, long number) {
    ByteSink sink = new ByteSink();
    sink.putVarLong(1L << component);
    sink.putVarLong(number);
    return sink.toByteArray();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** As text, with the contents of arrays instead of their identity. */
  private static String shown(Everything value) {
    Everything bare =
        new Everything(
            value.a(), value.b(), value.c(), value.d(), value.e(), value.f(), value.g(), value.h(),
            value.i(), null, value.k(), value.l(), value.m(), value.n(), value.o(), value.p(),
            value.q(), value.r(), value.s(), null, value.u(), value.v());
    return bare
        + Arrays.toString(value.j())
        + (value.t() == null ? null : value.t().stream().map(Arrays::toString).toList());
  }
}
