package org.openroi.local;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.bson.Document;

/**
 * Waits for broker, databases and issuer of the compose file, and creates topics and databases.
 * When it has ended well, the services can start.
 */
final class ComposeSetup {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String KAFKA = "kafka:9092";

  private ComposeSetup() {}

  @FunctionalInterface
  private interface Step {
    /** Returns whether it is done. */
    boolean done() throws IOException;
  }

  static void run(Path secrets) throws IOException {
    Properties known = new Properties();
    try (InputStream file = Files.newInputStream(secrets.resolve("setup.properties"))) {
      known.load(file);
    }
    PostgresServer postgres =
        new PostgresServer(Path.of(""), "postgresql", 5432, known.getProperty("postgresql"));
    for (String name : new String[] {"intake", "authorization", "redaction"}) {
      postgres.withDatabase(name, known.getProperty(name));
    }
    await("PostgreSQL, with three databases", () -> answers(postgres));
    postgres.settle();
    await("Kafka, with its topics", ComposeSetup::topics);
    await("MongoDB, a replica set", () -> isPrimary(known.getProperty("mongodb")));
    URI discovery = URI.create(Compose.ISSUER + "/.well-known/openid-configuration");
    await("Keycloak, with the realm", () -> Service.answers(discovery));
  }

  private static boolean answers(PostgresServer postgres) {
    try (Connection connection = postgres.connect("postgres")) {
      return connection.isValid(2);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static boolean topics() {
    try {
      KafkaNode.createTopics(KAFKA);
      return true;
    } catch (IOException | KafkaException notYet) {
      return false;
    }
  }

  private static boolean isPrimary(String uri) {
    try (MongoClient client = MongoClients.create(uri + "&serverSelectionTimeoutMS=2000")) {
      client.getDatabase("audit").runCommand(new Document("ping", 1));
      return true;
    } catch (MongoException notYet) {
      return false;
    }
  }

  private static void await(String what, Step step) throws IOException {
    Instant begin = Instant.now();
    while (!step.done()) {
      if (Duration.between(begin, Instant.now()).compareTo(PATIENCE) > 0) {
        throw new ComponentFailed("Not there after " + PATIENCE.toMinutes() + " min: " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
    System.out.println("ready: " + what);
  }
}
