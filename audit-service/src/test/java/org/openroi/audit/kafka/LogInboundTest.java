package org.openroi.audit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.openroi.audit.AuditLog;
import org.openroi.audit.EntryFixture;
import org.openroi.audit.LogDoubles;
import org.openroi.audit.RecordEvents;
import org.openroi.audit.log.Hash;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventQuarantined;
import org.openroi.event.InvalidEvent;
import org.openroi.event.Topics;
import org.openroi.kafka.InboundBatches;
import org.openroi.kafka.Sealer;

class LogInboundTest {
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final AuditLog log = LogDoubles.log();
  private final List<EventEnvelope> published = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean brokerIsAway = new AtomicBoolean();
  private final InboundBatches batches =
      new InboundBatches(
          LogInbound.CONSUMER,
          new LogInbound(
              new RecordEvents(log),
              LogDoubles.quarantine(),
              events -> {
                published.addAll(events);
                if (brokerIsAway.get()) {
                  throw new IllegalStateException("no answer");
                }
              },
              Sealer.ofBase64(KEY),
              "general-hospital",
              Clock.fixed(Instant.parse("2026-03-02T14:05:06Z"), ZoneOffset.UTC)));

  private void process(List<ConsumerRecord<byte[], byte[]>> records) {
    batches.processTogether(records, recorded -> {});
  }

  private static ConsumerRecord<byte[], byte[]> binary(int i) {
    EncodedEvent encoded = EventCodec.encode(EntryFixture.event(i));
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(EntryFixture.topic(i), 0, i, null, encoded.value());
    encoded
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private static ConsumerRecord<byte[], byte[]> structured(int i) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            EntryFixture.topic(i), 0, i, null, EventCodec.encodeStructured(EntryFixture.event(i)));
    record
        .headers()
        .add("content-type", EventCodec.STRUCTURED_CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private static ConsumerRecord<byte[], byte[]> unreadable(String topic, long offset) {
    return new ConsumerRecord<>(topic, 0, offset, null, "{".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void recordsTheSameLeafInEitherMode() {
    process(List.of(binary(0), structured(1), structured(0)));
    assertThat(log.size()).isEqualTo(2);
    for (int i = 0; i < 2; i++) {
      assertThat(log.leaves(i, 1))
          .containsExactly(Hash.ofLeaf(EventCodec.encodeStructured(EntryFixture.event(i))));
    }
    assertThat(batches.duplicates()).isEqualTo(1);
  }

  @Test
  void keepsFieldsThatThisVersionDoesNotKnow() {
    ConsumerRecord<byte[], byte[]> known = binary(0);
    String data = new String(known.value(), StandardCharsets.UTF_8);
    ConsumerRecord<byte[], byte[]> newer =
        new ConsumerRecord<>(
            known.topic(),
            0,
            0,
            null,
            (data.substring(0, data.length() - 1) + ",\"zone\":\"later\"}")
                .getBytes(StandardCharsets.UTF_8));
    known.headers().forEach(newer.headers()::add);
    process(List.of(newer));
    assertThat(new String(log.entry(0).orElseThrow().content().bytes(), StandardCharsets.UTF_8))
        .contains("\"zone\":\"later\"");
  }

  @Test
  void setsAsideWhatItCannotReadAndSaysSoOnce() {
    process(List.of(binary(0), unreadable(Topics.RELEASE_REQUESTS, 7), binary(1)));
    assertThat(log.size()).isEqualTo(2);
    assertThat(published).hasSize(1);
    EventQuarantined notice = (EventQuarantined) published.getFirst().data();
    assertThat(notice.offset()).isEqualTo(7);
    assertThat(notice.reason()).isEqualTo(InvalidEvent.Reason.NOT_AN_ENVELOPE);
    Topics.requireMayWrite(
        published.getFirst(), Topics.deadLetters(Topics.RELEASE_REQUESTS, "audit"));
  }

  @Test
  void hasNoDeadLettersOfDeadLetters() {
    process(List.of(unreadable(Topics.deadLetters(Topics.RELEASE_REQUESTS, "authorization"), 0)));
    assertThat(published).isEmpty();
    assertThat(batches.quarantined()).isEqualTo(1);
  }

  @Test
  void acknowledgesNothingWhileTheBrokerIsAwayAndSaysTheSameAfterwards() throws Exception {
    brokerIsAway.set(true);
    Thread listener =
        Thread.ofPlatform()
            .start(() -> process(List.of(unreadable(Topics.RELEASE_REQUESTS, 7), binary(0))));
    await().atMost(Duration.ofSeconds(10)).until(batches::isBlocked);
    await().atMost(Duration.ofSeconds(10)).until(() -> published.size() >= 2);
    assertThat(listener.isAlive()).isTrue();
    brokerIsAway.set(false);
    listener.join(Duration.ofSeconds(10));
    assertThat(listener.isAlive()).isFalse();
    assertThat(batches.isBlocked()).isFalse();
    assertThat(published)
        .extracting(EventCodec::sha256)
        .containsOnly(EventCodec.sha256(published.getFirst()));
    assertThat(log.size()).isEqualTo(1);
  }
}
