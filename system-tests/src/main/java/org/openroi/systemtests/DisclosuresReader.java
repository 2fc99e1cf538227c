package org.openroi.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DeliveryId;
import org.openroi.event.EventCodec;
import org.openroi.event.ReleaseId;
import org.openroi.systemtests.checker.Disclosures;
import org.openroi.systemtests.checker.Disclosures.Act;
import org.openroi.systemtests.checker.Disclosures.Arrival;
import org.openroi.systemtests.checker.Disclosures.State;
import org.openroi.systemtests.checker.Disclosures.Touch;
import org.openroi.systemtests.checker.Disclosures.WorkItem;

/** What was disclosed, as the checker wants it. */
final class DisclosuresReader {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private DisclosuresReader() {}

  static Disclosures disclosures(
      SuiteUnderTest suite, Connection redaction, Connection authorization)
      throws SQLException, IOException {
    return new Disclosures(
        PostgresReader.read(
            redaction,
            "SELECT release_id, delivery, decision, state FROM disclosure",
            row ->
                new WorkItem(
                    new ReleaseId(row.getObject(1, UUID.class)),
                    delivery(row, 2),
                    EventCodec.decodeStructured(row.getBytes(3)).subjectVersion(),
                    State.valueOf(row.getString(4)))),
        PostgresReader.read(
            redaction,
            "SELECT delivery, sha256, bytes FROM package",
            row -> new Disclosures.Sealed(delivery(row, 1), row.getString(2), row.getLong(3))),
        PostgresReader.read(
            redaction,
            "SELECT delivery, number, state FROM attempt",
            row -> new Disclosures.Attempt(delivery(row, 1), row.getInt(2), row.getString(3))),
        PostgresReader.read(
            redaction,
            "SELECT delivery, evidence FROM receipt",
            row -> new Disclosures.Receipt(delivery(row, 1), row.getString(2))),
        PostgresReader.read(
            authorization,
            "SELECT release_id, delivery, granted_at, valid_until, closed_at FROM permit",
            row ->
                new Disclosures.Permit(
                    new ReleaseId(row.getObject(1, UUID.class)),
                    delivery(row, 2),
                    row.getTimestamp(3).toInstant(),
                    row.getTimestamp(4).toInstant(),
                    instant(row, 5))),
        PostgresReader.read(
            authorization,
            """
            SELECT id, revocation_effective_at FROM authorization_form
             WHERE revocation_received_at IS NOT NULL
            """,
            row ->
                new Disclosures.Revocation(
                    new AuthorizationId(row.getObject(1, UUID.class)), instant(row, 2))),
        touches(suite.recipientsLedger()),
        arrivals(suite),
        suite.records().reads(),
        suite.records().marked());
  }

  /** The recipients' own ledger. */
  static List<Touch> touches(Path ledger) throws IOException {
    if (!Files.exists(ledger)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(ledger, StandardCharsets.UTF_8)) {
      return lines.flatMap(line -> touch(line).stream()).toList();
    }
  }

  /** A line; nothing where the server died in the middle of it, before it did what it says. */
  private static Optional<Touch> touch(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return Optional.of(
          new Touch(
              Instant.parse(node.path("at").asText()),
              node.path("user").asText(),
              act(node.path("what").asText()),
              node.path("file").asText(),
              node.path("offset").asLong(),
              node.path("bytes").asLong()));
    } catch (IOException half) {
      return Optional.empty();
    }
  }

  private static Act act(String what) {
    return switch (what) {
      case "write" -> Act.WRITE;
      case "rename" -> Act.RENAME;
      case "remove" -> Act.REMOVE;
      default -> Act.OTHER;
    };
  }

  /** What lies with each user, opened with that user's key. */
  static List<Arrival> arrivals(SuiteUnderTest suite) throws IOException {
    List<Arrival> arrivals = new ArrayList<>();
    for (Path file : files(suite)) {
      Path within = suite.received().relativize(file);
      String user = within.getName(0).toString();
      arrivals.add(
          new Arrival(
              user,
              user.equals(within.toString())
                  ? user
                  : within.subpath(1, within.getNameCount()).toString(),
              sha256(file),
              Files.size(file),
              opened(suite, file, user)));
    }
    return arrivals;
  }

  private static Disclosures.@Nullable Opened opened(SuiteUnderTest suite, Path file, String user) {
    return OpenedPackage.of(file, suite.recipients().keys(), user)
        .flatMap(OpenedPackage::forTheChecker)
        .orElse(null);
  }

  /** Digest of every file with a recipient, and of the ledger. */
  static SortedMap<String, String> digests(SuiteUnderTest suite) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    for (Path file : files(suite)) {
      digests.put("recipient " + suite.received().relativize(file), sha256(file));
    }
    Path ledger = suite.recipientsLedger();
    digests.put("recipients' ledger", Files.exists(ledger) ? sha256(ledger) : "");
    return digests;
  }

  private static List<Path> files(SuiteUnderTest suite) throws IOException {
    if (!Files.exists(suite.received())) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(suite.received())) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().matches(".*\\.(quota|closed)"))
          .sorted()
          .toList();
    }
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }

  private static DeliveryId delivery(ResultSet row, int column) throws SQLException {
    return new DeliveryId(row.getObject(column, UUID.class));
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    return row.getTimestamp(column) == null ? null : row.getTimestamp(column).toInstant();
  }
}
