package org.openroi.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.openroi.kafka.EventFixture.matched;
import static org.openroi.kafka.EventFixture.release;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent.Reason;
import org.openroi.event.Topics;
import org.openroi.local.testing.KafkaTestResource;

/** The settings of the README on the connector that the services use, and a real broker. */
@QuarkusTest
@TestProfile(SmallRyeChannelTest.Readme.class)
@QuarkusTestResource(value = KafkaTestResource.class, restrictToAnnotatedClass = true)
@Timeout(120)
class SmallRyeChannelTest {
  private static final String GROUP = "smallrye-channel-test";
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(200);

  /** As in the README; commits are made often, so that a wrong one is seen soon. */
  public static final class Readme implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      String connector = "mp.messaging.connector.smallrye-kafka.";
      String deserializer = "org.apache.kafka.common.serialization.ByteArrayDeserializer";
      return Map.ofEntries(
          Map.entry("quarkus.devservices.enabled", "false"),
          Map.entry("kafka.group.id", GROUP),
          Map.entry("kafka.auto.offset.reset", "earliest"),
          Map.entry("kafka.enable.auto.commit", "false"),
          Map.entry(connector + "batch", "true"),
          Map.entry(connector + "cloud-events", "false"),
          Map.entry(connector + "key.deserializer", deserializer),
          Map.entry(connector + "value.deserializer", deserializer),
          Map.entry(connector + "throttled.unprocessed-record-max-age.ms", "0"),
          Map.entry(connector + "auto.commit.interval.ms", "" + COMMIT_INTERVAL.toMillis()),
          Map.entry("mp.messaging.incoming.release-requests.connector", "smallrye-kafka"),
          Map.entry("mp.messaging.incoming.release-requests.topic", Topics.RELEASE_REQUESTS));
    }
  }

  @Singleton
  static class Listener {
    final InMemoryInboundStore store = new InMemoryInboundStore();
    final InboundBatches batches = new InboundBatches(GROUP, store, Mutant.NONE);
    final Set<String> applied = ConcurrentHashMap.newKeySet();
    final Semaphore gate = new Semaphore(Integer.MAX_VALUE);

    @Incoming("release-requests")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
      batches.process(records, this::apply);
    }

    private void apply(EventEnvelope event, InboundRecord record) {
      gate.acquireUninterruptibly();
      gate.release();
      applied.add(event.subject());
    }
  }

  @Inject Listener listener;
  @Inject Config config;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String broker;

  @Test
  void theSettingsOfTheReadmePassTheStartupChecks() {
    new KafkaStartupChecks(name -> config.getOptionalValue(name, String.class).orElse(null))
        .incoming("release-requests")
        .orRefuse();
  }

  @Test
  void anOffsetIsCommittedAfterTheMethodReturnedAndNotBefore() throws Exception {
    send(1, true);
    await().until(() -> uncommitted() == 0);
    int permits = listener.gate.drainPermits();
    try {
      send(20, true);
      await()
          .during(COMMIT_INTERVAL.multipliedBy(6))
          .atMost(Duration.ofSeconds(20))
          .until(() -> uncommitted() == 20);
    } finally {
      listener.gate.release(permits);
    }

    await().until(() -> uncommitted() == 0);
  }

  @Test
  void aStoreThatIsAwayHoldsTheOffsetAndTheChannelGoesOnWhenItIsBack() throws Exception {
    send(1, true);
    await().until(() -> uncommitted() == 0);
    listener.store.failNext(Integer.MAX_VALUE);
    try {
      send(20, true);
      await().until(listener.batches::isBlocked);
      await()
          .during(COMMIT_INTERVAL.multipliedBy(6))
          .atMost(Duration.ofSeconds(20))
          .until(() -> uncommitted() == 20);
    } finally {
      listener.store.failNext(0);
    }

    await().until(() -> uncommitted() == 0 && !listener.batches.isBlocked());
  }

  @Test
  void aMalformedStructuredEventDoesNotCloseTheChannel() throws Exception {
    send(1, false);
    await().until(() -> listener.store.quarantined().containsValue(Reason.NOT_JSON));

    String subject = send(1, true);

    await().until(() -> listener.applied.contains(subject));
    await().until(() -> uncommitted() == 0);
  }

  @Test
  void thousandsOfRecordsComeInFewBatches() throws Exception {
    long records = listener.batches.records();
    long batches = listener.batches.batches();
    send(5_000, true);

    await().until(() -> listener.batches.records() - records >= 5_000);
    assertThat((double) (listener.batches.records() - records))
        .isGreaterThan(50.0 * (listener.batches.batches() - batches));
  }

  private Admin admin;

  @BeforeEach
  void connect() {
    admin = Admin.create(Map.of("bootstrap.servers", broker));
  }

  @AfterEach
  void disconnect() {
    admin.close();
  }

  private String send(int events, boolean readable) {
    String subject = "";
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(ProducerSettings.of(broker, "test"))) {
      for (int i = 0; i < events; i++) {
        EncodedEvent event = EventCodec.encode(matched(release(), 1));
        subject = event.key();
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                Topics.RELEASE_REQUESTS, subject.getBytes(StandardCharsets.UTF_8), event.value());
        Map<String, String> headers =
            readable ? event.headers() : Map.of("content-type", EventCodec.STRUCTURED_CONTENT_TYPE);
        headers.forEach(
            (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        if (!readable) {
          byte[] torn = "{\"specversion\":".getBytes(StandardCharsets.UTF_8);
          producer.send(
              new ProducerRecord<>(record.topic(), null, record.key(), torn, record.headers()));
        } else {
          producer.send(record);
        }
      }
    }
    return subject;
  }

  /** Records on the topic that the group has not committed. */
  private long uncommitted() throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, OffsetSpec> latest = new ConcurrentHashMap<>();
    admin
        .describeTopics(Set.of(Topics.RELEASE_REQUESTS))
        .allTopicNames()
        .get()
        .get(Topics.RELEASE_REQUESTS)
        .partitions()
        .forEach(
            partition ->
                latest.put(
                    new TopicPartition(Topics.RELEASE_REQUESTS, partition.partition()),
                    OffsetSpec.latest()));
    long left = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
        admin.listOffsets(latest).all().get().entrySet()) {
      var done = committed.get(end.getKey());
      left += end.getValue().offset() - (done == null ? 0 : done.offset());
    }
    return left;
  }
}
