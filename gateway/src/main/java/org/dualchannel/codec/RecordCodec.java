package org.dualchannel.codec;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The byte form of a record, or of a sealed interface of records.
 *
 * <p>Components may be {@code long}, {@code int}, {@code short}, {@code byte}, {@code boolean},
 * {@code Long}, {@code Integer}, {@code Boolean}, {@code String}, {@code byte[]}, enums, {@link
 * java.time.LocalDate}, records, sealed interfaces of records with {@link WireId}, and {@code List}
 * of such references (not of lists). Any reference but a list's element may be null. Decoded lists
 * are unmodifiable. At most 64 components a record and 32 records deep.
 *
 * <p>Zeros, false, nulls and empty lists take no bytes but their bit in the record's first bytes.
 *
 * <p><b>Evolution.</b> Append components at the end, constants at the end of enums, and new wire
 * ids; never reorder, remove or change the type of what was released (int may become long, and
 * short or byte either). An older record reads with zero, false, null or the empty list in the
 * components that it lacks, and has the same bytes and hash again when written. A record whose
 * newer components hold anything else is refused as written by a newer release.
 *
 * <p>A canonical constructor may check and copy its arguments but not replace one by a different
 * value, or two byte forms would have one value. What it throws while decoding comes out as {@link
 * MalformedBytesException}.
 */
public final class RecordCodec<T> implements Codec<T> {
  private static final Map<Class<?>, RecordCodec<?>> KNOWN = new ConcurrentHashMap<>();

  private final Form<Object> form;
  private final Class<T> type;

  private RecordCodec(Class<T> type) {
    this.type = type;
    form = Layouts.derive(type);
  }

  /**
   * The codec of a type, derived on first use and kept.
   *
   * @throws IllegalArgumentException when the type or something in it has no byte form, or a {@link
   *     WireId} is missing or given twice
   */
  @SuppressWarnings("unchecked") // the map holds each class's own codec
  public static <T> RecordCodec<T> of(Class<T> recordOrSealedInterface) {
    RecordCodec<?> codec = KNOWN.get(recordOrSealedInterface);
    if (codec == null) {
      codec = KNOWN.computeIfAbsent(recordOrSealedInterface, RecordCodec::new);
    }
    return (RecordCodec<T>) codec;
  }

  @Override
  public void encode(T value, ByteSink out) {
    int start = out.length();
    try {
      form.encode(type.cast(value), out);
    } catch (RuntimeException e) {
      out.truncate(start);
      throw e;
    }
  }

  @Override
  public T decode(ByteSource in) {
    return type.cast(form.decode(in));
  }

  /**
   * The names, order and forms of everything in this type as text, one type a line. A test that
   * keeps the text of a release notices a change that is more than an addition at an end.
   */
  public String layout() {
    return LayoutText.of(type);
  }
}
