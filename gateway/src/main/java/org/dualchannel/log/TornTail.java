package org.dualchannel.log;

import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;

import io.aeron.logbuffer.FrameDescriptor;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The trace of a write that a crash cut off: data of a block that was never forced to disk, so that
 * nothing of it was ever acknowledged.
 *
 * <p>The archive writes a block of up to 1 MiB, forces it, and only then writes the next, into a
 * file whose unwritten part reads as zeros. A killed process leaves a block up to a page boundary
 * and zeros behind it; a power cut leaves some of its pages and zeros in place of others. So the
 * rest of a file is an unfinished write only if
 *
 * <ul>
 *   <li>all of it lies within 1 MiB, and
 *   <li>the first frame that is not whole has a right header or none at all (a header never crosses
 *       a page), and a page that should hold part of it, or all of it, reads as zeros to the page's
 *       end, and
 *   <li>either nothing but zeros follows that page, or a whole frame does.
 * </ul>
 *
 * One changed byte fulfils this only in the very last frame of a crashed log, when that frame
 * crosses a page boundary and its rest is zeros anyhow.
 *
 * @param file file that the unfinished write is in
 * @param offset where the first frame that is not whole begins
 * @param length bytes from there to the last that is not zero
 */
record TornTail(Path file, int offset, int length) {

  private static final int PAGE = 4_096;
  private static final int BLOCK_LIMIT = 1 << 20;

  /** Null when what begins at {@code at} is no unfinished write. */
  static TornTail find(LogRecording recording, Path file, UnsafeBuffer segment, long base, int at) {
    int end = Zeros.endOfOthers(segment, at, segment.capacity());
    if (end - at > BLOCK_LIMIT) {
      return null;
    }
    LogFrame frame = new LogFrame(recording);
    int hole = at;
    if (Zeros.firstOther(segment, at, at + HEADER_LENGTH) != at + HEADER_LENGTH) {
      frame.wrap(file, segment, at, base + at);
      try {
        frame.verifyHeader();
      } catch (LogDamagedException e) {
        return null;
      }
      hole = holeWithin(segment, at, frame.length());
    }
    int behind = pageEnd(segment, hole);
    boolean torn =
        hole >= 0
            && Zeros.firstOther(segment, hole, behind) == behind
            && (end <= hole || holdsFrame(frame, file, segment, base, behind, end));
    return torn ? new TornTail(file, at, end - at) : null;
  }

  /** First page boundary within a frame behind which its page is empty; negative when none. */
  private static int holeWithin(UnsafeBuffer segment, int at, int length) {
    for (int page = nextPage(at); page < at + length; page += PAGE) {
      int behind = pageEnd(segment, page);
      if (Zeros.firstOther(segment, page, behind) == behind) {
        return page;
      }
    }
    return -1;
  }

  private static boolean holdsFrame(
      LogFrame frame, Path file, UnsafeBuffer segment, long base, int from, int to) {
    for (int at = from; at + HEADER_LENGTH <= to; at += FrameDescriptor.FRAME_ALIGNMENT) {
      if (segment.getInt(at) != 0) {
        try {
          frame.wrap(file, segment, at, base + at).verify();
          return true;
        } catch (LogDamagedException e) {
          // no frame here
        }
      }
    }
    return false;
  }

  private static int pageEnd(UnsafeBuffer segment, int at) {
    return Math.min(nextPage(at), segment.capacity());
  }

  private static int nextPage(int at) {
    return (at / PAGE + 1) * PAGE;
  }
}
