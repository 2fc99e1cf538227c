package org.openroi.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A fresh topic, and all that is on it. */
record Topic(String bootstrapServers, String name) {
  private static final int PARTITIONS = 4;

  static Topic create(String bootstrapServers) {
    String name = "roi.test-" + UUID.randomUUID() + ".v1";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1))).all().get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
    return new Topic(bootstrapServers, name);
  }

  /** One event as it stands on the topic. */
  record Read(String key, String id, int version) {
    private static Read of(ConsumerRecord<byte[], byte[]> record) {
      return new Read(
          new String(record.key(), StandardCharsets.UTF_8),
          header(record, "ce_id"),
          Integer.parseInt(header(record, "ce_subjectversion")));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
      return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
  }

  /** Everything, partition by partition in the order of offsets. */
  List<Read> read() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(info -> new TopicPartition(name, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<TopicPartition, List<Read>> all = new LinkedHashMap<>();
      Instant deadline = Instant.now().plusSeconds(60);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        if (Instant.now().isAfter(deadline)) {
          throw new IllegalStateException("the topic cannot be read to its end");
        }
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record ->
                    all.computeIfAbsent(
                            new TopicPartition(record.topic(), record.partition()),
                            partition -> new ArrayList<>())
                        .add(Read.of(record)));
      }
      return all.values().stream().flatMap(List::stream).toList();
    }
  }

  /** The versions of each subject in the order of their first occurrences. */
  static Map<String, List<Integer>> firstOccurrences(List<Read> events) {
    Map<String, List<Integer>> versions = new LinkedHashMap<>();
    for (Read event : events) {
      List<Integer> seen = versions.computeIfAbsent(event.key(), key -> new ArrayList<>());
      if (!seen.contains(event.version())) {
        seen.add(event.version());
      }
    }
    return versions;
  }
}
