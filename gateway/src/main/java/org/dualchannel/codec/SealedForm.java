package org.dualchannel.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The {@link WireId} of the record's class, then the record. */
final class SealedForm implements Form<Object> {
  static final int MAX_WIRE_ID = 4095;

  private record Permitted(int wireId, Form<Object> form) {}

  private final String name;
  private final Map<Class<?>, Permitted> byClass = new HashMap<>();
  private Permitted[] byWireId = new Permitted[0];

  SealedForm(Class<?> type) {
    name = Layouts.nameOf(type);
  }

  /** Called for each permitted record before the first use. */
  void permit(Class<?> type, Form<Object> form) {
    WireId annotation = type.getAnnotation(WireId.class);
    if (annotation == null) {
      throw new IllegalArgumentException(type.getName() + " needs a @WireId to be a " + name);
    }
    int wireId = annotation.value();
    if (wireId < 1 || wireId > MAX_WIRE_ID) {
      throw new IllegalArgumentException(
          "@WireId(" + wireId + ") of " + type.getName() + " is outside 1 to " + MAX_WIRE_ID);
    }
    if (wireId >= byWireId.length) {
      byWireId = Arrays.copyOf(byWireId, wireId + 1);
    }
    Permitted permitted = new Permitted(wireId, form);
    if (byClass.put(type, permitted) != null) {
      return; // reached twice, by two interfaces that this one permits
    }
    if (byWireId[wireId] != null) {
      throw new IllegalArgumentException(
          "@WireId(" + wireId + ") of " + type.getName() + " is used twice in " + name);
    }
    byWireId[wireId] = permitted;
  }

  @Override
  public void encode(Object value, ByteSink out) {
    Permitted permitted = byClass.get(value.getClass());
    out.putVarLong(permitted.wireId);
    permitted.form.encode(value, out);
  }

  @Override
  public Object decode(ByteSource in) {
    int at = in.offset();
    long wireId = in.readVarLong();
    Permitted permitted = wireId > 0 && wireId < byWireId.length ? byWireId[(int) wireId] : null;
    if (permitted == null) {
      throw in.malformed(name + " has no wire id " + Long.toUnsignedString(wireId), at);
    }
    return permitted.form.decode(in);
  }
}
