package org.openroi.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openroi.audit.log.Checkpoint;
import org.openroi.audit.log.Hash;
import org.openroi.audit.log.InclusionProof;
import org.openroi.audit.log.SignedNote;
import org.openroi.event.AuditEntryAppended;
import org.openroi.event.CheckpointSigned;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventQuarantined;
import org.openroi.event.InvalidEvent;
import org.openroi.event.Topics;
import org.openroi.kafka.InboundBatches;
import org.openroi.kafka.InboundRecord;
import org.openroi.kafka.ProducerSettings;
import org.openroi.local.testing.TestTokens;

/** The whole service: bytes from a real broker, a real MongoDB, proofs over HTTP. */
@QuarkusTest
@QuarkusTestResource(RunningAudit.class)
class AuditServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static int used;

  @Inject AuditLog log;
  @Inject Checkpoints checkpoints;
  @Inject InboundBatches batches;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "openroi.audit.checkpoint-file")
  Path checkpointFile;

  @TestHTTPResource(value = "", management = true)
  URI management;

  private KafkaProducer<byte[], byte[]> producer;
  private int first;

  @BeforeEach
  void connect() {
    producer = new KafkaProducer<>(ProducerSettings.of(bootstrapServers, "test"));
    first = used;
    used += 2_000;
  }

  @AfterEach
  void close() {
    producer.close();
  }

  private void send(String topic, EventEnvelope event) {
    EncodedEvent encoded = EventCodec.encode(event);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, encoded.key().getBytes(StandardCharsets.UTF_8), encoded.value());
    encoded
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(record);
  }

  private void sendEvents(int count) {
    IntStream.range(first, first + count)
        .forEach(i -> send(EntryFixture.topic(i), EntryFixture.event(i)));
    producer.flush();
  }

  private long awaitEntries(long size) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(log.size()).isEqualTo(size));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(checkpoints.latest().map(last -> last.checkpoint().size()).orElse(0L))
                    .isEqualTo(size));
    return size;
  }

  private static RequestSpecification auditor() {
    return given().auth().oauth2(TestTokens.token("auditor"));
  }

  @Test
  void recordsProvesAndPublishesEveryEventOnce() {
    long before = log.size();
    sendEvents(600);
    long size = awaitEntries(before + 600);

    // A relay that sends it all again, at other offsets, changes nothing.
    sendEvents(600);
    send(EntryFixture.topic(first + 600), EntryFixture.event(first + 600));
    producer.flush();
    size = awaitEntries(size + 1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(batches.duplicates()).isGreaterThanOrEqualTo(600));
    assertThat(batches.meanBatchSize()).as("mean batch size").isGreaterThan(10);

    for (long sequence : List.of(before, before + 300, size - 1)) {
      JsonPath entry =
          auditor()
              .get("/api/v1/entries/{sequence}", sequence)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      byte[] bytes = Base64.getDecoder().decode(entry.getString("bytes"));
      SignedNote note = SignedNote.parse(entry.getString("checkpoint"));
      assertThat(EntryFixture.KEY.verifier().verifies(note)).isTrue();
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      List<Hash> hashes =
          entry.getList("proof.hashes", String.class).stream()
              .map(hash -> Hash.of(Base64.getDecoder().decode(hash)))
              .toList();
      InclusionProof proof = new InclusionProof(sequence, entry.getLong("proof.size"), hashes);
      assertThat(entry.getLong("proof.index")).isEqualTo(sequence);
      assertThat(proof.size()).isEqualTo(checkpoint.size());
      assertThat(proof.proves(Hash.ofLeaf(bytes), checkpoint.root())).isTrue();
      assertThat(entry.getString("leafHash")).isEqualTo(Hash.ofLeaf(bytes).toString());
      assertThat(entry.getString("event.id"))
          .isEqualTo(EventCodec.decodeStructured(bytes).id().value());
    }

    String release = EntryFixture.event(first + 10).subject();
    auditor()
        .queryParam("release", release)
        .get("/api/v1/entries")
        .then()
        .statusCode(200)
        .body("size()", equalTo(2))
        .body("[0].event.subject", equalTo(release))
        .body("[0].proof", nullValue());
    auditor()
        .queryParam("event", EntryFixture.event(first + 10).id().value())
        .get("/api/v1/entries")
        .then()
        .statusCode(200)
        .body("size()", equalTo(1));

    String note =
        auditor()
            .get("/api/v1/checkpoint")
            .then()
            .statusCode(200)
            .contentType("text/plain;charset=UTF-8")
            .extract()
            .asString();
    assertThat(EntryFixture.KEY.verifier().verifies(SignedNote.parse(note))).isTrue();
    given()
        .auth()
        .oauth2(TestTokens.token("privacy-officer"))
        .post("/api/v1/verification")
        .then()
        .statusCode(200)
        .body("sound", equalTo(true))
        .body("entries", equalTo((int) size));

    long expected = size;
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Map<Long, String> ids = new HashMap<>();
              for (EventEnvelope event : read(Topics.AUDIT_ENTRIES)) {
                AuditEntryAppended appended = (AuditEntryAppended) event.data();
                assertThat(ids.merge(appended.sequence(), event.id().value(), (a, b) -> b))
                    .isEqualTo(event.id().value());
              }
              assertThat(ids).hasSizeGreaterThanOrEqualTo((int) expected);
            });
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(read(Topics.AUDIT_CHECKPOINTS))
                    .extracting(event -> ((CheckpointSigned) event.data()).note())
                    .contains(note));
    List<String> exported = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              exported.clear();
              CheckpointFile.read(
                  checkpointFile,
                  notes -> {
                    notes.forEachRemaining(each -> exported.add(each.toString()));
                    return exported;
                  });
              assertThat(exported).contains(note);
            });
  }

  /** What is sealed to redaction is logged as the bytes it is. */
  @Test
  void recordsWhatBecameOfADisclosure() {
    long before = log.size();
    List<EventEnvelope> story = EntryFixture.disclosure(first);
    story.forEach(event -> send(event.type().topic().orElseThrow(), event));
    EventEnvelope deadLetter = EntryFixture.deadLetterOfRedaction(first);
    send(Topics.deadLetters(Topics.REQUESTERS, "redaction"), deadLetter);
    producer.flush();
    awaitEntries(before + story.size() + 1);

    JsonPath entries =
        auditor()
            .queryParam("release", story.getFirst().subject())
            .get("/api/v1/entries")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(entries.getList("bytes", String.class))
        .containsExactlyInAnyOrderElementsOf(
            story.stream()
                .map(EventCodec::encodeStructured)
                .map(bytes -> Base64.getEncoder().encodeToString(bytes))
                .toList());
    auditor()
        .queryParam("event", deadLetter.id().value())
        .get("/api/v1/entries")
        .then()
        .statusCode(200)
        .body("size()", equalTo(1))
        .body("[0].event.source", equalTo("/openroi/redaction"));
    given()
        .auth()
        .oauth2(TestTokens.token("auditor"))
        .post("/api/v1/verification")
        .then()
        .statusCode(200)
        .body("sound", equalTo(true));
  }

  @Test
  void setsAsideWhatItCannotRead() {
    long before = log.size();
    String canary = "MADE-UP-CANARY-4711";
    producer.send(
        new ProducerRecord<>(
            Topics.RELEASE_REQUESTS, null, ("{" + canary).getBytes(StandardCharsets.UTF_8)));
    // A service's event on another service's topic.
    send(Topics.AUTHORIZATIONS, EntryFixture.event(first));
    send(Topics.RELEASE_REQUESTS, EntryFixture.event(first));
    EntryContent forged = EntryFixture.forged(EntryFixture.content(first));
    send(Topics.RELEASE_REQUESTS, EventCodec.decodeStructured(forged.bytes()));
    // The partition moves on.
    send(Topics.RELEASE_REQUESTS, EntryFixture.event(first + 2));
    producer.flush();
    awaitEntries(before + 2);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(reasons(Topics.RELEASE_REQUESTS))
                  .containsExactlyInAnyOrder(
                      InvalidEvent.Reason.NOT_AN_ENVELOPE, InvalidEvent.Reason.SAME_ID_OTHER_BODY);
              assertThat(reasons(Topics.AUTHORIZATIONS))
                  .containsExactly(InvalidEvent.Reason.WRONG_TOPIC);
            });
    assertThat(batches.alarms()).isPositive();
    assertThat(new String(rawBytes(Topics.deadLetters(Topics.RELEASE_REQUESTS, "audit"))))
        .doesNotContain(canary);
    given()
        .get(management.resolve("/q/metrics"))
        .then()
        .statusCode(200)
        .body(containsString("openroi_inbound_alarms_total"))
        .body(containsString("openroi_audit_appended_total"))
        .body(not(containsString(canary)));
  }

  private List<InvalidEvent.Reason> reasons(String topic) {
    return read(Topics.deadLetters(topic, "audit")).stream()
        .map(event -> ((EventQuarantined) event.data()).reason())
        .toList();
  }

  private byte[] rawBytes(String topic) {
    StringBuilder text = new StringBuilder();
    for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
      text.append(new String(record.value(), StandardCharsets.UTF_8));
      record.headers().forEach(h -> text.append(new String(h.value(), StandardCharsets.UTF_8)));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private List<EventEnvelope> read(String topic) {
    return records(topic).stream()
        .map(
            record -> {
              EventEnvelope event =
                  EventCodec.decode(InboundRecord.of(record).headers(), record.value());
              Topics.requireMayWrite(event, topic);
              return event;
            })
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.GROUP_ID_CONFIG,
            UUID.randomUUID().toString(),
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(Set.copyOf(partitions));
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  @Test
  void answersEveryRefusalWithAProblem() {
    assertProblem(given(), "/api/v1/entries/0", 401);
    assertProblem(given().auth().oauth2("not.a.token"), "/api/v1/entries/0", 401);
    assertProblem(given().auth().oauth2(TestTokens.token("requester")), "/api/v1/entries/0", 403);
    assertProblem(auditor(), "/api/v1/entries/999999999", 404);
    assertProblem(auditor(), "/api/v1/entries/-1", 404);
    assertProblem(auditor(), "/api/v1/entries/99999999999999999999", 404);
    assertProblem(auditor(), "/api/v1/entries/Jane-Doe", 404);
    assertProblem(auditor(), "/api/v1/nothing", 404);
    assertProblem(auditor(), "/api/v1/entries", 400);
    assertProblem(auditor().queryParam("release", "Jane Doe"), "/api/v1/entries", 400);
    assertProblem(auditor().queryParam("event", "Jane Doe"), "/api/v1/entries", 400);
    auditor()
        .delete("/api/v1/checkpoint")
        .then()
        .statusCode(405)
        .contentType("application/problem+json");
    auditor()
        .contentType(ContentType.TEXT)
        .body(new byte[2_000_000])
        .post("/api/v1/verification")
        .then()
        .statusCode(413)
        .contentType("application/problem+json");
  }

  private static void assertProblem(RequestSpecification request, String path, int status) {
    request
        .get(path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body(not(containsString("Jane")));
  }

  @Test
  void isReadyAndDescribesItself() {
    given()
        .get(management.resolve("/q/health/ready"))
        .then()
        .statusCode(200)
        .body(containsString("audit log"));
    given()
        .get(management.resolve("/q/openapi"))
        .then()
        .statusCode(200)
        .body(containsString("/api/v1/entries/{sequence}"));
    given().get("/q/metrics").then().statusCode(404);
    given().get("/q/openapi").then().statusCode(404);
  }
}
