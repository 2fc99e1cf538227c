package org.openroi.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventQuarantined;
import org.openroi.event.ReleaseId;
import org.openroi.event.SubmissionAccepted;
import org.openroi.event.Topics;

/** An integration engine: submits over Kafka and reads on Kafka what became of it. */
final class DemoEngine implements AutoCloseable {
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<EventEnvelope> heard = new ArrayList<>();

  /** Listens from now on. */
  DemoEngine(String bootstrapServers, String client) {
    topic = Topics.submissions(client);
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    Map<String, Object> durable = new LinkedHashMap<>(settings);
    durable.put("acks", "all");
    producer = new KafkaProducer<>(durable, new ByteArraySerializer(), new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(Topics.SUBMISSION_OUTCOMES, Topics.deadLetters(topic, "intake"))
            .flatMap(name -> consumer.partitionsFor(name).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  void submit(EventEnvelope event) throws IOException {
    EncodedEvent encoded = EventCodec.encode(event);
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic, bytes(encoded.key()), encoded.value());
    encoded.headers().forEach((name, value) -> message.headers().add(name, bytes(value)));
    send(message);
  }

  /** Sends a message that is no event; returns its coordinates, {@code topic/partition/offset}. */
  String submitPoison(String key, String text) throws IOException {
    RecordMetadata sent = send(new ProducerRecord<>(topic, bytes(key), bytes(text)));
    return sent.topic() + "/" + sent.partition() + "/" + sent.offset();
  }

  /** The releases that came of submissions with this reference, each once. */
  List<ReleaseId> releases(String clientReference) {
    return heard.stream()
        .map(EventEnvelope::data)
        .filter(SubmissionAccepted.class::isInstance)
        .map(SubmissionAccepted.class::cast)
        .filter(accepted -> accepted.clientReference().equals(clientReference))
        .map(SubmissionAccepted::release)
        .distinct()
        .toList();
  }

  /** Waits for the release of a submission. */
  Optional<ReleaseId> awaitRelease(String clientReference, Instant deadline) {
    return await(heardOne -> !releases(clientReference).isEmpty(), deadline)
        .map(found -> releases(clientReference).getFirst());
  }

  /** Waits for the dead letter of the message with these coordinates. */
  Optional<EventEnvelope> awaitDeadLetter(String coordinates, Instant deadline) {
    return await(
        event ->
            event.data() instanceof EventQuarantined letter && letter.subject().equals(coordinates),
        deadline);
  }

  private Optional<EventEnvelope> await(Predicate<EventEnvelope> wanted, Instant deadline) {
    while (true) {
      Optional<EventEnvelope> found = heard.stream().filter(wanted).findFirst();
      if (found.isPresent() || Instant.now().isAfter(deadline)) {
        return found;
      }
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
        heard.add(EventCodec.decode(headers(message), message.value()));
      }
    }
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> message) {
    return Stream.of(message.headers().toArray())
        .collect(
            Collectors.toMap(
                header -> header.key(),
                header -> new String(header.value(), StandardCharsets.UTF_8),
                (first, second) -> second));
  }

  private RecordMetadata send(ProducerRecord<byte[], byte[]> message) throws IOException {
    try {
      return producer.send(message).get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ComponentFailed("The demo was interrupted.");
    } catch (ExecutionException failed) {
      throw new IOException("The broker did not take a message.", failed);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    consumer.close();
  }
}
