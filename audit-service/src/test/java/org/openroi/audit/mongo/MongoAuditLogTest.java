package org.openroi.audit.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.openroi.audit.AuditLogContract;
import org.openroi.local.TestComponents;

/** The contract on a real MongoDB. */
class MongoAuditLogTest extends AuditLogContract {
  private final MongoClient client = MongoClients.create(TestComponents.mongo());
  private final String database = "log_" + UUID.randomUUID().toString().substring(0, 8);

  @Override
  protected Store connect() {
    return MongoStores.of(client, database);
  }

  @AfterEach
  void drop() {
    client.getDatabase(database).drop();
    client.close();
  }
}
