package org.openroi.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoServerTest {
  @TempDir Path folder;

  @Test
  void keepsWhatAMajorityAcknowledgedWhenItIsKilled() throws Exception {
    MongoServer server =
        new MongoServer(MongoPrograms.require(), folder.resolve("data"), Ports.free());
    try (RunningComponent running = RunningComponent.start(server, folder.resolve("log"))) {
      survivesKills(server.connectionString(), running, WriteConcern.MAJORITY.withJournal(true));
      try (MongoClient client = MongoClients.create(server.connectionString());
          ClientSession session = client.startSession()) {
        session.withTransaction(() -> entries(client).insertOne(session, new Document()));
        assertThat(entries(client).countDocuments()).isEqualTo(301);
      }
    }
  }

  @Test
  void servesOnAnotherPortAfterwards() throws Exception {
    Path mongod = MongoPrograms.require();
    MongoServer first = new MongoServer(mongod, folder.resolve("data"), Ports.free());
    try (RunningComponent running = RunningComponent.start(first, folder.resolve("log"));
        MongoClient client = MongoClients.create(first.connectionString())) {
      assertThat(running.process().isAlive()).isTrue();
      entries(client).insertOne(new Document());
    }
    MongoServer second = new MongoServer(mongod, folder.resolve("data"), Ports.free());
    try (RunningComponent running = RunningComponent.start(second, folder.resolve("log"));
        MongoClient client = MongoClients.create(second.connectionString())) {
      assertThat(running.process().isAlive()).isTrue();
      entries(client).insertOne(new Document());
      assertThat(entries(client).countDocuments()).isEqualTo(2);
    }
  }

  @Test
  void theStandInKeepsWhatItAcknowledgedToo() throws Exception {
    MongoStandIn standIn = new MongoStandIn(folder.resolve("data"), Ports.free());
    try (RunningComponent running = RunningComponent.start(standIn, folder.resolve("log"))) {
      survivesKills(standIn.connectionString(), running, WriteConcern.ACKNOWLEDGED);
    }
  }

  private static void survivesKills(
      String connectionString, RunningComponent running, WriteConcern concern) throws IOException {
    int acknowledged = 0;
    for (int kill = 0; kill < 3; kill++) {
      try (MongoClient client = MongoClients.create(connectionString)) {
        for (int i = 0; i < 100; i++) {
          entries(client).withWriteConcern(concern).insertOne(new Document("n", acknowledged++));
        }
        running.kill();
      }
      running.restart();
      try (MongoClient client = MongoClients.create(connectionString)) {
        assertThat(entries(client).countDocuments()).isEqualTo(acknowledged);
      }
    }
  }

  private static MongoCollection<Document> entries(MongoClient client) {
    return client.getDatabase("test").getCollection("entries");
  }
}
