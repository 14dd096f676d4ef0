package org.dualchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** {@code top} without a node says so in one line. */
class TopCommandTest {

  @Test
  void aNodeThatIsAwayIsNamed() throws Exception {
    String nobody = "127.0.0.1:" + FreePorts.run(1);

    CommandRun run = CommandRun.of("top", "--target", nobody, "--once");

    assertEquals(Main.FAILURE, run.exitCode(), run::told);
    assertEquals("", run.out());
    assertTrue(
        run.err().startsWith("top: the node at " + nobody + " does not answer: "), run::told);
    assertEquals(1, run.err().lines().count(), run::told);
  }
}
