package org.dualchannel.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.dualchannel.trace.TraceCode;

/** A scanned code is read or not; its key is short, and read again it names the same pack. */
final class TraceCodeProperty implements ByteProperty {
  private static final int LONGEST_KEY = 4 + 14 + 4 + 20;

  @Override
  public void check(byte[] input) {
    TraceCode code = TraceCode.parse(new String(input, StandardCharsets.UTF_8));
    if (code == null) {
      return;
    }
    assertTrue(code.key().length() <= LONGEST_KEY, code.key());
    assertTrue(code.key().chars().allMatch(c -> c > ' ' && c < 127), code.key());
    boolean national = code.form() == TraceCode.Form.NATIONAL;
    assertEquals(national ? TraceCode.PREFIX_LENGTH : 14, code.product().length());
    TraceCode again = TraceCode.parse(code.key());
    assertNotNull(again, code.key());
    assertEquals(code.key(), again.key());
    assertEquals(code.form(), again.form());
    assertEquals(code.product(), again.product());
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            "83001010000000000123",
            "(01)06901234567892(21)A1B2C3",
            "(01)06901234567892(17)271231(10)LOT7(21)A1B2C3",
            "]d201069012345678921727123110LOT7\u001d21A1B2C3",
            "\u001d0106901234567892172712002199",
            "0106901234567892112601012199\u001d10B",
            "]C1010690123456789221x\"!%&'*+,-./:;<=>?_",
            "(01)06901234567892(21)(((",
            "8300101000000000012",
            "")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}
