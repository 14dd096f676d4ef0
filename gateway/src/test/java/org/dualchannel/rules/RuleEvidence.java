package org.dualchannel.rules;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;

/**
 * Where each rule lives: the code that is annotated with it or refuses in its name, and the tests
 * that carry its tag.
 */
final class RuleEvidence {

  private static final String ROOT = "org.dualchannel";

  /** By id, then by place such as {@code routing.Router#route}, the reasons used there. */
  private final Map<String, Map<String, Set<String>>> code = new TreeMap<>();

  private final Map<String, Set<String>> tests = new TreeMap<>();

  static RuleEvidence collect() {
    RuleEvidence evidence = new RuleEvidence();
    JavaClasses main =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("org/dualchannel/v1/"))
            .importPackages(ROOT);
    main.forEach(evidence::readCode);
    new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
        .importPackages(ROOT)
        .forEach(evidence::readTests);
    return evidence;
  }

  private void readCode(JavaClass type) {
    readRules(type, place(type));
    for (JavaMember member : type.getMembers()) {
      readRules(member, place(member));
    }
    if (type.isEquivalentTo(Reason.class)) {
      return;
    }
    for (JavaFieldAccess access : type.getFieldAccessesFromSelf()) {
      if (access.getTargetOwner().isEquivalentTo(Reason.class)) {
        readReason(access);
      }
    }
  }

  private void readRules(HasAnnotations<?> annotated, String place) {
    for (JavaAnnotation<?> annotation : annotated.getAnnotations()) {
      if (annotation.getRawType().isEquivalentTo(Rule.class)) {
        for (String id : (String[]) annotation.get("value").orElseThrow()) {
          reasonsAt(id, place);
        }
      }
    }
  }

  private void readReason(JavaFieldAccess access) {
    for (Reason reason : Reason.values()) {
      if (reason.name().equals(access.getTarget().getName())) {
        String place = place(access.getOwner());
        reason.rules().forEach(id -> reasonsAt(id, place).add(reason.name()));
      }
    }
  }

  private Set<String> reasonsAt(String id, String place) {
    return code.computeIfAbsent(id, key -> new TreeMap<>())
        .computeIfAbsent(place, key -> new TreeSet<>());
  }

  private void readTests(JavaClass type) {
    readTags(type, place(type));
    type.getMethods().forEach(method -> readTags(method, place(method)));
  }

  private void readTags(HasAnnotations<?> annotated, String place) {
    for (JavaAnnotation<?> annotation : annotated.getAnnotations()) {
      for (String tag : tags(annotation)) {
        // Other tags, such as those that choose what runs when, are none of our business.
        if (tag.matches("S\\d.*")) {
          tests.computeIfAbsent(tag, key -> new TreeSet<>()).add(place);
        }
      }
    }
  }

  private static List<String> tags(JavaAnnotation<?> annotation) {
    List<String> tags = new ArrayList<>();
    if (annotation.getRawType().isEquivalentTo(Tag.class)) {
      tags.add((String) annotation.get("value").orElseThrow());
    } else if (annotation.getRawType().isEquivalentTo(Tags.class)) {
      for (Object tag : (Object[]) annotation.get("value").orElseThrow()) {
        tags.add((String) ((JavaAnnotation<?>) tag).get("value").orElseThrow());
      }
    }
    return tags;
  }

  private static String place(JavaClass type) {
    String name = type.getName().replace('$', '.');
    // Anonymous classes end in a number; what matters is where they are.
    return name.substring(ROOT.length() + 1).replaceAll("(\\.\\d+)+$", "");
  }

  private static String place(JavaMember member) {
    String name = member.getName();
    if (name.startsWith("lambda$")) {
      name = name.substring("lambda$".length(), name.lastIndexOf('$'));
    }
    boolean named = !name.startsWith("<") && !name.equals("static") && !name.equals("new");
    return place(member.getOwner()) + (named ? "#" + name : "");
  }

  Set<String> idsInCode() {
    return code.keySet();
  }

  Set<String> idsInTests() {
    return tests.keySet();
  }

  Map<String, Set<String>> codeOf(String id) {
    return code.getOrDefault(id, Map.of());
  }

  Set<String> testsOf(String id) {
    return tests.getOrDefault(id, Set.of());
  }
}
