package org.openroi.audit.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.junit.jupiter.api.AfterEach;
import org.openroi.audit.AuditLogContract;

/** The contract on the stand-in that takes MongoDB's place where there is no mongod. */
class MongoStandInAuditLogTest extends AuditLogContract {
  private final MongoServer server = new MongoServer(new MemoryBackend());
  private final MongoClient client =
      MongoClients.create("mongodb://127.0.0.1:" + server.bind().getPort());

  @Override
  protected Store connect() {
    return MongoStores.of(client, "log");
  }

  @AfterEach
  void stop() {
    client.close();
    server.shutdownNow();
  }
}
