package org.dualchannel.rules;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the rules that the annotated code computes or enforces, by their id (such as {@code
 * S2-31}). {@code docs/rules.md} is generated from it, from {@link Reason} and from the tests that
 * carry the same id as a JUnit tag.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD})
public @interface Rule {
  /** The ids, for example {@code {"S2-31", "S2-32"}}. */
  String[] value();
}
