package org.openroi.systemtests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent;
import org.openroi.event.Topics;
import org.openroi.systemtests.checker.Coordinates;
import org.openroi.systemtests.checker.Snapshot;
import org.openroi.systemtests.checker.TopicRecord;

/** Every topic in full, and where every consumer stands. Only the suite's own topics. */
final class TopicsReader implements AutoCloseable {
  private static final String PREFIX = "roi.";

  private final String bootstrapServers;
  private final Admin admin;

  TopicsReader(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "200"));
  }

  /** Every record from offset 0 to the end. */
  List<TopicRecord> records() {
    List<TopicRecord> records = new ArrayList<>();
    read(
        record -> {
          byte[] value = record.value() == null ? new byte[0] : record.value();
          records.add(
              new TopicRecord(
                  new Coordinates(record.topic(), record.partition(), record.offset()),
                  EventCodec.sha256(value),
                  event(record)));
        });
    return records;
  }

  /** Gives every record from offset 0 to the end, in the order of its partition. */
  void read(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> ends = ends();
    Properties settings = new Properties();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
          if (end != null && record.offset() < end) {
            each.accept(record);
          }
        }
      }
    }
  }

  /** Where every group of this name stands in each partition that it reads. */
  List<Snapshot.Progress> progress(Collection<Part> services) {
    Map<TopicPartition, Long> ends = ends();
    List<Snapshot.Progress> progress = new ArrayList<>();
    for (Part service : services) {
      committed(service)
          .forEach(
              (partition, committed) ->
                  progress.add(
                      new Snapshot.Progress(
                          service.toString(),
                          partition.topic(),
                          partition.partition(),
                          committed,
                          ends.getOrDefault(partition, 0L))));
    }
    return progress;
  }

  /** Sets a group back to offset 0 of all it reads; fails while the group has members. */
  void rewind(Part service) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
    committed(service)
        .keySet()
        .forEach(partition -> beginning.put(partition, new OffsetAndMetadata(0)));
    admin.alterConsumerGroupOffsets(service.toString(), beginning).all().get();
  }

  /** The end of every topic, by its name. */
  SortedMap<String, String> digests() {
    SortedMap<String, String> digests = new TreeMap<>();
    ends().forEach((partition, end) -> digests.put("topic " + partition, Long.toString(end)));
    return digests;
  }

  /** The end of every partition that holds something or is read by somebody. */
  Map<TopicPartition, Long> ends() {
    return certain(
        () -> {
          Set<String> topics =
              admin.listTopics().names().get().stream()
                  .filter(topic -> topic.startsWith(PREFIX))
                  .collect(Collectors.toSet());
          Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
          admin
              .describeTopics(topics)
              .allTopicNames()
              .get()
              .forEach(
                  (topic, description) ->
                      description
                          .partitions()
                          .forEach(
                              partition ->
                                  latest.put(
                                      new TopicPartition(topic, partition.partition()),
                                      OffsetSpec.latest())));
          Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(latest).all().get();
          return found.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().offset()));
        });
  }

  private Map<TopicPartition, Long> committed(Part service) {
    return certain(
        () ->
            admin
                .listConsumerGroupOffsets(service.toString())
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .filter(one -> one.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().offset())));
  }

  private static @Nullable EventEnvelope event(ConsumerRecord<byte[], byte[]> record) {
    try {
      EventEnvelope event = EventCodec.decode(headers(record), record.value());
      Topics.requireMayWrite(event, record.topic());
      return event;
    } catch (InvalidEvent poison) {
      return null;
    }
  }

  static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(
                    header.key().toLowerCase(Locale.ROOT),
                    new String(header.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  private interface Asked<T> {
    T ask() throws ExecutionException, InterruptedException;
  }

  private static <T> T certain(Asked<T> asked) {
    try {
      return asked.ask();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the broker did not answer", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
