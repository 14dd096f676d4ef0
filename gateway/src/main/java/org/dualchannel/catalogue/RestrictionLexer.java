package org.dualchannel.catalogue;

/** Cuts the text of a restriction into tokens and knows where each begins. */
final class RestrictionLexer {
  enum Kind {
    WORD,
    QUOTED,
    COMPARISON,
    PUNCTUATION,
    END
  }

  private final String source;
  private int position;
  private int line = 1;
  private int lineStart;

  private Kind kind = Kind.END;
  private String text = "";
  private Comparison comparison;
  private int tokenStart;

  RestrictionLexer(String source) {
    this.source = source;
  }

  Kind kind() {
    return kind;
  }

  /** The word, without quotes, or the punctuation. */
  String text() {
    return text;
  }

  Comparison comparison() {
    return comparison;
  }

  boolean at(char punctuation) {
    return kind == Kind.PUNCTUATION && text.charAt(0) == punctuation;
  }

  boolean at(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  void take(char punctuation) throws RestrictionSyntaxException {
    take(punctuation, "'" + punctuation + "'");
  }

  void take(char punctuation, String expected) throws RestrictionSyntaxException {
    if (!at(punctuation)) {
      throw expected(expected);
    }
    advance();
  }

  RestrictionSyntaxException expected(String expected) {
    String found =
        switch (kind) {
          case END -> "the end of the text";
          case COMPARISON -> "'" + comparison.symbol() + "'";
          case WORD, PUNCTUATION -> "'" + text + "'";
          case QUOTED -> '"' + text + '"';
        };
    return at(tokenStart, expected, found);
  }

  /** Reads the first token. */
  void begin() throws RestrictionSyntaxException {
    if (source.length() > Restriction.MAX_TEXT) {
      throw at(
          0, "at most " + Restriction.MAX_TEXT + " characters", source.length() + " characters");
    }
    advance();
  }

  /** Reads the next token. */
  void advance() throws RestrictionSyntaxException {
    skipSpace();
    tokenStart = position;
    if (position == source.length()) {
      kind = Kind.END;
      text = "";
      return;
    }
    int c = source.codePointAt(position);
    if (c == '(' || c == ')' || c == ',') {
      kind = Kind.PUNCTUATION;
      text = String.valueOf((char) c);
      position++;
    } else if (c == '>' || c == '<' || c == '=') {
      readComparison();
    } else if (c == '"') {
      readQuoted();
    } else if (Wording.isWordCharacter(c)) {
      readWord();
    } else {
      throw at(
          position,
          "a word, a number, a comparison or one of ( ) , \"",
          Wording.isPrintable(c) ? "'" + Character.toString(c) + "'" : "an unprintable character");
    }
  }

  private void skipSpace() {
    boolean comment = false;
    while (position < source.length()) {
      char c = source.charAt(position);
      if (c == '\n') {
        comment = false;
        line++;
        lineStart = position + 1;
      } else if (c == '#') {
        comment = true;
      } else if (!comment && c != ' ' && c != '\t' && c != '\r') {
        return;
      }
      position++;
    }
  }

  private void readComparison() {
    kind = Kind.COMPARISON;
    boolean orEqual = position + 1 < source.length() && source.charAt(position + 1) == '=';
    comparison =
        switch (source.charAt(position)) {
          case '>' -> orEqual ? Comparison.AT_LEAST : Comparison.OVER;
          case '<' -> orEqual ? Comparison.AT_MOST : Comparison.UNDER;
          default -> Comparison.EQUAL;
        };
    position += comparison.symbol().length();
    text = comparison.symbol();
  }

  private void readWord() throws RestrictionSyntaxException {
    kind = Kind.WORD;
    while (position < source.length()) {
      int c = source.codePointAt(position);
      if (!Wording.isWordCharacter(c)) {
        break;
      }
      position += Character.charCount(c);
    }
    text = source.substring(tokenStart, position);
    limitWord();
  }

  private void readQuoted() throws RestrictionSyntaxException {
    kind = Kind.QUOTED;
    StringBuilder word = new StringBuilder();
    position++;
    while (position < source.length()) {
      int c = source.codePointAt(position);
      if (c == '"') {
        position++;
        text = word.toString();
        limitWord();
        return;
      }
      if (c == '\\') {
        c = position + 1 < source.length() ? source.charAt(position + 1) : 0;
        if (c != '"' && c != '\\') {
          throw at(position, "\\\" or \\\\", "'\\'");
        }
        position++;
      } else if (!Wording.isPrintable(c)) {
        throw at(position, "a printable character or '\"'", "an unprintable one");
      }
      word.appendCodePoint(c);
      position += Character.charCount(c);
    }
    throw at(tokenStart, "a closing '\"'", "the end of the text");
  }

  private void limitWord() throws RestrictionSyntaxException {
    if (text.isEmpty() || text.length() > Wording.MAX_WORD) {
      throw at(
          tokenStart,
          "a word of 1 to " + Wording.MAX_WORD + " characters",
          text.length() + " characters");
    }
  }

  private RestrictionSyntaxException at(int offset, String expected, String found) {
    return new RestrictionSyntaxException(line, offset - lineStart + 1, expected, found);
  }
}
