package org.dualchannel.ops;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the configuration file says about one key, and the values it accepts. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {
  /** The comment above the key. */
  String value();

  /** The least value of a number. */
  long min() default 0;

  /** The greatest value of a number. */
  long max() default Long.MAX_VALUE;

  /** Whether a number must be a power of two. */
  boolean powerOfTwo() default false;

  /** What a text, or each item of a list, must match. */
  String pattern() default "";

  /** The pattern in words. */
  String expected() default "";
}
