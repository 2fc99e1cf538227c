package org.openroi.systemtests;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Changes the audit store as somebody with full rights to it could, has it verified the way a user
 * does ({@code ./roi verify}), and puts it back as it was.
 */
final class Tampering {
  /** What is done to the store. */
  enum Kind {
    ONE_BYTE_CHANGED,
    ONLY_A_QUERYABLE_FIELD_CHANGED,
    ONE_DELETED,
    TWO_SWAPPED,
    TAIL_CUT_PAST_AN_EXPORTED_CHECKPOINT
  }

  /**
   * What the verifier said of one change.
   *
   * @param place the lowest sequence that was touched
   */
  record Verdict(Kind kind, long place, Verified verified) {
    /** Whether the verifier failed and named the place. */
    boolean isFound() {
      return verified.code() == 1 && verified.output().matches("(?s).*\\b" + place + "\\b.*");
    }
  }

  /** Exit code and output of the verifier. */
  record Verified(int code, String output) {}

  private static final long TAIL = 3;

  private final SuiteUnderTest suite;

  Tampering(SuiteUnderTest suite) {
    this.suite = suite;
  }

  Verdict of(Kind kind) throws IOException, InterruptedException {
    try (MongoClient client = MongoClients.create(suite.mongo())) {
      MongoDatabase audit =
          client
              .getDatabase(suite.auditDatabase())
              .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
      MongoCollection<Document> entries = audit.getCollection("entries");
      MongoCollection<Document> checkpoints = audit.getCollection("checkpoints");
      long size = entries.countDocuments();
      long place = kind == Kind.TAIL_CUT_PAST_AN_EXPORTED_CHECKPOINT ? size - TAIL : size / 2;
      List<Document> before = new ArrayList<>();
      entries.find(Filters.gte("_id", place)).into(before);
      List<Document> signed = new ArrayList<>();
      checkpoints.find(Filters.gt("size", place)).into(signed);
      try {
        tamper(kind, place, entries, checkpoints);
        return new Verdict(kind, place, verify());
      } finally {
        entries.deleteMany(Filters.gte("_id", place));
        entries.insertMany(before);
        checkpoints.deleteMany(Filters.gt("size", place));
        if (!signed.isEmpty()) {
          checkpoints.insertMany(signed);
        }
      }
    }
  }

  private static void tamper(
      Kind kind,
      long place,
      MongoCollection<Document> entries,
      MongoCollection<Document> checkpoints) {
    Document entry = entries.find(Filters.eq("_id", place)).first();
    Document next = entries.find(Filters.eq("_id", place + 1)).first();
    if (entry == null || next == null) {
      throw new IllegalStateException("the log is too short to be tampered with");
    }
    switch (kind) {
      case ONE_BYTE_CHANGED -> {
        byte[] bytes = entry.get("bytes", Binary.class).getData().clone();
        bytes[bytes.length / 2] ^= 1;
        entries.replaceOne(
            Filters.eq("_id", place), new Document(entry).append("bytes", new Binary(bytes)));
      }
      case ONLY_A_QUERYABLE_FIELD_CHANGED ->
          entries.replaceOne(
              Filters.eq("_id", place), new Document(entry).append("facility", "another-facility"));
      case ONE_DELETED -> entries.deleteOne(Filters.eq("_id", place));
      case TWO_SWAPPED -> {
        entries.deleteMany(Filters.in("_id", place, place + 1));
        entries.insertOne(moved(next, place));
        entries.insertOne(moved(entry, place + 1));
      }
      case TAIL_CUT_PAST_AN_EXPORTED_CHECKPOINT -> {
        entries.deleteMany(Filters.gte("_id", place));
        checkpoints.deleteMany(Filters.gt("size", place));
      }
    }
  }

  private static Document moved(Document entry, long sequence) {
    return new Document(entry).append("_id", sequence).append("sequence", sequence);
  }

  /** What {@code ./roi verify} says of the suite as it is: exit code and output. */
  Verified verify() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openroi.local.Roi",
                "verify")
            .redirectErrorStream(true);
    builder.environment().put("ROI_HOME", suite.home().toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Verified(process.waitFor(), output);
  }
}
