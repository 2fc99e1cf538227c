package org.openroi.audit.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.openroi.audit.Events;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventQuarantined;
import org.openroi.event.Topics;

/** The audit service's events on Kafka, a batch at a time. */
final class KafkaEvents implements Events, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;

  KafkaEvents(Map<String, Object> settings) {
    producer = new KafkaProducer<>(settings);
  }

  @Override
  public void publish(List<EventEnvelope> events) {
    List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
    for (EventEnvelope event : events) {
      sent.add(producer.send(record(event)));
    }
    producer.flush();
    for (Future<RecordMetadata> each : sent) {
      try {
        each.get();
      } catch (ExecutionException failed) {
        throw new IllegalStateException("an event did not reach the broker", failed.getCause());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while publishing");
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(EventEnvelope event) {
    EncodedEvent encoded = EventCodec.encode(event);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic(event), encoded.key().getBytes(StandardCharsets.UTF_8), encoded.value());
    encoded
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private static String topic(EventEnvelope event) {
    return event.data() instanceof EventQuarantined quarantined
        ? Topics.deadLetters(quarantined.topic(), quarantined.consumer())
        : event.type().topic().orElseThrow();
  }

  @Override
  public void close() {
    producer.close(PATIENCE);
  }
}
