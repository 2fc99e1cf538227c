package org.openroi.audit.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.BsonDocument;
import org.openroi.audit.Cursors;

/** Cursors on MongoDB. */
final class MongoCursors implements Cursors {
  private final LogDatabase database;
  private final String log;

  MongoCursors(LogDatabase database, String log) {
    this.database = database;
    this.log = log;
  }

  @Override
  public long position(String name) {
    BsonDocument cursor = database.cursors().find(Filters.eq("_id", id(name))).first();
    return cursor == null ? 0 : cursor.getInt64("position").getValue();
  }

  @Override
  public void advance(String name, long position) {
    database
        .cursors()
        .updateOne(
            Filters.eq("_id", id(name)),
            Updates.max("position", position),
            new UpdateOptions().upsert(true));
  }

  private String id(String name) {
    return log + "#" + name;
  }
}
