package org.openroi.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process as it was written down when it was started. Its start time tells it from a later
 * process that got the same number.
 */
record ProcessRecord(String component, long pid, long startedAt, String stopSignal) {
  private static final String SUFFIX = ".process";
  private static final long CLOCK_MILLIS = 2_000;

  static ProcessRecord of(Component component, ProcessHandle process) {
    return new ProcessRecord(
        component.name(), process.pid(), startOf(process), component.stopSignal());
  }

  /** All that is written down in this folder, the process that was started last first. */
  static List<ProcessRecord> newestFirst(Home home) throws IOException {
    List<ProcessRecord> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(home.records())) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)) {
          String[] words = Files.readString(file).split(" ");
          records.add(
              new ProcessRecord(
                  name.substring(0, name.length() - SUFFIX.length()),
                  Long.parseLong(words[0]),
                  Long.parseLong(words[1]),
                  words[2]));
        }
      }
    }
    records.sort(Comparator.comparingLong(ProcessRecord::startedAt).reversed());
    return records;
  }

  void write(Home home) throws IOException {
    String line = pid + " " + startedAt + " " + stopSignal;
    Home.write(home.record(component), line.getBytes(StandardCharsets.US_ASCII));
  }

  /** The process, if it lives and is the one that was started then. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> Math.abs(startOf(process) - startedAt) < CLOCK_MILLIS);
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
