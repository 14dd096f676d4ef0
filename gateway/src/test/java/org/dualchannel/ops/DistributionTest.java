package org.dualchannel.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is shipped beside the jars agrees with the code and the build. */
class DistributionTest {

  private static final Path CONF = Path.of("src", "main", "dist", "conf");
  private static final Pattern ACCESS =
      Pattern.compile("--add-(?:opens|exports) \\S+|-Dchronicle\\S+");

  @Test
  void theShippedJvmHasTheAccessThatTheTestsHave() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));
    Matcher opens = Pattern.compile("(?s)<jvm.opens>(.*?)</jvm.opens>").matcher(pom);
    assertTrue(opens.find(), "pom.xml has no jvm.opens");
    Set<String> tested = accesses(opens.group(1));
    assertTrue(tested.size() > 5, "jvm.opens holds only " + tested);
    assertEquals(tested, accesses(Files.readString(CONF.resolve("jvm.options"))));
  }

  private static Set<String> accesses(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = ACCESS.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  @Test
  void theShippedConfigurationIsTheDefaultOne() throws Exception {
    Path shipped = CONF.resolve("dualchannel.yaml");
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(shipped, GatewayConfig.defaults().print());
    }
    assertEquals(
        GatewayConfig.defaults().print(),
        Files.exists(shipped) ? Files.readString(shipped) : "",
        "run: mvn -pl gateway -am test -Dtest=DistributionTest -Dupdate.docs=true"
            + " -Dsurefire.failIfNoSpecifiedTests=false");
    assertEquals(GatewayConfig.defaults(), GatewayConfig.load(shipped, Map.of(), Map.of()));
  }

  @Test
  void optionFilesHoldOptionsAndComments() throws IOException {
    for (String file : new String[] {"jvm.options", "jvm-24.options"}) {
      for (String line : Files.readAllLines(CONF.resolve(file))) {
        assertTrue(
            line.isBlank() || line.startsWith("#") || line.startsWith("-"), file + ": " + line);
      }
    }
  }
}
