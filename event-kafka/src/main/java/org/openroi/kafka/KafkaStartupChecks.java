package org.openroi.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to start a service whose settings could lose or repeat an event, or whose topics are not
 * there. Reads the settings that are in effect, connectors' defaults included, and names every
 * fault at once.
 */
public final class KafkaStartupChecks {
  private static final String CONNECTOR = "smallrye-kafka";

  private final Function<String, @Nullable String> config;
  private final List<String> faults = new ArrayList<>();

  /**
   * @param config a property's value, or null where it is not set (MicroProfile Config)
   */
  public KafkaStartupChecks(Function<String, @Nullable String> config) {
    this.config = config;
  }

  /** Checks an incoming SmallRye channel. */
  public KafkaStartupChecks incoming(String channel) {
    String deserializer = "org.apache.kafka.common.serialization.ByteArrayDeserializer";
    require(channel, "connector", CONNECTOR, "");
    require(channel, "batch", "true", "false");
    require(channel, "cloud-events", "false", "true");
    require(channel, "key.deserializer", deserializer, "");
    require(channel, "value.deserializer", deserializer, "");
    require(channel, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest", "latest");
    require(channel, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false", "false");
    require(channel, "commit-strategy", "throttled", "throttled");
    require(channel, "failure-strategy", "fail", "fail");
    require(channel, "throttled.unprocessed-record-max-age.ms", "0", "60000");
    return this;
  }

  /** Checks the settings that a producer is made with. */
  public KafkaStartupChecks producer(Map<String, ?> settings) {
    if (Mutant.armed() == Mutant.ACKS_1) {
      // What would be refused here is the seeded fault itself.
      return this;
    }
    require(settings, ProducerConfig.ACKS_CONFIG, "all", "all");
    require(settings, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true", "true");
    return this;
  }

  /** Checks the settings that a plain consumer is made with. */
  public KafkaStartupChecks consumer(Map<String, ?> settings) {
    require(settings, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest", "latest");
    require(settings, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false", "true");
    return this;
  }

  /**
   * Checks that the broker has these topics, and waits for a broker that is away.
   *
   * @param client settings of an admin client, {@code bootstrap.servers} at least
   */
  public KafkaStartupChecks topics(
      Map<String, Object> client, Collection<String> topics, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try (Admin admin = Admin.create(client)) {
      while (true) {
        try {
          Set<String> missing = new TreeSet<>(topics);
          missing.removeAll(admin.listTopics().names().get());
          missing.forEach(topic -> faults.add("topic " + topic + " does not exist"));
          return this;
        } catch (ExecutionException away) {
          if (System.nanoTime() >= deadline) {
            faults.add("no broker answers");
            return this;
          }
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      faults.add("interrupted");
      return this;
    }
  }

  /**
   * Ends the checks.
   *
   * @throws IllegalStateException with every fault found
   */
  public void orRefuse() {
    if (!faults.isEmpty()) {
      throw new IllegalStateException("Refusing to start: " + String.join("; ", faults));
    }
  }

  private void require(String channel, String name, String wanted, String standard) {
    String value = standard;
    for (String prefix :
        List.of(
            "mp.messaging.incoming." + channel + ".",
            "mp.messaging.connector." + CONNECTOR + ".",
            "kafka.")) {
      String found = config.apply(prefix + name);
      if (found != null) {
        value = found;
        break;
      }
    }
    if (!wanted.equals(value)) {
      faults.add("channel " + channel + " needs " + name + "=" + wanted);
    }
  }

  private void require(Map<String, ?> settings, String name, String wanted, String standard) {
    Object value = settings.get(name);
    String found = value == null ? standard : value.toString();
    boolean same = wanted.equals(found) || (wanted.equals("all") && found.equals("-1"));
    if (!same) {
      faults.add(name + "=" + wanted + " is needed");
    }
  }
}
