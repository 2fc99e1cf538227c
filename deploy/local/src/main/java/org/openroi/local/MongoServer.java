package org.openroi.local;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;

/**
 * A MongoDB server that is a replica set of one, so that {@code w:majority} with the journal means
 * what it says and transactions work.
 */
public final class MongoServer implements Component {
  private static final String REPLICA_SET = "roi";
  private static final int NOT_YET_INITIALIZED = 94;

  private final Path mongod;
  private final Path data;
  private final int port;

  /**
   * @param mongod the server's program, see {@link MongoPrograms}
   * @param data its folder
   */
  public MongoServer(Path mongod, Path data, int port) {
    this.mongod = mongod;
    this.data = data;
    this.port = port;
  }

  /** For a driver that knows replica sets. */
  public String connectionString() {
    return "mongodb://" + address() + "/?replicaSet=" + REPLICA_SET;
  }

  @Override
  public String name() {
    return "mongodb";
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(data);
  }

  @Override
  public List<String> command() {
    return List.of(
        mongod.toString(),
        "--dbpath",
        data.toString(),
        "--port",
        Integer.toString(port),
        "--bind_ip",
        Ports.HOST,
        "--replSet",
        REPLICA_SET,
        "--wiredTigerCacheSizeGB",
        "0.25",
        "--nounixsocket",
        "--setParameter",
        "diagnosticDataCollectionEnabled=false");
  }

  @Override
  public boolean isReady() {
    if (!Ports.isOpen(port)) {
      return false;
    }
    try (MongoClient client = direct()) {
      return admin(client).runCommand(new Document("ping", 1)).getDouble("ok") == 1.0;
    } catch (MongoException notYet) {
      return false;
    }
  }

  /** Makes the node the one member of its replica set and returns when it takes writes. */
  @Override
  public void settle() throws IOException {
    try (MongoClient client = direct()) {
      initiate(admin(client));
    } catch (MongoException failed) {
      throw new IOException("MongoDB did not become a replica set.", failed);
    }
    try (MongoClient client = MongoClients.create(connectionString())) {
      admin(client).runCommand(new Document("ping", 1));
    } catch (MongoException failed) {
      throw new IOException("MongoDB has no primary.", failed);
    }
  }

  private void initiate(MongoDatabase admin) {
    Document member = new Document("_id", 0).append("host", address());
    try {
      Document config =
          admin.runCommand(new Document("replSetGetConfig", 1)).get("config", Document.class);
      Document self = config.getList("members", Document.class).getFirst();
      if (!address().equals(self.getString("host"))) {
        self.append("host", address());
        config.append("version", config.getInteger("version") + 1);
        admin.runCommand(new Document("replSetReconfig", config).append("force", true));
      }
    } catch (MongoException failed) {
      if (failed.getCode() != NOT_YET_INITIALIZED) {
        throw failed;
      }
      Document config = new Document("_id", REPLICA_SET).append("members", List.of(member));
      admin.runCommand(new Document("replSetInitiate", config));
    }
  }

  private String address() {
    return Ports.HOST + ":" + port;
  }

  private MongoClient direct() {
    return MongoClients.create(
        "mongodb://"
            + address()
            + "/?directConnection=true&serverSelectionTimeoutMS=2000&connectTimeoutMS=2000");
  }

  private static MongoDatabase admin(MongoClient client) {
    return client.getDatabase("admin");
  }
}
