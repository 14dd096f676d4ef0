package org.dualchannel.codec;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlyWritableTypesGetACodecTest {
  record Fraction(double value) {}

  record Letter(char value) {}

  record Mapped(Map<String, String> value) {}

  record Maybe(Optional<String> value) {}

  record Table(List<List<String>> rows) {}

  @SuppressWarnings("rawtypes")
  record Raw(List list) {}

  record Generic<T>(T value) {}

  record Deep(List<Fraction> fractions) {}

  interface Open {}

  sealed interface Untagged {}

  record A(int x) implements Untagged {}

  sealed interface Twice {}

  @WireId(1)
  record B(int x) implements Twice {}

  @WireId(1)
  record C(int x) implements Twice {}

  sealed interface OutOfRange {}

  @WireId(0)
  record D(int x) implements OutOfRange {}

  sealed interface NotOnlyRecords {}

  static final class E implements NotOnlyRecords {}

  @ParameterizedTest
  @ValueSource(
      classes = {
        Fraction.class,
        Letter.class,
        Mapped.class,
        Maybe.class,
        Table.class,
        Raw.class,
        Generic.class,
        Deep.class,
        Open.class,
        Untagged.class,
        Twice.class,
        OutOfRange.class,
        NotOnlyRecords.class,
        String.class
      })
  void othersAreRefusedAtOnce(Class<?> type) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> RecordCodec.of(type));
    assertTrue(
        refusal.getMessage().contains("OnlyWritableTypes")
            || refusal.getMessage().contains("java.lang.String"),
        refusal.getMessage());
  }

  @Test
  void aCodecIsMadeOnce() {
    assertSame(RecordCodec.of(Samples.Tree.class), RecordCodec.of(Samples.Tree.class));
  }
}
