package org.openroi.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.openroi.event.Topics;

/** The topics of {@code topics.json}, the one file that every deployment creates them from. */
final class TopicsFile {
  private static final String CLIENT = "{client}";

  private TopicsFile() {}

  /** Every topic, those of submissions once for each client; on one broker, so replicated once. */
  static List<NewTopic> topics(List<String> clients) throws IOException {
    List<NewTopic> topics = new ArrayList<>();
    for (JsonNode spec : read()) {
      String name = spec.path("name").asText();
      if (name.contains(CLIENT)) {
        clients.forEach(client -> topics.add(topic(name.replace(CLIENT, client), spec)));
      } else {
        topics.add(topic(name, spec));
      }
    }
    return topics;
  }

  private static NewTopic topic(String name, JsonNode spec) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, spec.path("cleanupPolicy").asText());
    days(spec, "retentionDays")
        .ifPresent(days -> settings.put(TopicConfig.RETENTION_MS_CONFIG, days));
    days(spec, "minCompactionLagDays")
        .ifPresent(days -> settings.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, days));
    return new NewTopic(name, spec.path("partitions").asInt(), (short) 1).configs(settings);
  }

  private static Optional<String> days(JsonNode spec, String field) {
    return spec.has(field)
        ? Optional.of(Long.toString(Duration.ofDays(spec.path(field).asLong()).toMillis()))
        : Optional.empty();
  }

  private static List<JsonNode> read() throws IOException {
    try (InputStream file = Topics.class.getResourceAsStream("topics.json")) {
      if (file == null) {
        throw new IOException("topics.json is missing beside " + Topics.class.getName());
      }
      JsonNode topics = JsonMapper.builder().build().readTree(file).path("topics");
      return StreamSupport.stream(topics.spliterator(), false).toList();
    }
  }
}
