package org.openroi.audit.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.BsonInt64;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openroi.audit.AuditLogContract.Store;
import org.openroi.audit.CheckpointFile;
import org.openroi.audit.EntryFixture;
import org.openroi.audit.ExportCheckpoints;
import org.openroi.audit.RecordEvents;
import org.openroi.audit.SignCheckpoint;
import org.openroi.audit.log.Hash;
import org.openroi.local.TestComponents;

/** Whoever changes the store is found, and so is the place. On a real MongoDB. */
class VerifyMainTest {
  private static final int ENTRIES = 900;

  @TempDir private Path folder;
  private final MongoClient client = MongoClients.create(TestComponents.mongo());
  private final String database = "verify_" + UUID.randomUUID().toString().substring(0, 8);
  private Path checkpoints;
  private String report = "";

  @BeforeEach
  void fill() {
    checkpoints = folder.resolve("checkpoints");
    grow(0, 300);
    grow(300, 310);
    grow(310, ENTRIES);
  }

  @AfterEach
  void drop() {
    client.getDatabase(database).drop();
    client.close();
  }

  private void grow(int from, int to) {
    Store store = MongoStores.of(client, database);
    CheckpointFile file = new CheckpointFile(checkpoints);
    new RecordEvents(store.log())
        .record(IntStream.range(from, to).mapToObj(EntryFixture::content).toList());
    assertThat(
            new SignCheckpoint(store.log(), store.checkpoints(), file, EntryFixture.KEY)
                .sign(EntryFixture.AT))
        .isInstanceOf(SignCheckpoint.Signing.Signed.class);
    new ExportCheckpoints(store.checkpoints(), file).export();
  }

  private int verify() {
    return verify(EntryFixture.KEY.verifier().toString());
  }

