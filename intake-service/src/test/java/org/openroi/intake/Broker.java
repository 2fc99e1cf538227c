package org.openroi.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.ReleaseEvent;
import org.openroi.kafka.InboundRecord;
import org.openroi.kafka.ProducerSettings;
import org.openroi.local.TestComponents;

/** The broker as others see it: bytes in, bytes out. */
public final class Broker {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final KafkaProducer<byte[], byte[]> PRODUCER =
      new KafkaProducer<>(ProducerSettings.of(TestComponents.kafka(), "test"));

  private Broker() {}

  public static RecordMetadata send(String topic, EventEnvelope event) {
    EncodedEvent encoded = EventCodec.encode(event);
    return send(topic, encoded.key(), encoded.headers(), encoded.value());
  }

  public static RecordMetadata send(
      String topic, String key, Map<String, String> headers, byte[] value) {
    try {
      return sendAsync(topic, key, headers, value).get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
  }

  public static Future<RecordMetadata> sendAsync(
      String topic, String key, Map<String, String> headers, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return PRODUCER.send(record);
  }

  public static void create(String topic, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestComponents.kafka()))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Everything that stands on the topics whose names match, from the first record to the last. */
  public static List<InboundRecord> read(Predicate<String> topics) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            TestComponents.kafka(),
            "key.deserializer",
            ByteArrayDeserializer.class,
            "value.deserializer",
            ByteArrayDeserializer.class,
            "enable.auto.commit",
            "false",
            "auto.offset.reset",
            "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      List<TopicPartition> partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> topics.test(topic.getKey()))
              .flatMap(topic -> topic.getValue().stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<InboundRecord> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(record -> records.add(InboundRecord.of(record)));
      }
      return records;
    }
  }

  public static List<EventEnvelope> events(String topic) {
    return read(topic::equals).stream()
        .map(record -> EventCodec.decode(record.headers(), record.value()))
        .toList();
  }

  /** The events of a type on a topic that satisfy a condition, in their order. */
  public static <T extends ReleaseEvent> List<EventEnvelope> events(
      String topic, Class<T> type, Predicate<T> condition) {
    return events(topic).stream()
        .filter(event -> type.isInstance(event.data()) && condition.test(type.cast(event.data())))
        .toList();
  }
}
