package org.openroi.audit.mongo;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.openroi.audit.AuditLogContract.Store;
import org.openroi.audit.CheckpointFile;
import org.openroi.audit.EntryContent;
import org.openroi.audit.EntryFixture;
import org.openroi.audit.ExportCheckpoints;
import org.openroi.audit.ProveEntry;
import org.openroi.audit.RecordEvents;
import org.openroi.audit.SignCheckpoint;
import org.openroi.audit.Verification;
import org.openroi.audit.VerifyLog;
import org.openroi.kafka.TopicsFile;
import org.openroi.local.TestComponents;

/**
 * Appending against bare {@code insertMany} of the same documents with the same durability,
 * interleaved; verifying against bare SHA-256 of the same bytes. On a real MongoDB.
 */
final class LogBenchmark {
  private static final int BATCH = 500;
  private static final int PAIRS = 40;
  private static final int WARM_UP = 10;

  private LogBenchmark() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : PAIRS;
    try (MongoClient client = MongoClients.create(TestComponents.mongo())) {
      run(client, "benchmark", rounds);
      client.getDatabase("benchmark").drop();
    }
    System.exit(0);
  }

  private static void run(MongoClient client, String database, int pairs) throws Exception {
    client.getDatabase(database).drop();
    Store store = MongoStores.of(client, database);
    RecordEvents recordEvents = new RecordEvents(store.log());
    MongoCollection<BsonDocument> plain = bare(client, database, "bare");
    MongoCollection<BsonDocument> indexed = bare(client, database, "bare-indexed");
    IndexOptions unique = new IndexOptions().unique(true);
    indexed.createIndex(Indexes.ascending("log", "sequence"), unique);
    indexed.createIndex(Indexes.ascending("id", "source"), unique);
    indexed.createIndex(Indexes.ascending("subject", "sequence"));
    Path file = Files.createTempFile("checkpoints", "");
    SignCheckpoint signer =
        new SignCheckpoint(
            store.log(), store.checkpoints(), new CheckpointFile(file), EntryFixture.KEY);

    List<Double> toPlain = new ArrayList<>();
    List<Double> toIndexed = new ArrayList<>();
    double seconds = 0;
    for (int round = -WARM_UP; round < pairs; round++) {
      int from = (round + WARM_UP) * BATCH;
      List<EntryContent> contents =
          IntStream.range(from, from + BATCH).mapToObj(EntryFixture::content).toList();
      List<Consumer<List<EntryContent>>> steps =
          List.of(
              recordEvents::record,
              each -> plain.insertMany(documents(each, from)),
              each -> indexed.insertMany(documents(each, from)));
      double[] times = new double[3];
      for (int i = 0; i < 3; i++) {
        int step = round % 2 == 0 ? i : 2 - i;
        long start = System.nanoTime();
        steps.get(step).accept(contents);
        times[step] = (System.nanoTime() - start) / 1e9;
      }
      if (round >= 0) {
        toPlain.add(times[1] / times[0]);
        toIndexed.add(times[2] / times[0]);
        seconds += times[0];
      }
    }
    print("append: events/s %,.0f", pairs * BATCH / seconds);
    print("append / bare insertMany, _id only: median %.2f", median(toPlain));
    print("append / bare insertMany, same indexes: median %.2f", median(toIndexed));

    long start = System.nanoTime();
    signer.sign(EntryFixture.AT);
    print("sign all: %.2f s", (System.nanoTime() - start) / 1e9);
    new ExportCheckpoints(store.checkpoints(), new CheckpointFile(file)).export();
    ProveEntry proveEntry = new ProveEntry(store.log(), store.checkpoints());
    List<Double> proofs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      start = System.nanoTime();
      proveEntry.prove((long) i * 97 % store.log().size());
      proofs.add((System.nanoTime() - start) / 1e6);
    }
    print("prove: median %.2f ms", median(proofs));
    for (int i = 0; i < 3; i++) {
      verify(client, database, file, store);
    }
    Files.delete(file);
  }

  private static void verify(MongoClient client, String database, Path file, Store store)
      throws IOException {
    MongoAuditLog log = new MongoAuditLog(new LogDatabase(client, database), EntryFixture.LOG);
    long start = System.nanoTime();
    Verification found =
        CheckpointFile.read(
            file,
            notes ->
                new VerifyLog(log, TopicsFile.compacted())
                    .verify(EntryFixture.KEY.verifier(), notes));
    double verify = (System.nanoTime() - start) / 1e9;
    if (!found.isSound()) {
      throw new IllegalStateException(found.findings().toString());
    }
    List<byte[]> bytes = new ArrayList<>();
    for (long from = 0; from < found.entries(); from += 5_000) {
      store.log().entries(from, 5_000).forEach(entry -> bytes.add(entry.content().bytes()));
    }
    start = System.nanoTime();
    bytes.forEach(LogBenchmark::sha256);
    double bare = (System.nanoTime() - start) / 1e9;
    print(
        "verify: %,.0f entries/s, %.1f MB/s, %.3f of bare SHA-256",
        found.entries() / verify, found.bytes() / verify / 1e6, bare / verify);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (java.security.NoSuchAlgorithmException every) {
      throw new IllegalStateException(every);
    }
  }

  private static MongoCollection<BsonDocument> bare(
      MongoClient client, String database, String name) {
    return client
        .getDatabase(database)
        .getCollection(name, BsonDocument.class)
        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
  }

  private static List<BsonDocument> documents(List<EntryContent> contents, long from) {
    List<BsonDocument> documents = new ArrayList<>();
    for (EntryContent content : contents) {
      documents.add(EntryDocument.of(EntryFixture.LOG, from + documents.size(), content));
    }
    return documents;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
