package org.openroi.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.PatientMatched;
import org.openroi.event.PatientRef;
import org.openroi.event.Publisher;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseEvent;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseSubmitted;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.Scope;
import org.openroi.event.Topics;
import org.openroi.event.VerificationLevel;

/** Made-up events, and the records that carry them. */
public final class EventFixture {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** Must never be seen outside the handler that is given it. */
  public static final String CANARY = "CANARY-MRN-7741";

  private EventFixture() {}

  public static ReleaseId release() {
    return new ReleaseId(UUID.randomUUID());
  }

  /** A fact about a release on the release-requests topic. */
  public static EventEnvelope matched(ReleaseId release, int version) {
    return intake(new PatientMatched(release, new PatientRef(UUID.randomUUID())), version);
  }

  public static EventEnvelope registered(RequesterId requester, int version) {
    return intake(
        new RequesterRegistered(
            requester,
            RequesterKind.PROVIDER,
            "Harbor Clinic",
            VerificationLevel.DOCUMENT_CHECKED,
            Set.of("main-campus"),
            Set.of(),
            null,
            true),
        version);
  }

  /** A submission of engine-a about a patient whose identifier is the canary. */
  public static EventEnvelope submitted(String id) {
    return new EventEnvelope(
        new EventId(id),
        Publisher.clientSource("engine-a"),
        NOON,
        "general-hospital",
        "main-campus",
        null,
        0,
        new ReleaseSubmitted(
            "ref-" + id,
            new PatientIdentifier("urn:oid:2.16.840.1.113883.19.5", CANARY),
            null,
            new RequesterId(UUID.nameUUIDFromBytes(new byte[] {1})),
            "inbox",
            PurposeOfUse.values()[0],
            new Scope(Set.of(RecordType.values()[0]), null, null),
            null));
  }

  public static EventEnvelope intake(ReleaseEvent fact, int version) {
    return new EventEnvelope(
        EventId.of(UUID.randomUUID()),
        Publisher.INTAKE.source(),
        NOON,
        "general-hospital",
        "main-campus",
        null,
        version,
        fact);
  }

  public static ConsumerRecord<byte[], byte[]> record(
      String topic, long offset, EventEnvelope event) {
    EncodedEvent encoded = EventCodec.encode(event);
    return record(topic, offset, encoded.headers(), encoded.value());
  }

  public static ConsumerRecord<byte[], byte[]> record(
      String topic, long offset, Map<String, String> headers, byte[] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(topic, 0, offset, "key".getBytes(StandardCharsets.UTF_8), value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  /** Readable headers around a body that no parser takes, with the canary in it. */
  public static ConsumerRecord<byte[], byte[]> poison(String topic, long offset) {
    Map<String, String> headers = EventCodec.encode(matched(release(), 1)).headers();
    byte[] body = ("{\"release\": \"" + CANARY).getBytes(StandardCharsets.UTF_8);
    return record(topic, offset, headers, body);
  }

  /** Records of the release-requests topic with ascending offsets. */
  public static List<ConsumerRecord<byte[], byte[]>> requests(EventEnvelope... events) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (EventEnvelope event : events) {
      records.add(record(Topics.RELEASE_REQUESTS, records.size(), event));
    }
    return records;
  }
}
