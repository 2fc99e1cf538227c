package org.openroi.audit.mongo;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.Objects;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.openroi.audit.Coordinates;
import org.openroi.audit.Quarantine;
import org.openroi.event.InvalidEvent;

/** Quarantined messages on MongoDB, known by their coordinates. */
final class MongoQuarantine implements Quarantine {
  private static final int DUPLICATE_KEY = 11_000;

  private final LogDatabase database;

  MongoQuarantine(LogDatabase database) {
    this.database = database;
  }

  @Override
  public Instant keep(
      Coordinates from, byte[] sealed, String sha256, InvalidEvent.Reason reason, Instant at) {
    BsonString id = new BsonString(from.toString());
    try {
      database
          .quarantine()
          .insertOne(
              new BsonDocument("_id", id)
                  .append("sealed", new BsonBinary(sealed))
                  .append("sha256", new BsonString(sha256))
                  .append("reason", new BsonString(reason.name()))
                  .append("quarantinedAt", new BsonDateTime(at.toEpochMilli())));
      return Instant.ofEpochMilli(at.toEpochMilli());
    } catch (MongoWriteException taken) {
      if (taken.getError().getCode() != DUPLICATE_KEY) {
        throw taken;
      }
      BsonDocument kept =
          Objects.requireNonNull(
              database.quarantine().find(Filters.eq("_id", id)).first(),
              "the first copy has not reached a majority yet");
      return Instant.ofEpochMilli(kept.getDateTime("quarantinedAt").getValue());
    }
  }
}
