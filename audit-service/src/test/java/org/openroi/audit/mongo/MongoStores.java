package org.openroi.audit.mongo;

import com.mongodb.client.MongoClient;
import org.openroi.audit.AuditLogContract.Store;
import org.openroi.audit.EntryFixture;

/** The MongoDB adapters over a client. */
final class MongoStores {
  private MongoStores() {}

  static Store of(MongoClient client, String database) {
    LogDatabase logDatabase = new LogDatabase(client, database);
    return new Store(
        new MongoAuditLog(logDatabase, EntryFixture.LOG),
        new MongoCheckpoints(logDatabase, EntryFixture.LOG),
        new MongoCursors(logDatabase, EntryFixture.LOG),
        new MongoQuarantine(logDatabase));
  }
}
