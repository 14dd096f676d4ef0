package org.dualchannel.codec;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Derives the forms of a type and of all that it contains. Reflection happens here only; what comes
 * out reads and builds records by compiled accessors.
 */
final class Layouts {
  private static final Map<Class<?>, Form<Object>> DERIVED = new HashMap<>();

  /**
   * What this derivation has found, complete or not; kept for others once all of it is complete.
   */
  private final Map<Class<?>, Form<Object>> forms;

  private Layouts(Map<Class<?>, Form<Object>> known) {
    forms = new HashMap<>(known);
  }

  static Form<Object> derive(Class<?> type) {
    synchronized (DERIVED) {
      Layouts layouts = new Layouts(DERIVED);
      Form<Object> form = layouts.recordOrSealed(type);
      DERIVED.putAll(layouts.forms);
      return form;
    }
  }

  private Form<Object> recordOrSealed(Class<?> type) {
    Form<Object> known = forms.get(type);
    if (known != null) {
      return known;
    }
    if (type.isRecord()) {
      return record(type);
    }
    if (type.isInterface() && type.isSealed()) {
      return sealed(type);
    }
    throw new IllegalArgumentException(type.getName() + " is neither a record nor sealed");
  }

  private Form<Object> sealed(Class<?> type) {
    SealedForm form = new SealedForm(type);
    forms.put(type, form);
    permitAll(type, form);
    return form;
  }

  private void permitAll(Class<?> type, SealedForm form) {
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      if (permitted.isInterface() && permitted.isSealed()) {
        permitAll(permitted, form);
      } else if (permitted.isRecord()) {
        form.permit(permitted, recordOrSealed(permitted));
      } else {
        throw new IllegalArgumentException(
            permitted.getName() + " in " + type.getName() + " is neither a record nor sealed");
      }
    }
  }

  private Form<Object> record(Class<?> type) {
    RecordForm form = new RecordForm(type);
    forms.put(type, form);
    RecordComponent[] parts = type.getRecordComponents();
    if (parts.length > RecordForm.MAX_COMPONENTS) {
      throw new IllegalArgumentException(
          type.getName() + " has more than " + RecordForm.MAX_COMPONENTS + " components");
    }
    Component[] components = new Component[parts.length];
    MethodHandle[] readers = new MethodHandle[parts.length];
    try {
      Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      for (int i = 0; i < parts.length; i++) {
        Class<?> partType = parts[i].getType();
        MethodHandle getter = lookup.unreflect(parts[i].getAccessor());
        if (partType == boolean.class) {
          components[i] = new Component.Flag(flagGetter(lookup, getter));
          readers[i] = Readers.flag(1L << i);
        } else if (partType.isPrimitive()) {
          readers[i] = Readers.integral(partType, 1L << i, parts[i]);
          components[i] = new Component.Integral(integralGetter(lookup, getter));
        } else {
          Form<Object> partForm = component(parts[i].getGenericType(), parts[i]);
          components[i] = new Component.Reference(referenceGetter(lookup, getter), partForm);
          readers[i] = Readers.reference(partType, 1L << i, partForm);
        }
      }
      Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new);
      MethodHandle constructor = lookup.findConstructor(type, methodType(void.class, types));
      form.complete(components, Readers.construct(constructor, readers));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName() + " is not open to the codec", e);
    }
    return form;
  }

  private Form<Object> component(Type type, RecordComponent where) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return erased(new ListForm<>(single(list.getActualTypeArguments()[0], where)));
    }
    return single(type, where);
  }

  private Form<Object> single(Type type, RecordComponent where) {
    if (type instanceof Class<?> plain) {
      Form<?> scalar = Scalars.BY_CLASS.get(plain);
      if (scalar != null) {
        return erased(scalar);
      }
      if (plain.isEnum()) {
        return forms.computeIfAbsent(plain, Scalars::ofEnum);
      }
      if (plain.isRecord() || (plain.isInterface() && plain.isSealed())) {
        return recordOrSealed(plain);
      }
    }
    throw Readers.unsupported(type, where);
  }

  /** The class name without its package. */
  static String nameOf(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1);
  }

  @SuppressWarnings("unchecked") // a form is only ever given values of its component's type
  private static Form<Object> erased(Form<?> form) {
    return (Form<Object>) form;
  }

  @SuppressWarnings("unchecked")
  private static ToLongFunction<Object> integralGetter(Lookup lookup, MethodHandle getter) {
    return (ToLongFunction<Object>)
        lambda(lookup, getter, ToLongFunction.class, "applyAsLong", long.class);
  }

  @SuppressWarnings("unchecked")
  private static Predicate<Object> flagGetter(Lookup lookup, MethodHandle getter) {
    return (Predicate<Object>) lambda(lookup, getter, Predicate.class, "test", boolean.class);
  }

  @SuppressWarnings("unchecked")
  private static Function<Object, Object> referenceGetter(Lookup lookup, MethodHandle getter) {
    return (Function<Object, Object>) lambda(lookup, getter, Function.class, "apply", Object.class);
  }

  /**
   * An object of a functional interface whose one method calls the getter, compiled like a lambda.
   */
  private static Object lambda(
      Lookup lookup, MethodHandle getter, Class<?> function, String method, Class<?> result) {
    MethodType erased = methodType(result, Object.class);
    MethodType actual =
        result.isPrimitive() ? getter.type().changeReturnType(result) : getter.type();
    try {
      return LambdaMetafactory.metafactory(
              lookup, method, methodType(function), erased, getter, actual)
          .getTarget()
          .invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("No accessor could be made for " + getter, e);
    }
  }
}
