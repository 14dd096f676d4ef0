package org.dualchannel.reimbursement;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log and the tables keep is made of plain parts only, all the way down. */
class PersistableShapesTest {
  private static final Set<Class<?>> PLAIN =
      Set.of(long.class, int.class, boolean.class, String.class, LocalDate.class);

  @ParameterizedTest
  @ValueSource(
      classes = {
        BenefitPolicy.class,
        SettlementInput.class,
        SettlementResult.class,
        Accumulators.class,
        StandardPath.class
      })
  void recordsAreMadeOfPlainParts(Class<?> type) {
    assertTrue(type.isRecord());
    check(type, type.getSimpleName());
  }

  private static void check(Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      assertTrue(generic.getRawType() == List.class, path);
      check(generic.getActualTypeArguments()[0], path + "[]");
      return;
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      for (RecordComponent component : plain.getRecordComponents()) {
        check(component.getGenericType(), path + '.' + component.getName());
      }
    } else {
      assertTrue(PLAIN.contains(plain) || plain.isEnum(), path + " is " + plain);
    }
  }
}
