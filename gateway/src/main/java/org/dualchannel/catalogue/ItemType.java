package org.dualchannel.catalogue;

import java.util.regex.Pattern;

/** The kinds of item that a prescription can hold, each with its national code pattern. */
public enum ItemType {
  /** Western medicine (西药): {@code X} and 22 characters. */
  WESTERN("11", "X[0-9A-Z]{22}"),
  /** Chinese patent medicine (中成药): {@code Z} and 19 characters. */
  CHINESE_PATENT("12", "Z[0-9A-Z]{19}"),
  /** Decoction pieces (中药饮片): {@code T} and 9 digits. */
  DECOCTION_PIECES("13", "T[0-9]{9}");

  private final String code;
  private final String pattern;
  private final Pattern compiled;

  ItemType(String code, String pattern) {
    this.code = code;
    this.pattern = pattern;
    this.compiled = Pattern.compile(pattern);
  }

  /** The national code of the item type: 11, 12 or 13. */
  public String code() {
    return code;
  }

  /** The regular expression that a drug code of this type matches. */
  public String pattern() {
    return pattern;
  }

  /** Whether {@code drugCode} has the shape of this type's codes. */
  public boolean matches(String drugCode) {
    return compiled.matcher(drugCode).matches();
  }

  /** The type with the given national code, or null when there is none. */
  public static ItemType ofCode(String code) {
    for (ItemType type : values()) {
      if (type.code.equals(code)) {
        return type;
      }
    }
    return null;
  }
}