  private int verify(String key) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status =
        VerifyMain.run(
            new String[] {TestComponents.mongo(), database, key, checkpoints.toString()},
            new PrintStream(out, true, StandardCharsets.UTF_8));
    report = out.toString(StandardCharsets.UTF_8);
    return status;
  }

  private void assertFoundAt(long sequence, String what) {
    assertThat(verify()).isEqualTo(1);
    assertThat(report).contains("NOT SOUND   at sequence " + sequence + ": ").contains(what);
  }

  private MongoCollection<Document> entries() {
    return client.getDatabase(database).getCollection("entries");
  }

  private Document entry(long sequence) {
    return entries().find(Filters.eq("sequence", sequence)).first();
  }

  @Test
  void findsNothingInASoundLog() {
    assertThat(verify()).as(report).isZero();
    assertThat(report).contains("900 entries", "3 checkpoints, 3 exported checkpoints", "Verified");
  }

  @Test
  void takesTheKeyFromAFileInAnyForm() throws IOException {
    Path line = Files.writeString(folder.resolve("key"), EntryFixture.KEY.verifier() + "\n");
    assertThat(verify(line.toString())).isZero();
    Path privateKey = Files.writeString(folder.resolve("private.pem"), EntryFixture.PEM);
    assertThat(verify(privateKey.toString())).isZero();
    String base64 = EntryFixture.KEY.verifier().toString().split("\\+", 3)[2];
    byte[] raw = Base64.getDecoder().decode(base64);
    byte[] der = Base64.getDecoder().decode("MCowBQYDK2VwAyEA" + "A".repeat(44));
    System.arraycopy(raw, 1, der, 12, 32);
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(der, 44))
            + "\n-----END PUBLIC KEY-----\n";
    Path publicKey = Files.writeString(folder.resolve("public.pem"), pem);
    assertThat(verify(publicKey.toString())).isZero();
  }

  @Test
  void findsOneChangedByteOfAnEvent() {
    byte[] bytes = entry(412).get("bytes", Binary.class).getData();
    String changed =
        new String(bytes, StandardCharsets.UTF_8).replace("main-campus", "main-campuz");
    if (changed.equals(new String(bytes, StandardCharsets.UTF_8))) {
      changed = changed.replace("north-clinic", "north-clinik");
    }
    entries()
        .updateOne(
            Filters.eq("sequence", 412L),
            Updates.set("bytes", new Binary(changed.getBytes(StandardCharsets.UTF_8))));
    assertFoundAt(412, "the stored bytes do not have the stored leaf hash");
  }

  @Test
  void findsAChangedByteWithEverythingElseMadeToFit() {
    Document entry = entry(412);
    String facility = entry.getString("facility");
    byte[] bytes =
        new String(entry.get("bytes", Binary.class).getData(), StandardCharsets.UTF_8)
            .replace(facility, "other-place")
            .getBytes(StandardCharsets.UTF_8);
    entries()
        .updateOne(
            Filters.eq("sequence", 412L),
            Updates.combine(
                Updates.set("bytes", new Binary(bytes)),
                Updates.set("facility", "other-place"),
                Updates.set("leaf", new Binary(Hash.ofLeaf(bytes).bytes()))));
    assertFoundAt(412, "this leaf was not appended at this place");
    entries()
        .updateOne(
            Filters.eq("sequence", 412L),
            Updates.set("place", new Binary(Hash.ofPlace(412, Hash.ofLeaf(bytes)).bytes())));
    assertFoundAt(310, "an entry from 310 to 899 was changed or moved");
  }

  @Test
  void findsOneChangedLeaf() {
    entries().updateOne(Filters.eq("sequence", 7L), Updates.set("leaf", new Binary(new byte[32])));
    assertFoundAt(7, "the stored bytes do not have the stored leaf hash");
  }

  @Test
  void findsEveryFieldThatIsNotWhatTheBytesSay() {
    for (String field :
        List.of("source", "id", "type", "subject", "custodian", "facility", "causation")) {
      Document before = entry(5);
      entries().updateOne(Filters.eq("sequence", 5L), Updates.set(field, "changed"));
      assertFoundAt(5, "the field " + field + " is not what the bytes say");
      entries().replaceOne(Filters.eq("sequence", 5L), before);
    }
    entries().updateOne(Filters.eq("sequence", 5L), Updates.set("version", 9));
    assertFoundAt(5, "the field version is not what the bytes say");
    entries()
        .updateOne(
            Filters.eq("sequence", 6L), Updates.set("time", java.util.Date.from(EntryFixture.AT)));
    assertFoundAt(6, "the field time is not what the bytes say");
    entries().updateOne(Filters.eq("sequence", 8L), Updates.set("from.topic", "roi.requesters.v1"));
    assertFoundAt(8, "does not belong on the topic");
    entries().updateOne(Filters.eq("sequence", 9L), Updates.set("log", "another"));
    assertFoundAt(9, "the field log is not this log");
  }

  @Test
  void findsFieldsThatAreMissingOrStrange() {
    entries().updateOne(Filters.eq("sequence", 3L), Updates.unset("facility"));
    assertFoundAt(3, "a field is missing or of another type");
    entries().updateOne(Filters.eq("sequence", 4L), Updates.set("note", "x"));
    assertFoundAt(4, "the document has fields that no entry has");
    entries().updateOne(Filters.eq("sequence", 5L), Updates.set("bytes", "x"));
    assertFoundAt(5, "the stored bytes are not an event");
    entries().updateOne(Filters.eq("sequence", 6L), Updates.unset("sequence"));
    assertFoundAt(6, "the field sequence is not the document's _id");
  }

  @Test
  void findsADeletedEntry() {
    entries().deleteOne(Filters.eq("sequence", 777L));
    assertFoundAt(777, "the entry is missing");
  }

  @Test
  void findsSeveralDeletedEntries() {
    entries().deleteMany(Filters.and(Filters.gte("sequence", 10L), Filters.lt("sequence", 20L)));
    assertFoundAt(10, "the entries from here to 19 are missing");
  }

  @Test
  void findsTwoEntriesWhoseSequencesWereSwapped() {
    swapSequences(305, 500);
    assertFoundAt(305, "the field sequence is not the document's _id");
    assertThat(report).contains("at sequence 500: the field sequence is not");
  }

  private void swapSequences(long one, long other) {
    entries().updateOne(Filters.eq("sequence", one), Updates.set("sequence", -1L));
    entries().updateOne(Filters.eq("sequence", other), Updates.set("sequence", one));
    entries().updateOne(Filters.eq("sequence", -1L), Updates.set("sequence", other));
  }

  @Test
  void findsTwoEntriesThatWereSwappedWhole() {
    swapWhole(400, 401);
    assertFoundAt(400, "this leaf was not appended at this place");
    assertThat(report).contains("at sequence 401: this leaf was not appended at this place");
  }

  @Test
  void findsTwoEntriesOfOnePartitionThatWereSwappedWithEverythingMadeToFit() {
    swapWhole(320, 400);
    for (long sequence : List.of(320L, 400L)) {
      byte[] leaf = entry(sequence).get("leaf", Binary.class).getData();
      entries()
          .updateOne(
              Filters.eq("sequence", sequence),
              Updates.set("place", new Binary(Hash.ofPlace(sequence, Hash.of(leaf)).bytes())));
    }
    assertFoundAt(320, "by their offsets these are out of place: 320, 400");
  }

  private void swapWhole(long one, long other) {
    Document first = entry(one);
    Document second = entry(other);
    entries().deleteMany(Filters.in("sequence", List.of(one, other)));
    entries().insertOne(second.append("_id", one).append("sequence", one));
    entries().insertOne(first.append("_id", other).append("sequence", other));
  }

  @Test
  void findsATailThatWasCutPastAnExportedCheckpoint() {
    entries().deleteMany(Filters.gte("sequence", 850L));
    assertFoundAt(850, "the checkpoint of size 900 in the database commits");
    client
        .getDatabase(database)
        .getCollection("checkpoints")
        .deleteOne(Filters.eq("size", new BsonInt64(900)));
    assertFoundAt(850, "the checkpoint of size 900 in the export commits");
  }

  @Test
  void findsACutTailThatNewEntriesGrewOver() {
    entries().deleteMany(Filters.gte("sequence", 310L));
    client
        .getDatabase(database)
        .getCollection("checkpoints")
        .deleteOne(Filters.eq("size", new BsonInt64(900)));
    Store store = MongoStores.of(client, database);
    new RecordEvents(store.log())
        .record(IntStream.range(1_000, 1_600).mapToObj(EntryFixture::content).toList());
    assertThat(
            new SignCheckpoint(
                    store.log(),
                    store.checkpoints(),
                    new CheckpointFile(checkpoints),
                    EntryFixture.KEY)
                .sign(EntryFixture.AT))
        .isInstanceOf(SignCheckpoint.Signing.Refused.class);
    assertFoundAt(899, "the exported checkpoint of size 900 is not in the database");
  }

  @Test
  void findsAnEmptiedDatabase() {
    entries().drop();
    client.getDatabase(database).getCollection("checkpoints").drop();
    assertFoundAt(0, "the tail was cut");
  }

  @Test
  void findsACheckpointThatWasChangedOrDeleted() {
    MongoCollection<Document> stored = client.getDatabase(database).getCollection("checkpoints");
    stored.updateOne(Filters.eq("size", 310L), Updates.set("root", "00".repeat(32)));
    assertFoundAt(309, "has fields that are not what its note says");
    stored.deleteOne(Filters.eq("size", 310L));
    assertFoundAt(309, "the exported checkpoint of size 310 is not in the database");
  }

  @Test
  void findsAnEventOfASubjectThatIsNotThere() {
    // Not in the log at all: no hash is wrong, but a version is missing.
    Store store = MongoStores.of(client, database);
    new RecordEvents(store.log()).record(List.of(EntryFixture.laterVersion(2_000, 3)));
    assertFoundAt(900, "version 3 of its subject follows version 0");
  }

  @Test
  void findsAnotherKey() throws Exception {
    byte[] other =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getEncoder().encodeToString(other)
            + "\n-----END PUBLIC KEY-----\n";
    Path file = Files.writeString(folder.resolve("other.pem"), pem);
    assertThat(verify(file.toString())).isEqualTo(1);
    assertThat(report).contains("is not signed with the given key");
    assertThat(verify(EntryFixture.KEY.verifier().toString().replace("+", "-"))).isEqualTo(2);
    assertThat(report).contains("is not valid");
  }

  @Test
  void findsAnExportThatWasTamperedWith() throws IOException {
    String text = Files.readString(checkpoints);
    Files.writeString(checkpoints, text.replace("\n310\n", "\n311\n"));
    assertThat(verify()).isEqualTo(1);
    assertThat(report).contains("is not signed with the given key");
    Files.writeString(checkpoints, "x\n\ny\n\n" + text);
    assertThat(verify()).isEqualTo(1);
    assertThat(report).contains("the export holds something that is no checkpoint");
    Files.writeString(checkpoints, "");
    assertThat(verify()).isZero();
    Files.delete(checkpoints);
    assertThat(verify()).isEqualTo(2);
  }

  @Test
  void saysWhatItNeeds() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(VerifyMain.run(new String[0], new PrintStream(out))).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage");
  }
}
