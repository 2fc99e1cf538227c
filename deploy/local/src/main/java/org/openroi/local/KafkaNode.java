package org.openroi.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * A Kafka broker that is its own controller (KRaft), with the suite's topics. What it acknowledged
 * survives the death of its process; replicated once, it does not survive the loss of the machine.
 */
public final class KafkaNode implements Component {
  /** The integration-engine clients that have a submission topic here. */
  public static final List<String> CLIENTS = List.of("engine-a", "engine-b");

  private final Path data;
  private final int port;
  private final int controllerPort;

  public KafkaNode(Path data, int port, int controllerPort) {
    this.data = data;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  public String bootstrapServers() {
    return Ports.HOST + ":" + port;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(data);
  }

  @Override
  public List<String> command() {
    try {
      return ComponentClassPath.java(
          KafkaNodeMain.class,
          List.of("-Xms128m", "-Xmx512m"),
          List.of(data.toString(), Integer.toString(port), Integer.toString(controllerPort)));
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  @Override
  public boolean isReady() {
    if (!Ports.isOpen(port)) {
      return false;
    }
    try (Admin admin = admin(bootstrapServers())) {
      return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException | RuntimeException notYet) {
      return false;
    }
  }

  /** Creates the topics that are not there yet. */
  @Override
  public void settle() throws IOException {
    createTopics(bootstrapServers());
  }

  /** Creates the topics that a broker does not have yet. */
  static void createTopics(String bootstrapServers) throws IOException {
    try (Admin admin = admin(bootstrapServers)) {
      Set<String> there = admin.listTopics().names().get(30, TimeUnit.SECONDS);
      List<NewTopic> missing =
          TopicsFile.topics(CLIENTS).stream()
              .filter(topic -> !there.contains(topic.name()))
              .toList();
      admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ComponentFailed("The creation of topics was interrupted.");
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof TopicExistsException)) {
        throw new IOException("The broker refused to create the topics.", failed);
      }
    } catch (TimeoutException failed) {
      throw new IOException("The broker did not create the topics within 30 s.", failed);
    }
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            "200"));
  }

  /** The broker's settings: one node, and quick to be trusted again after it was killed. */
  static Map<String, String> settings(Path data, int port, int controllerPort) {
    String broker = Ports.HOST + ":" + port;
    String controller = Ports.HOST + ":" + controllerPort;
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://" + broker);
    settings.put("log.dirs", data.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("broker.session.timeout.ms", "1000");
    settings.put("broker.heartbeat.interval.ms", "200");
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "8");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "4");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
    settings.put("log.index.size.max.bytes", Integer.toString(2 << 20));
    return Map.copyOf(settings);
  }
}
