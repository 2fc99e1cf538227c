package org.openroi.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openroi.event.Topics;

class KafkaNodeTest {
  @TempDir static Path folder;
  private static KafkaNode node;
  private static RunningComponent running;

  @BeforeAll
  static void start() throws Exception {
    node = new KafkaNode(folder.resolve("data"), Ports.free(), Ports.free());
    running = RunningComponent.start(node, folder.resolve("log"));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void hasTheTopicsOfTheFileAndNoOthers() throws Exception {
    Map<String, Integer> partitions = new TreeMap<>();
    Map<String, String> lifetimes = new TreeMap<>();
    for (JsonNode topic : topicsFile()) {
      for (String client : List.of("engine-a", "engine-b")) {
        String name = topic.path("name").asText().replace("{client}", client);
        partitions.put(name, topic.path("partitions").asInt());
        long days = topic.path("retentionDays").asLong(topic.path("minCompactionLagDays").asLong());
        lifetimes.put(
            name, topic.path("cleanupPolicy").asText() + " " + Duration.ofDays(days).toMillis());
      }
    }
    try (Admin admin = Admin.create(settings())) {
      Map<String, TopicDescription> there =
          admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get();
      assertThat(there.keySet()).isEqualTo(partitions.keySet());
      there.forEach(
          (name, topic) -> assertThat(topic.partitions()).as(name).hasSize(partitions.get(name)));
      for (String name : partitions.keySet()) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        Config config = admin.describeConfigs(Set.of(resource)).all().get().get(resource);
        String policy = config.get("cleanup.policy").value();
        String setting = policy.equals("compact") ? "min.compaction.lag.ms" : "retention.ms";
        assertThat(policy + " " + config.get(setting).value()).isEqualTo(lifetimes.get(name));
      }
    }
  }

  @Test
  void makesNoTopicThatNobodyAskedFor() {
    Map<String, Object> settings = new TreeMap<>(settings());
    settings.put("max.block.ms", "1500");
    try (var producer =
        new KafkaProducer<>(settings, new IntegerSerializer(), new IntegerSerializer())) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>("nobody", 1)).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void keepsWhatItAcknowledgedWhenItIsKilled() throws Exception {
    Map<String, Object> durable = new TreeMap<>(settings());
    durable.put("acks", "all");
    TopicPartition partition = new TopicPartition(Topics.AUDIT_CHECKPOINTS, 0);
    try (var producer =
        new KafkaProducer<>(durable, new IntegerSerializer(), new IntegerSerializer())) {
      for (int i = 0; i < 100; i++) {
        producer.send(new ProducerRecord<>(partition.topic(), 0, i, i)).get();
      }
    }
    running.kill();
    running.restart();
    try (var consumer =
        new KafkaConsumer<>(settings(), new IntegerDeserializer(), new IntegerDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<Integer> read = new ArrayList<>();
      Instant deadline = Instant.now().plusSeconds(60);
      while (read.size() < 100 && Instant.now().isBefore(deadline)) {
        consumer.poll(Duration.ofMillis(200)).forEach(message -> read.add(message.value()));
      }
      assertThat(read).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }
  }

  private static Map<String, Object> settings() {
    return Map.of("bootstrap.servers", node.bootstrapServers());
  }

  private static JsonNode topicsFile() throws Exception {
    try (InputStream file = Topics.class.getResourceAsStream("topics.json")) {
      return JsonMapper.builder().build().readTree(file).path("topics");
    }
  }
}
