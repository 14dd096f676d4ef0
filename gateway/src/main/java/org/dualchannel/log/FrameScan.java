package org.dualchannel.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks over the frames of a recording's files and finds its end.
 *
 * <p>A recording that was stopped in good order ends at the position that the catalogue gives, and
 * nothing but zeros follows. One that was cut off by a crash ends before the first frame that is
 * not whole, which is accepted in two cases only: nothing but zeros follows, or the rest is a
 * {@link TornTail}. Whatever else is not a whole frame is damage.
 */
final class FrameScan implements AutoCloseable {

  private final LogRecording recording;
  private final List<Long> segments;
  private final LogFrame frame;
  private final ByteBuffer content;
  private final UnsafeBuffer buffer;
  private TornTail tornTail;

  FrameScan(LogRecording recording) {
    this.recording = recording;
    this.segments = recording.segments(files(recording));
    this.frame = new LogFrame(recording);
    this.content = ByteBuffer.allocateDirect(recording.segmentLength());
    this.buffer = new UnsafeBuffer(content);
  }

  private static List<Path> files(LogRecording recording) {
    try (Stream<Path> list = Files.list(recording.archiveDir())) {
      return list.filter(recording::owns).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + recording.archiveDir(), e);
    }
  }

  /** Visits all frames and returns the position at which the log ends. */
  long run(Consumer<LogFrame> visitor) {
    return run(0, visitor);
  }

  /** Visits the frames at the end, where a crash leaves its traces; returns the log's end. */
  long runTail() {
    return run(Math.max(0, segments.size() - 2), each -> {});
  }

  private long run(int first, Consumer<LogFrame> visitor) {
    long end = recording.startPosition();
    boolean ended = false;
    for (int i = first; i < segments.size(); i++) {
      long base = segments.get(i);
      Path file = recording.segmentFile(base);
      load(file, i == segments.size() - 1);
      if (ended) {
        zeros(file, 0);
        continue;
      }
      int from = (int) Math.max(0, recording.startPosition() - base);
      int at = frames(file, base, from, visitor);
      end = base + at;
      ended = at < recording.segmentLength() || end == recording.stopPosition();
      if (ended && tornTail == null) {
        zeros(file, at);
      }
    }
    if (recording.stopped() && end != recording.stopPosition()) {
      throw new LogDamagedException(
          recording.archiveDir().resolve(CatalogFile.NAME),
          0,
          "the log should end at " + recording.stopPosition() + " and ends at " + end);
    }
    return end;
  }

  /** Visits the frames of the loaded file and returns the offset of their end. */
  private int frames(Path file, long base, int from, Consumer<LogFrame> visitor) {
    long stop = recording.stopped() ? recording.stopPosition() - base : Long.MAX_VALUE;
    int limit = (int) Math.min(recording.segmentLength(), stop);
    int at = from;
    while (at < limit) {
      frame.wrap(file, buffer, at, base + at);
      try {
        frame.verify();
      } catch (LogDamagedException damage) {
        if (recording.stopped() || !endsHere(file, base, at)) {
          throw damage;
        }
        return at;
      }
      int next = at + frame.alignedLength();
      visitor.accept(frame);
      at = next;
    }
    return at;
  }

  private boolean endsHere(Path file, long base, int at) {
    if (Zeros.firstOther(buffer, at, buffer.capacity()) == buffer.capacity()) {
      return true;
    }
    tornTail = TornTail.find(recording, file, buffer, base, at);
    return tornTail != null;
  }

  /** The unfinished write at the end, once {@link #run} is done; null when there is none. */
  TornTail tornTail() {
    return tornTail;
  }

  private void zeros(Path file, int from) {
    int other = Zeros.firstOther(buffer, from, buffer.capacity());
    if (other != buffer.capacity()) {
      throw new LogDamagedException(file, other, "not zero behind the end of the log");
    }
  }

  /** A crash may leave the last file short of its length; what is missing reads as zeros. */
  private void load(Path file, boolean last) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      boolean shortAllowed = last && !recording.stopped();
      if (size != recording.segmentLength() && !(shortAllowed && size < content.capacity())) {
        throw new LogDamagedException(
            file, size, "the file has " + size + " bytes, not " + recording.segmentLength());
      }
      content.clear();
      while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
        // until full or at the end of the file
      }
      buffer.setMemory(content.position(), content.remaining(), (byte) 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  @Override
  public void close() {
    BufferUtil.free(content);
  }
}
