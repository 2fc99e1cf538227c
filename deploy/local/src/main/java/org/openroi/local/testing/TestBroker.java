package org.openroi.local.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.Publisher;
import org.openroi.event.ReleaseEvent;
import org.openroi.local.TestComponents;

/** The broker as the other services use it: bytes in, bytes out. */
public final class TestBroker implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", TestComponents.kafka()),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  /** An event of intake's. */
  public static EventEnvelope fromIntake(ReleaseEvent fact, int version) {
    return new EventEnvelope(
        EventId.of(UUID.randomUUID()),
        Publisher.INTAKE.source(),
        Instant.parse("2026-11-20T12:00:00Z"),
        "general-hospital",
        "main-campus",
        null,
        version,
        fact);
  }

  public void send(EventEnvelope event) {
    sendTogether(List.of(event));
  }

  /** Sends them without waiting between one and the next. */
  public void sendTogether(List<EventEnvelope> events) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (EventEnvelope event : events) {
      EncodedEvent encoded = EventCodec.encode(event);
      sent.add(
          producer.send(
              record(
                  event.type().topic().orElseThrow(),
                  encoded.key(),
                  encoded.headers(),
                  encoded.value())));
    }
    sent.forEach(TestBroker::await);
  }

  public void send(String topic, String key, Map<String, String> headers, byte[] value) {
    await(producer.send(record(topic, key, headers, value)));
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String key, Map<String, String> headers, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private static void await(Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Everything that stands on a topic, in the order of each partition. */
  public static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestComponents.kafka()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      Set<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .collect(Collectors.toSet());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  /** The events of a subject on a topic. */
  public static List<EventEnvelope> events(String topic, String subject) {
    return all(topic).stream()
        .map(record -> EventCodec.decode(headers(record), record.value()))
        .filter(event -> event.subject().equals(subject))
        .toList();
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .collect(
            Collectors.toMap(
                Header::key, header -> new String(header.value(), StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    producer.close();
  }
}
