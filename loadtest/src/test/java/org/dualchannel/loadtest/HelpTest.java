package org.dualchannel.loadtest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** picocli takes every text as a format and prints a warning over the help when it is none. */
class HelpTest {
  @TestFactory
  List<DynamicTest> everyTextIsAFormat() {
    List<DynamicTest> tests = new ArrayList<>();
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      List<String> texts = new ArrayList<>(Arrays.asList(spec.usageMessage().description()));
      spec.options().forEach(option -> texts.addAll(Arrays.asList(option.description())));
      tests.add(
          DynamicTest.dynamicTest(
              spec.name(), () -> texts.forEach(text -> assertDoesNotThrow(() -> formatted(text)))));
    }
    return tests;
  }

  private static String formatted(String text) {
    return String.format(text.replace("${DEFAULT-VALUE}", "1"));
  }
}
