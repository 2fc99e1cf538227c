package org.openroi.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openroi.event.Topics;
import org.openroi.systemtests.load.Canary;

/**
 * Looks for made-up PHI everywhere that a suite leaves bytes: topics with keys and headers, tables,
 * documents, metrics, logs and every other file. Only the values of submission topics may hold it,
 * and the folder that records are read from.
 */
final class CanaryScan {
  private static final List<String> CANARIES =
      List.of(Canary.IDENTIFIER, Canary.FORM, Canary.RECORD, Canary.KEPT);
  private static final int CHUNK = 1 << 20;

  private final SuiteUnderTest suite;
  private final List<String> words;
  private final List<String> found = new ArrayList<>();
  private long declared;

  private CanaryScan(SuiteUnderTest suite, List<String> words) {
    this.suite = suite;
    this.words = words;
  }

  /**
   * What a scan saw.
   *
   * @param found where PHI stands and must not
   * @param declared how often it was seen where it may stand: 0 would mean that the scan is blind
   */
  record Result(List<String> found, long declared) {}

  static Result of(SuiteUnderTest suite) throws IOException, SQLException {
    return of(suite, List.of());
  }

  /** Looks for more words too: names that stand in records. */
  static Result of(SuiteUnderTest suite, List<String> more) throws IOException, SQLException {
    CanaryScan scan =
        new CanaryScan(suite, Stream.concat(CANARIES.stream(), more.stream()).toList());
    try (Evidence evidence = new Evidence(suite)) {
      evidence.topics().read(scan::record);
      for (Map.Entry<String, String> document : evidence.documents().entrySet()) {
        scan.text("document " + document.getKey(), document.getValue());
      }
    }
    for (Part service : Part.ON_POSTGRESQL) {
      try (Connection database = suite.postgres(service)) {
        PostgresReader.rows(database, (table, row) -> scan.text(service + "." + table, row));
      }
    }
    for (Part service : Part.SERVICES) {
      for (String path : List.of("/q/metrics", "/q/health")) {
        scan.text(service + path, suite.get(suite.managementUrl(service) + path).orElse(""));
      }
    }
    scan.files();
    return new Result(List.copyOf(scan.found), scan.declared);
  }

  private void record(ConsumerRecord<byte[], byte[]> record) {
    String where = record.topic() + "/" + record.partition() + "/" + record.offset();
    if (record.key() != null) {
      text("key of " + where, new String(record.key(), StandardCharsets.UTF_8));
    }
    text("headers of " + where, TopicsReader.headers(record).toString());
    if (record.value() != null) {
      String value = new String(record.value(), StandardCharsets.UTF_8);
      if (Topics.submittingClient(record.topic()).isPresent()) {
        declared += words.stream().anyMatch(value::contains) ? 1 : 0;
      } else {
        text(where, value);
      }
    }
  }

  private void text(String where, String text) {
    for (String canary : words) {
      byte[] plain = canary.getBytes(StandardCharsets.UTF_8);
      if (text.contains(canary)
          || text.contains(HexFormat.of().formatHex(plain))
          || text.contains(inBase64(canary))) {
        found.add(where);
      }
    }
  }

  /** What stands in the base64 of these bytes wherever they begin at a multiple of three. */
  static String inBase64(String canary) {
    byte[] plain = canary.getBytes(StandardCharsets.UTF_8);
    String whole = Base64.getEncoder().withoutPadding().encodeToString(plain);
    return whole.substring(0, plain.length / 3 * 4);
  }

  private void files() throws IOException {
    try (Stream<Path> all = Files.walk(suite.home())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        boolean holds = holds(file, words);
        if (holds && isDeclared(file)) {
          declared++;
        } else if (holds) {
          found.add("file " + suite.home().relativize(file));
        }
      }
    }
  }

  /** The broker's segments of a submission topic, and the records. */
  private boolean isDeclared(Path file) {
    Path folder = file.getParent();
    return folder != null && (suite.records().holds(file) || isSubmissions(folder));
  }

  private static boolean isSubmissions(Path folder) {
    return Topics.submittingClient(folder.getFileName().toString().replaceFirst("-\\d+$", ""))
        .isPresent();
  }

  /** Files come and go under a running suite: one that is gone holds nothing. */
  static boolean holdsCanary(Path file) {
    return holds(file, CANARIES);
  }

  private static boolean holds(Path file, List<String> words) {
    int overlap = words.stream().mapToInt(String::length).max().orElse(0);
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK + overlap);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.read(buffer) >= 0) {
        if (holds(buffer.array(), buffer.position(), words)) {
          return true;
        }
        int kept = Math.min(overlap, buffer.position());
        buffer.flip().position(buffer.limit() - kept);
        buffer.compact();
      }
      return false;
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean holds(byte[] bytes, int length, List<String> words) {
    for (String canary : words) {
      byte[] plain = canary.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i + plain.length <= length; i++) {
        int same = 0;
        while (same < plain.length && bytes[i + same] == plain[same]) {
          same++;
        }
        if (same == plain.length) {
          return true;
        }
      }
    }
    return false;
  }
}
