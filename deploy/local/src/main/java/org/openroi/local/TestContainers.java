package org.openroi.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The components of {@link TestComponents} as containers of the official images, for the Maven
 * profile {@code containers}. Without a container engine every one of them fails and says so. Apart
 * from {@link TestComponents}, since its library is there in that profile only.
 */
final class TestContainers {
  private static final String KAFKA = "apache/kafka:4.1.2";
  private static final String POSTGRES = "postgres:18";
  private static final String MONGO = "mongo:6.0";

  private TestContainers() {}

  /** The bootstrap servers of a broker with every topic. */
  static String kafka() {
    KafkaContainer kafka =
        new KafkaContainer(image("kafka", KAFKA))
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "8")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
    start(kafka);
    try {
      KafkaNode.createTopics(kafka.getBootstrapServers());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return kafka.getBootstrapServers();
  }

  /**
   * The address of a server, {@code host:port}, that is as durable as the one without container.
   */
  static String postgres(String superusersPassword) {
    PostgreSQLContainer postgres =
        new PostgreSQLContainer(image("postgresql", POSTGRES))
            .withUsername("postgres")
            .withPassword(superusersPassword);
    // Testcontainers' own command switches fsync off.
    postgres.setCommand("postgres", "-c", "max_connections=200");
    start(postgres);
    String host = postgres.getHost();
    int port = postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    try {
      new PostgresServer(Path.of(""), host, port, superusersPassword).settle();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return host + ":" + port;
  }

  /** The connection string of a replica set of one. */
  static String mongo() {
    MongoDBContainer mongo = new MongoDBContainer(image("mongodb", MONGO)).withReplicaSet();
    start(mongo);
    // Its member is known to itself by a name of the container's network.
    return mongo.getConnectionString() + "/?directConnection=true";
  }

  private static DockerImageName image(String component, String official) {
    String image = System.getProperty("openroi.containers." + component, official);
    return DockerImageName.parse(image).asCompatibleSubstituteFor(official.split(":")[0]);
  }

  private static void start(GenericContainer<?> container) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "The profile containers needs a container engine, and none answers. Start Docker or Podman"
              + " (DOCKER_HOST says where), or test without -Pcontainers.");
    }
    container.start();
    Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "stop"));
  }
}
