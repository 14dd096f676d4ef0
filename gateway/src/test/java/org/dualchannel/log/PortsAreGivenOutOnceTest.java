package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Members of one cluster would otherwise take each other's ports, now and then. */
class PortsAreGivenOutOnceTest {
  @Test
  void noTwoMembersShareOne() {
    int members = 500;
    long ports =
        IntStream.range(0, members)
            .map(i -> FreePorts.next())
            .flatMap(base -> IntStream.range(base, base + LogMember.PORTS))
            .distinct()
            .count();
    assertEquals(members * LogMember.PORTS, ports);
  }
}
