package org.dualchannel.codec;

import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The forms of the references that are neither records nor lists. */
final class Scalars {
  static final Form<String> STRING =
      form((value, out) -> out.putString(value), ByteSource::readString);
  static final Form<Long> LONG = form((value, out) -> out.putZigzag(value), ByteSource::readZigzag);

  private static final Form<Integer> INT =
      form(
          (value, out) -> out.putZigzag(value),
          in -> (int) in.readZigzag(Integer.MIN_VALUE, Integer.MAX_VALUE));
  private static final Form<Boolean> BOOLEAN =
      form((value, out) -> out.putByte(value ? 1 : 0), Scalars::readBoolean);
  private static final Form<byte[]> BYTES =
      form((value, out) -> out.putBytes(value), ByteSource::readBytes);
  private static final Form<LocalDate> DATE =
      form((value, out) -> out.putZigzag(value.toEpochDay()), Scalars::readDate);

  static final Map<Class<?>, Form<?>> BY_CLASS =
      Map.of(
          String.class, STRING,
          Long.class, LONG,
          Integer.class, INT,
          Boolean.class, BOOLEAN,
          byte[].class, BYTES,
          LocalDate.class, DATE);

  private Scalars() {}

  /** Enums by position, so constants are only appended. */
  @SuppressWarnings("EnumOrdinal") // the position is the form; appending keeps it
  static Form<Object> ofEnum(Class<?> type) {
    Object[] constants = type.getEnumConstants();
    return form(
        (value, out) -> out.putVarLong(((Enum<?>) value).ordinal()),
        in -> {
          int at = in.offset();
          long ordinal = in.readVarLong();
          if (ordinal < 0 || ordinal >= constants.length) {
            throw in.malformed(
                type.getSimpleName() + " has no constant " + Long.toUnsignedString(ordinal), at);
          }
          return constants[(int) ordinal];
        });
  }

  private static boolean readBoolean(ByteSource in) {
    int at = in.offset();
    byte value = in.readByte();
    if (value < 0 || value > 1) {
      throw in.malformed("A boolean is neither 0 nor 1", at);
    }
    return value == 1;
  }

  private static LocalDate readDate(ByteSource in) {
    var days = ChronoField.EPOCH_DAY.range();
    return LocalDate.ofEpochDay(in.readZigzag(days.getMinimum(), days.getMaximum()));
  }

  private static <T> Form<T> form(BiConsumer<T, ByteSink> writer, Function<ByteSource, T> reader) {
    return new Form<>() {
      @Override
      public void encode(T value, ByteSink out) {
        writer.accept(value, out);
      }

      @Override
      public T decode(ByteSource in) {
        return reader.apply(in);
      }
    };
  }
}
