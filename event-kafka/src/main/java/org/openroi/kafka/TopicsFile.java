package org.openroi.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.openroi.event.Topics;

/** The one file that every deployment creates its topics from. */
public final class TopicsFile {
  private static final String CLIENT = "{client}";

  /**
   * A topic.
   *
   * @param name may hold {@code {client}}, one topic for each integration-engine client
   * @param compacted whether only the newest record of a key is kept for ever
   * @param retention how long a record is kept at least; for a compacted topic, how long every
   *     version is
   */
  public record TopicSpec(String name, int partitions, boolean compacted, Duration retention) {

    public boolean isPerClient() {
      return name.contains(CLIENT);
    }

    /** The topic of one client, or the same where it is not one per client. */
    public TopicSpec forClient(String client) {
      return new TopicSpec(name.replace(CLIENT, client), partitions, compacted, retention);
    }

    /** As the broker is asked to create it. */
    public NewTopic newTopic(short replicationFactor) {
      String millis = Long.toString(retention.toMillis());
      return new NewTopic(name, partitions, replicationFactor)
          .configs(
              compacted
                  ? Map.of(
                      TopicConfig.CLEANUP_POLICY_CONFIG,
                      TopicConfig.CLEANUP_POLICY_COMPACT,
                      TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                      millis)
                  : Map.of(
                      TopicConfig.CLEANUP_POLICY_CONFIG,
                      TopicConfig.CLEANUP_POLICY_DELETE,
                      TopicConfig.RETENTION_MS_CONFIG,
                      millis));
    }
  }

  private TopicsFile() {}

  /** Every topic of the file, in its order. */
  public static List<TopicSpec> read() {
    try (InputStream file =
        Objects.requireNonNull(Topics.class.getResourceAsStream("topics.json"), "topics.json")) {
      List<TopicSpec> specs = new ArrayList<>();
      for (JsonNode topic : new ObjectMapper().readTree(file).required("topics")) {
        boolean compacted = topic.required("cleanupPolicy").asText().equals("compact");
        String days = compacted ? "minCompactionLagDays" : "retentionDays";
        specs.add(
            new TopicSpec(
                topic.required("name").asText(),
                topic.required("partitions").asInt(),
                compacted,
                Duration.ofDays(topic.required(days).asInt())));
      }
      return List.copyOf(specs);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Every topic of a deployment that has these integration-engine clients. */
  public static List<TopicSpec> forClients(Set<String> clients) {
    return read().stream()
        .flatMap(
            spec ->
                spec.isPerClient()
                    ? clients.stream().sorted().map(spec::forClient)
                    : java.util.stream.Stream.of(spec))
        .toList();
  }

  /** Names of the topics that are compacted: there a gap in the versions is no loss. */
  public static Set<String> compacted() {
    return read().stream()
        .filter(TopicSpec::compacted)
        .map(TopicSpec::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
