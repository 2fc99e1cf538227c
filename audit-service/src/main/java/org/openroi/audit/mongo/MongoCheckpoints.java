package org.openroi.audit.mongo;

import com.mongodb.MongoWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.openroi.audit.Checkpoints;
import org.openroi.audit.SignedCheckpoint;

/** Checkpoints on MongoDB. */
final class MongoCheckpoints implements Checkpoints {
  private static final int DUPLICATE_KEY = 11_000;

  private final LogDatabase database;
  private final String log;
  private final Bson ours;

  MongoCheckpoints(LogDatabase database, String log) {
    this.database = database;
    this.log = log;
    this.ours = Filters.eq("log", log);
  }

  @Override
  public Optional<SignedCheckpoint> latest() {
    return Optional.ofNullable(
            database
                .checkpoints()
                .find(ours)
                .sort(Sorts.descending("log", "number"))
                .limit(1)
                .first())
        .map(CheckpointDocument::read);
  }

  @Override
  public List<SignedCheckpoint> after(int number, int limit) {
    return read(
        database
            .checkpoints()
            .find(Filters.and(ours, Filters.gt("number", number)))
            .sort(Sorts.ascending("log", "number"))
            .limit(limit));
  }

  @Override
  public List<SignedCheckpoint> afterSize(long size, int limit) {
    return read(
        database
            .checkpoints()
            .find(Filters.and(ours, Filters.gt("size", size)))
            .sort(Sorts.ascending("log", "size"))
            .limit(limit));
  }

  private static List<SignedCheckpoint> read(FindIterable<BsonDocument> find) {
    List<SignedCheckpoint> checkpoints = new ArrayList<>();
    find.map(CheckpointDocument::read).into(checkpoints);
    return checkpoints;
  }

  @Override
  public boolean add(SignedCheckpoint checkpoint) {
    database.prepare(log);
    try {
      database.checkpoints().insertOne(CheckpointDocument.of(checkpoint));
      return true;
    } catch (MongoWriteException taken) {
      if (taken.getError().getCode() == DUPLICATE_KEY) {
        return false;
      }
      throw taken;
    }
  }
}
