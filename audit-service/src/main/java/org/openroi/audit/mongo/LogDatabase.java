package org.openroi.audit.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.openroi.kafka.Mutant;

/**
 * The audit database. Whatever the connection string says, a write here is acknowledged only when
 * it is in the journal of a majority, and a read sees only such writes.
 */
final class LogDatabase {
  /** A write that reaches no majority within this is an outage, to be tried again. */
  private static final WriteConcern WRITE =
      WriteConcern.MAJORITY.withJournal(true).withWTimeout(10, TimeUnit.SECONDS);

  private final MongoDatabase database;
  private final Mutant mutant;
  private boolean prepared;

  LogDatabase(MongoClient client, String name) {
    this(client, name, Mutant.armed());
  }

  LogDatabase(MongoClient client, String name, Mutant mutant) {
    this.mutant = mutant;
    database =
        client
            .getDatabase(name)
            .withWriteConcern(WRITE)
            .withReadConcern(ReadConcern.MAJORITY)
            .withReadPreference(ReadPreference.primary());
  }

  MongoCollection<BsonDocument> entries() {
    MongoCollection<BsonDocument> entries = database.getCollection("entries", BsonDocument.class);
    return mutant == Mutant.W_0 ? entries.withWriteConcern(WriteConcern.UNACKNOWLEDGED) : entries;
  }

  MongoCollection<BsonDocument> checkpoints() {
    return database.getCollection("checkpoints", BsonDocument.class);
  }

  MongoCollection<BsonDocument> tileRoots() {
    return database.getCollection("tile-roots", BsonDocument.class);
  }

  MongoCollection<BsonDocument> cursors() {
    return database.getCollection("cursors", BsonDocument.class);
  }

  MongoCollection<BsonDocument> quarantine() {
    return database.getCollection("quarantine", BsonDocument.class);
  }

  /**
   * Creates the indexes that are missing, once per process. The unique ones are the fence between
   * writers, so this comes before every write.
   *
   * @throws IllegalStateException when the database holds another log
   */
  synchronized void prepare(String log) {
    if (prepared) {
      return;
    }
    IndexOptions unique = new IndexOptions().unique(true);
    entries().createIndex(Indexes.ascending("log", "sequence"), unique);
    entries().createIndex(Indexes.ascending("id", "source"), unique);
    entries().createIndex(Indexes.ascending("subject", "sequence"));
    checkpoints().createIndex(Indexes.ascending("log", "number"), unique);
    checkpoints().createIndex(Indexes.ascending("log", "size"), unique);
    tileRoots().createIndex(Indexes.ascending("log", "level", "index"), unique);
    BsonDocument any = entries().find().projection(Projections.include("log")).first();
    if (any != null && !new BsonString(log).equals(any.get("log"))) {
      throw new IllegalStateException("the database holds another log than openroi.audit.log");
    }
    prepared = true;
  }
}
