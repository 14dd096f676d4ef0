package org.dualchannel.edge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the events of a push stream: the record of the log, and which of its events. The same
 * at every node, since every node derives the same events.
 *
 * @param index position of the record; 0 for nowhere
 * @param ordinal which event of the record, from 1
 */
record ResumeToken(long index, int ordinal) implements Comparable<ResumeToken> {
  /** Nowhere: the stream starts with a resync. */
  static final ResumeToken NONE = new ResumeToken(0, 0);

  private static final Pattern FORM = Pattern.compile("w1\\.([0-9]{1,18})\\.([0-9]{1,9})");

  /** The token of that text, {@link #NONE} for the empty one; null when it is malformed. */
  static ResumeToken parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? new ResumeToken(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : null;
  }

  @Override
  public int compareTo(ResumeToken other) {
    return index != other.index
        ? Long.compare(index, other.index)
        : Integer.compare(ordinal, other.ordinal);
  }

  /** The text that clients keep. */
  String text() {
    return equals(NONE) ? "" : "w1." + index + '.' + ordinal;
  }
}
