package org.dualchannel.catalogue;

import java.util.ArrayList;
import java.util.List;

/** Reads the grammar of {@link Restriction} by recursive descent; one use. */
final class RestrictionParser {
  private static final String RESTRICTION_EXPECTED =
      "a condition such as all(…), any(…), not(…), age, diagnosis(…) or prior(…)";

  private final RestrictionLexer lexer;

  RestrictionParser(String text) {
    this.lexer = new RestrictionLexer(text);
  }

  Restriction parse() throws RestrictionSyntaxException {
    lexer.begin();
    Restriction restriction = restriction(1);
    if (lexer.kind() != RestrictionLexer.Kind.END) {
      throw lexer.expected("the end of the restriction");
    }
    return restriction;
  }

  private Restriction restriction(int depth) throws RestrictionSyntaxException {
    if (depth > Restriction.MAX_DEPTH) {
      throw lexer.expected("at most " + Restriction.MAX_DEPTH + " levels of nesting");
    }
    if (lexer.kind() != RestrictionLexer.Kind.WORD) {
      throw lexer.expected(RESTRICTION_EXPECTED);
    }
    return switch (lexer.text()) {
      case "all" -> new Restriction.All(parts(depth));
      case "any" -> new Restriction.Any(parts(depth));
      case "not" -> new Restriction.Not(inBrackets(() -> restriction(depth + 1)));
      default -> condition();
    };
  }

  private List<Restriction> parts(int depth) throws RestrictionSyntaxException {
    return list(() -> restriction(depth + 1));
  }

  private Condition condition() throws RestrictionSyntaxException {
    String keyword = lexer.text();
    for (Quantity quantity : Quantity.values()) {
      if (quantity.keyword().equals(keyword)) {
        lexer.advance();
        return new Condition.Measure(quantity, bound());
      }
    }
    for (Subject subject : Subject.values()) {
      if (subject.keyword().equals(keyword)) {
        return new Condition.OneOf(subject, list(this::word));
      }
    }
    return switch (keyword) {
      case "sex" -> new Condition.SexIs(inBrackets(this::sex));
      case "who_fc" -> new Condition.WhoClass(list(this::functionalClass));
      case "prior" -> inBrackets(() -> therapy(false));
      case "contraindicated_or_failed" -> inBrackets(() -> therapy(true));
      default -> throw lexer.expected(RESTRICTION_EXPECTED);
    };
  }

  private Condition therapy(boolean orContraindicated) throws RestrictionSyntaxException {
    String therapy = word();
    Condition.Bound months = null;
    Condition.Bound response = null;
    while (lexer.at(',')) {
      lexer.advance();
      if (lexer.at("months") && months == null && response == null) {
        lexer.advance();
        months = bound();
      } else if (lexer.at("response") && response == null) {
        lexer.advance();
        response = bound();
      } else {
        throw lexer.expected(
            response != null ? "')'" : months != null ? "response" : "months or response");
      }
    }
    if (orContraindicated && response == null) {
      throw lexer.expected("', response' and what counts as failed");
    }
    return orContraindicated
        ? new Condition.ContraindicatedOrFailed(therapy, months, response)
        : new Condition.Prior(therapy, months, response);
  }

  private Condition.Bound bound() throws RestrictionSyntaxException {
    if (lexer.kind() != RestrictionLexer.Kind.COMPARISON) {
      throw lexer.expected("one of >= <= > < =");
    }
    Comparison comparison = lexer.comparison();
    lexer.advance();
    if (lexer.kind() != RestrictionLexer.Kind.WORD || !isNumber(lexer.text())) {
      throw lexer.expected("a whole number from 0 to 9999");
    }
    int value = Integer.parseInt(lexer.text());
    lexer.advance();
    return new Condition.Bound(comparison, value);
  }

  private static boolean isNumber(String text) {
    return text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private Sex sex() throws RestrictionSyntaxException {
    for (Sex sex : Sex.values()) {
      if (lexer.at(sex.code())) {
        lexer.advance();
        return sex;
      }
    }
    throw lexer.expected("M or F");
  }

  private FunctionalClass functionalClass() throws RestrictionSyntaxException {
    for (FunctionalClass functionalClass : FunctionalClass.values()) {
      if (lexer.at(functionalClass.name())) {
        lexer.advance();
        return functionalClass;
      }
    }
    throw lexer.expected("I, II, III or IV");
  }

  private String word() throws RestrictionSyntaxException {
    if (lexer.kind() != RestrictionLexer.Kind.WORD
        && lexer.kind() != RestrictionLexer.Kind.QUOTED) {
      throw lexer.expected("a word");
    }
    String word = lexer.text();
    lexer.advance();
    return word;
  }

  private interface Element<T> {
    T read() throws RestrictionSyntaxException;
  }

  /** What follows a keyword: one element in brackets. */
  private <T> T inBrackets(Element<T> element) throws RestrictionSyntaxException {
    lexer.advance();
    lexer.take('(');
    T read = element.read();
    lexer.take(')');
    return read;
  }

  /** What follows a keyword: one or more elements in brackets. */
  private <T> List<T> list(Element<T> element) throws RestrictionSyntaxException {
    lexer.advance();
    lexer.take('(');
    List<T> elements = new ArrayList<>();
    elements.add(element.read());
    while (lexer.at(',')) {
      if (elements.size() == Restriction.MAX_PARTS) {
        throw lexer.expected("at most " + Restriction.MAX_PARTS + " parts");
      }
      lexer.advance();
      elements.add(element.read());
    }
    lexer.take(')', "',' or ')'");
    return elements;
  }
}
