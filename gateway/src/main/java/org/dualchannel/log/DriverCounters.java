package org.dualchannel.log;

import io.aeron.CncFileDescriptor;
import java.io.File;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;

/**
 * The counters of a media driver and of everything that runs on it, through a mapping of their file
 * that stays when they end: reading them is safe at any time, from any thread.
 */
final class DriverCounters {

  private static final int UNKNOWN = -1;

  private final CountersReader counters;
  private final Map<LogFigure, Integer> ids = new ConcurrentHashMap<>();

  DriverCounters(Path driverDir) {
    MappedByteBuffer cnc =
        IoUtil.mapExistingFile(
            new File(driverDir.toFile(), CncFileDescriptor.CNC_FILE), "driver counters");
    UnsafeBuffer about = CncFileDescriptor.createMetaDataBuffer(cnc);
    counters =
        new CountersReader(
            CncFileDescriptor.createCountersMetaDataBuffer(cnc, about),
            CncFileDescriptor.createCountersValuesBuffer(cnc, about));
  }

  /** The value of a figure; -1 while there is no such counter. */
  long value(LogFigure figure) {
    Integer known = ids.get(figure);
    int id = known == null ? find(figure) : known;
    if (id == UNKNOWN) {
      return -1;
    }
    ids.put(figure, id);
    return counters.getCounterValue(id);
  }

  private int find(LogFigure figure) {
    int[] found = {UNKNOWN};
    counters.forEach(
        (id, typeId, key, label) -> {
          if (found[0] == UNKNOWN && figure.isOf(typeId, key.getInt(0))) {
            found[0] = id;
          }
        });
    return found[0];
  }
}
