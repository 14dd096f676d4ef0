package org.dualchannel.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * A payment restriction (限定支付范围): conditions combined by {@code all}, {@code any} and {@code not}.
 *
 * <pre>{@code
 * restriction = combination | condition ;
 * combination = ( "all" | "any" ) "(" restriction { "," restriction } ")"
 *             | "not" "(" restriction ")" ;
 * condition   = ( "age" | "line" | "days" ) bound
 *             | "sex" "(" ( "M" | "F" ) ")"
 *             | "who_fc" "(" class { "," class } ")"
 *             | "prior" "(" word [ "," "months" bound ] [ "," "response" bound ] ")"
 *             | "contraindicated_or_failed" "(" word [ "," "months" bound ] "," "response" bound ")"
 *             | list "(" word { "," word } ")" ;
 * list        = "diagnosis" | "specialty" | "evidence" | "strength" | "hospital_level"
 *             | "scheme" | "visit" ;
 * class       = "I" | "II" | "III" | "IV" ;
 * bound       = ( ">=" | "<=" | ">" | "<" | "=" ) number ;
 * number      = digit { digit } ;                        (* at most 9,999 *)
 * word        = wordChar { wordChar } | quoted ;         (* at most 64 characters *)
 * wordChar    = letter | digit | "." | "_" | "-" | "+" | "/" ;
 * quoted      = '"' { any character but '"', '\' and controls | '\"' | '\\' } '"' ;
 * }</pre>
 *
 * Space and line breaks may stand between tokens; {@code #} begins a comment that runs to the end
 * of the line. A list is met by any one of its words. A diagnosis code is met by itself and by
 * every code under it: {@code M05} by {@code M05.9}. Words compare without regard to case.
 *
 * <p>Judging is three-valued: a condition on an unknown fact is unknown, so is its negation, and
 * only what is {@link Truth#MET} pays.
 */
@Rule("S2-45")
public sealed interface Restriction
    permits Restriction.All, Restriction.Any, Restriction.Not, Condition {

  /** Longest text that is parsed, in characters. */
  int MAX_TEXT = 2_000;

  /** Deepest nesting; a lone condition has depth 1. */
  int MAX_DEPTH = 12;

  /** Most parts of one combination and most words of one list. */
  int MAX_PARTS = 64;

  /** Parses a text. */
  static Restriction parse(String text) throws RestrictionSyntaxException {
    return new RestrictionParser(text).parse();
  }

  /** Judges by three values; allocates nothing. */
  Truth truth(ClinicalFacts facts);

  /**
   * The canonical text; parsing it gives an equal restriction. It has more spaces than what was
   * parsed may have had, and so may be longer than {@link #MAX_TEXT}.
   */
  String text();

  /** What is asked for, in English. */
  String english();

  /** What is asked for, in Chinese. */
  String chinese();

  /** Adds every condition that stands in the way; called only when this one is not met. */
  default void collectUnmet(ClinicalFacts facts, List<Evaluation.Unmet> into) {
    into.add(new Evaluation.Unmet(text(), truth(facts) == Truth.UNKNOWN, english(), chinese()));
  }

  /** Judges, and names what is in the way. */
  default Evaluation evaluate(ClinicalFacts facts) {
    if (truth(facts) == Truth.MET) {
      return Evaluation.MET;
    }
    List<Evaluation.Unmet> unmet = new ArrayList<>();
    collectUnmet(facts, unmet);
    return new Evaluation(false, unmet);
  }

  /** Met when every part is. */
  record All(List<Restriction> parts) implements Restriction {
    public All {
      parts = Wording.checkedParts(parts);
    }

    @Override
    public Truth truth(ClinicalFacts facts) {
      Truth truth = Truth.MET;
      for (int i = 0; i < parts.size(); i++) {
        Truth part = parts.get(i).truth(facts);
        if (part == Truth.UNMET) {
          return Truth.UNMET;
        }
        if (part == Truth.UNKNOWN) {
          truth = Truth.UNKNOWN;
        }
      }
      return truth;
    }

    @Override
    public void collectUnmet(ClinicalFacts facts, List<Evaluation.Unmet> into) {
      for (Restriction part : parts) {
        if (part.truth(facts) != Truth.MET) {
          part.collectUnmet(facts, into);
        }
      }
    }

    @Override
    public String text() {
      return Wording.call("all", parts);
    }

    @Override
    public String english() {
      return Wording.join(parts, Restriction::english, "all of (", "; ", ")");
    }

    @Override
    public String chinese() {
      return Wording.join(parts, Restriction::chinese, "同时满足（", "；", "）");
    }
  }

  /** Met when some part is. */
  record Any(List<Restriction> parts) implements Restriction {
    public Any {
      parts = Wording.checkedParts(parts);
    }

    @Override
    public Truth truth(ClinicalFacts facts) {
      Truth truth = Truth.UNMET;
      for (int i = 0; i < parts.size(); i++) {
        Truth part = parts.get(i).truth(facts);
        if (part == Truth.MET) {
          return Truth.MET;
        }
        if (part == Truth.UNKNOWN) {
          truth = Truth.UNKNOWN;
        }
      }
      return truth;
    }

    @Override
    public void collectUnmet(ClinicalFacts facts, List<Evaluation.Unmet> into) {
      for (Restriction part : parts) {
        part.collectUnmet(facts, into);
      }
    }

    @Override
    public String text() {
      return Wording.call("any", parts);
    }

    @Override
    public String english() {
      return Wording.join(parts, Restriction::english, "any of (", "; ", ")");
    }

    @Override
    public String chinese() {
      return Wording.join(parts, Restriction::chinese, "满足其一（", "；", "）");
    }
  }

  /** Met when the part is known not to be. */
  record Not(Restriction part) implements Restriction {
    public Not {
      Wording.checkedParts(List.of(part));
    }

    @Override
    public Truth truth(ClinicalFacts facts) {
      return part.truth(facts).negated();
    }

    @Override
    public String text() {
      return Wording.call("not", List.of(part));
    }

    @Override
    public String english() {
      return "not " + part.english();
    }

    @Override
    public String chinese() {
      return "不属于：" + part.chinese();
    }
  }
}
