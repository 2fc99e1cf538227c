package org.openroi.redaction.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.event.DisclosureWithdrawn;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventQuarantined;
import org.openroi.event.EventType;
import org.openroi.event.InvalidEvent;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.Topics;
import org.openroi.kafka.InboundRecord;
import org.openroi.local.testing.TestBroker;
import org.openroi.redaction.Disclosure;
import org.openroi.redaction.DisclosureFixture;
import org.openroi.redaction.Requesters;
import org.openroi.redaction.ShowDisclosure;
import org.openroi.redaction.Standing;

@QuarkusTest
@DisplayName("Bytes in, bytes out")
class ListenersTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static TestBroker broker;

  @Inject ShowDisclosure showDisclosure;
  @Inject Requesters requesters;
  @Inject MeterRegistry metrics;

  private final DisclosureFixture f = new DisclosureFixture();

  @BeforeAll
  static void connect() {
    broker = new TestBroker();
  }

  @AfterAll
  static void disconnect() {
    broker.close();
  }

  private Optional<Disclosure> shown(DisclosureFixture of) {
    return showDisclosure
        .show(of.release, Set.of(DisclosureFixture.FACILITY))
        .map(ShowDisclosure.Shown::disclosure);
  }

  private void awaits(DisclosureFixture of, Standing standing) {
    await()
        .atMost(SOON)
        .until(() -> shown(of).filter(each -> Standing.of(each.stage()) == standing).isPresent());
  }

  private List<EventEnvelope> published(DisclosureFixture of) {
    return TestBroker.events(Topics.DISCLOSURES, of.release.toString());
  }

  private double counted(String what) {
    return metrics.get("openroi.inbound." + what).functionCounter().count();
  }

  @Test
  void aDecisionBecomesWork() {
    EventEnvelope decision = f.authorized(1);
    broker.send(decision);
    awaits(f, Standing.TO_PREPARE);
    assertThat(shown(f).orElseThrow().order().event()).isEqualTo(decision);
  }

  @Test
  @DisplayName("A decision that is withdrawn before anything went: said at once, and nothing more")
  void aDenialWithdraws() {
    EventEnvelope denial = f.denied(2);
    broker.sendTogether(List.of(f.authorized(1), denial));
    awaits(f, Standing.WITHDRAWN);
    await().atMost(SOON).until(() -> published(f).size() == 1);
    EventEnvelope withdrawn = published(f).getFirst();
    assertThat(withdrawn.data()).isInstanceOf(DisclosureWithdrawn.class);
    assertThat(withdrawn.causationId()).isEqualTo(denial.id());
    assertThat(withdrawn.subjectVersion()).isEqualTo(1);
    assertThat(withdrawn.id())
        .isEqualTo(
            EventId.following(
                shown(f).orElseThrow().order().event().id(),
                EventType.DISCLOSURE_WITHDRAWN,
                f.order(1).delivery() + "/"));
    EventEnvelope again = f.authorized(3);
    broker.send(again);
    awaits(f, Standing.TO_PREPARE);
    assertThat(shown(f).orElseThrow().order().event()).isEqualTo(again);
  }

  @Test
  void aDenialOfWhatNobodyAuthorizedIsNoWork() {
    broker.send(f.denied(1));
    DisclosureFixture after = new DisclosureFixture();
    broker.send(after.authorized(1));
    awaits(after, Standing.TO_PREPARE);
    EventEnvelope second = f.authorized(2);
    broker.send(second);
    awaits(f, Standing.TO_PREPARE);
    assertThat(published(f)).isEmpty();
  }

  @Test
  @DisplayName("The directory is kept as it was published last")
  void theDirectoryIsKept() {
    RequesterRegistered entry =
        f.entry(DisclosureFixture.endpoint("sftp://a@example.org/in", "ssh-ed25519 AAAA"));
    broker.send(TestBroker.fromIntake(entry, 1));
    await()
        .atMost(SOON)
        .until(
            () ->
                io.quarkus.narayana.jta.QuarkusTransaction.requiringNew()
                    .call(() -> requesters.find(f.requester).filter(entry::equals).isPresent()));
  }

  @Test
  @DisplayName("The same record twice, and every record again, changes nothing")
  void aReplayChangesNothing() {
    List<EventEnvelope> events = List.of(f.authorized(1), f.denied(2), f.authorized(3));
    broker.sendTogether(events);
    awaits(f, Standing.TO_PREPARE);
    await().atMost(SOON).until(() -> published(f).size() == 1);
    Disclosure before = shown(f).orElseThrow();
    double known = counted("duplicates");
    broker.sendTogether(events);
    broker.sendTogether(events);
    await().atMost(SOON).until(() -> counted("duplicates") >= known + 6);
    assertThat(shown(f)).contains(before);
    assertThat(published(f)).hasSize(1);
  }

  @Test
  @DisplayName("Poison is quarantined once, quotes nothing, and the partition moves on")
  void poisonIsQuarantined() {
    String canary = "Canary McTestface 1941-02-29";
    EventEnvelope event = f.authorized(1);
    EncodedEvent good = EventCodec.encode(event);
    String key = UUID.randomUUID().toString();
    byte[] poison = ("{\"patientName\":\"" + canary + "\"}").getBytes();
    broker.send(Topics.RELEASE_DECISIONS, key, good.headers(), poison);
    broker.send(Topics.RELEASE_DECISIONS, key, good.headers(), "not json".getBytes());
    broker.send(Topics.RELEASE_DECISIONS, key, Map.of(), poison);
    broker.send(event);
    awaits(f, Standing.TO_PREPARE);
    String letters = Topics.deadLetters(Topics.RELEASE_DECISIONS, "redaction");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        TestBroker.all(letters).stream()
                            .map(InboundRecord::of)
                            .map(r -> EventCodec.decode(r.headers(), r.value()).data())
                            .map(EventQuarantined.class::cast)
                            .map(EventQuarantined::reason))
                    .contains(
                        InvalidEvent.Reason.INVALID_DATA,
                        InvalidEvent.Reason.NOT_JSON,
                        InvalidEvent.Reason.NOT_AN_ENVELOPE));
    assertThat(TestBroker.all(letters))
        .allSatisfy(
            letter -> {
              assertThat(new String(letter.value())).doesNotContain("Canary");
              letter
                  .headers()
                  .forEach(
                      header -> assertThat(new String(header.value())).doesNotContain("Canary"));
            });
  }

  @Test
  void anotherCustodiansDecisionIsNotApplied() {
    EventEnvelope ours = f.authorized(1);
    broker.send(
        new EventEnvelope(
            ours.id(),
            ours.source(),
            ours.time(),
            "another-hospital",
            ours.facility(),
            null,
            1,
            ours.data()));
    DisclosureFixture after = new DisclosureFixture();
    broker.send(after.authorized(1));
    awaits(after, Standing.TO_PREPARE);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        TestBroker.all(Topics.deadLetters(Topics.RELEASE_DECISIONS, "redaction")))
                    .anyMatch(r -> new String(r.value()).contains("NOT_APPLICABLE")));
    assertThat(shown(f)).isEmpty();
  }

  @Test
  @DisplayName("Records come in batches, not one by one")
  void batchesAreBatches() {
    double recordsBefore = counted("records");
    double batchesBefore = counted("batches");
    List<DisclosureFixture> many = new ArrayList<>();
    IntStream.range(0, 500).forEach(_ -> many.add(new DisclosureFixture()));
    broker.sendTogether(many.stream().map(each -> each.authorized(1)).toList());
    awaits(many.getLast(), Standing.TO_PREPARE);
    await().atMost(SOON).until(() -> counted("records") - recordsBefore >= 500);
    assertThat((counted("records") - recordsBefore) / (counted("batches") - batchesBefore))
        .as("mean batch size")
        .isGreaterThan(5);
  }
}
