package org.openroi.systemtests;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.Binary;
import org.openroi.systemtests.checker.AuditLog;
import org.openroi.systemtests.checker.EventKey;

/** What stands in the audit store and in its export, as the checker wants it. */
final class AuditLogReader implements AutoCloseable {
  private static final String ENTRIES = "entries";
  private static final String CHECKPOINTS = "checkpoints";

  private final MongoClient client;
  private final MongoDatabase database;

  AuditLogReader(String connectionString, String name) {
    client = MongoClients.create(connectionString);
    database = client.getDatabase(name).withReadConcern(ReadConcern.MAJORITY);
  }

  /**
   * The whole log.
   *
   * @param announced notes that stand on the checkpoint topic
   */
  AuditLog log(Path publicKey, Path export, List<String> announced) throws IOException {
    List<AuditLog.Entry> entries = new ArrayList<>();
    for (Document entry : database.getCollection(ENTRIES).find().sort(Sorts.ascending("_id"))) {
      entries.add(
          new AuditLog.Entry(
              entry.getLong("sequence"),
              entry.get("bytes", Binary.class).getData(),
              HexFormat.of().formatHex(entry.get("leaf", Binary.class).getData()),
              new EventKey(entry.getString("source"), entry.getString("id"))));
    }
    List<String> notes = new ArrayList<>(announced);
    for (Document checkpoint : database.getCollection(CHECKPOINTS).find()) {
      notes.add(checkpoint.getString("note"));
    }
    notes.addAll(exported(export));
    return new AuditLog(publicKey(publicKey), entries, notes);
  }

  long size() {
    return database.getCollection(ENTRIES).countDocuments();
  }

  /** The sequence after the last. */
  long next() {
    Document last = database.getCollection(ENTRIES).find().sort(Sorts.descending("_id")).first();
    return last == null ? 0 : last.getLong("sequence") + 1;
  }

  /** The size that the newest checkpoint covers. */
  long signed() {
    Document newest =
        database.getCollection(CHECKPOINTS).find().sort(Sorts.descending("size")).first();
    return newest == null ? 0 : newest.getLong("size");
  }

  /** Documents and digest of every collection, by its name. */
  SortedMap<String, String> digests() {
    SortedMap<String, String> digests = new TreeMap<>();
    for (String collection : database.listCollectionNames()) {
      MessageDigest sha = sha256();
      long count = 0;
      for (RawBsonDocument document :
          database
              .getCollection(collection, RawBsonDocument.class)
              .find()
              .sort(Sorts.ascending("_id"))) {
        sha.update(document.getByteBuffer().asNIO());
        count++;
      }
      digests.put("audit." + collection, count + " " + HexFormat.of().formatHex(sha.digest()));
    }
    return digests;
  }

  /** Every document as text, bytes in plain where they are text, by collection and id. */
  SortedMap<String, String> documents() {
    SortedMap<String, String> documents = new TreeMap<>();
    for (String collection : database.listCollectionNames()) {
      for (RawBsonDocument document :
          database.getCollection(collection, RawBsonDocument.class).find()) {
        documents.put(
            collection + " " + document.get("_id"),
            StandardCharsets.ISO_8859_1.decode(document.getByteBuffer().asNIO()).toString());
      }
    }
    return documents;
  }

  /** The exported notes: each is followed by an empty line, and has one inside. */
  private static List<String> exported(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    String[] parts = Files.readString(file).split("\n\n", -1);
    List<String> notes = new ArrayList<>();
    for (int i = 0; i + 1 < parts.length; i += 2) {
      notes.add(parts[i] + "\n\n" + parts[i + 1] + "\n");
    }
    return notes;
  }

  private static byte[] publicKey(Path pem) throws IOException {
    String base64 = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "");
    return Base64.getMimeDecoder().decode(base64);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
