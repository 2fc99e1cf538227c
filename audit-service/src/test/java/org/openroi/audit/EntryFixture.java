package org.openroi.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.openroi.audit.log.SignerKey;
import org.openroi.event.DeliveryAttempted;
import org.openroi.event.DeliveryId;
import org.openroi.event.DisclosureDelivered;
import org.openroi.event.DisclosureResumed;
import org.openroi.event.DisclosureStopped;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventQuarantined;
import org.openroi.event.EventType;
import org.openroi.event.HoldClass;
import org.openroi.event.InvalidEvent;
import org.openroi.event.LegalRoute;
import org.openroi.event.PackageSealed;
import org.openroi.event.PatientMatched;
import org.openroi.event.PatientRef;
import org.openroi.event.Publisher;
import org.openroi.event.RecordOpened;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.ReleaseEvent;
import org.openroi.event.ReleaseHeld;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;
import org.openroi.event.StopClass;
import org.openroi.event.Topics;

/** Made-up events as they would come from the services' topics. */
public final class EntryFixture {
  public static final String LOG = "openroi.org/audit/general-hospital";
  public static final Instant AT = Instant.parse("2026-03-02T14:05:06.789Z");

  /** A key that is good for nothing but tests. */
  public static final String PEM =
      "-----BEGIN PRIVATE KEY-----\n"
          + "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
          + "-----END PRIVATE KEY-----\n";

  public static final SignerKey KEY = SignerKey.ofPem(LOG, PEM);

  private static final int PARTITIONS = 4;

  private EntryFixture() {}

  /** Two events for each of many releases, in an order in which they could have come. */
  public static List<EntryContent> contents(int count) {
    List<EntryContent> contents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      contents.add(content(i));
    }
    return contents;
  }

  /** The {@code i}th of them, always the same. */
  public static EntryContent content(int i) {
    EventEnvelope event = event(i);
    String topic = event.type().topic().orElseThrow();
    return EntryContent.of(
        event, EventCodec.encode(event).value(), new Coordinates(topic, i / 2 % PARTITIONS, i));
  }

  /** The {@code i}th event as if it were a later version of its subject. */
  public static EntryContent laterVersion(int i, int version) {
    EventEnvelope event = event(i).withSubjectVersion(version);
    return EntryContent.of(event, EventCodec.encode(event).value(), content(i).from());
  }

  /** The same event from somewhere else: a replay. */
  public static EntryContent replayed(EntryContent content) {
    Coordinates from = content.from();
    return new EntryContent(
        content.bytes(),
        content.leaf(),
        content.fields(),
        new Coordinates(from.topic(), from.partition(), from.offset() + 1_000_000));
  }

  /** An event with the same source and id that says something else. */
  public static EntryContent forged(EntryContent content) {
    EventEnvelope event = EventCodec.decodeStructured(content.bytes());
    EventEnvelope other =
        new EventEnvelope(
            event.id(),
            event.source(),
            event.time().plusMillis(1),
            event.custodian(),
            event.facility(),
            event.causationId(),
            event.subjectVersion(),
            event.data());
    return EntryContent.of(other, EventCodec.encode(other).value(), content.from());
  }

  public static EventEnvelope event(int i) {
    ReleaseId release = new ReleaseId(uuid("release", i / 2));
    EventId cause = EventId.of(uuid("cause", i));
    boolean first = i % 2 == 0;
    ReleaseEvent fact =
        first
            ? new PatientMatched(release, new PatientRef(uuid("patient", i)))
            : new ReleaseHeld(
                release, Set.of(HoldClass.PATIENT_NOT_MATCHED), "test-1", AT.plusMillis(i));
    return new EventEnvelope(
        EventId.following(cause, EventType.of(fact), fact.subject()),
        (first ? Publisher.INTAKE : Publisher.AUTHORIZATION).source(),
        AT.plusMillis(i),
        "general-hospital",
        i % 3 == 0 ? "main-campus" : "north-clinic",
        first ? null : cause,
        1,
        fact);
  }

  /** A release that is authorized, prepared and delivered. */
  public static List<EventEnvelope> disclosure(int i) {
    ReleaseId release = new ReleaseId(uuid("disclosed", i));
    PatientRef patient = new PatientRef(uuid("patient", i));
    RequesterId requester = new RequesterId(uuid("requester", i));
    DeliveryId delivery = DeliveryId.of(release, requester, "files", 1);
    String hash = EventCodec.sha256(release.toString().getBytes(StandardCharsets.UTF_8));
    ReleaseEvent authorized =
        new ReleaseAuthorized(
            release,
            patient,
            requester,
            "files",
            LegalRoute.TPO_TREAT,
            new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null),
            null,
            "test-1",
            AT,
            "eyJhbGciOiJFQ0RILUVTIn0..bWFkZQ.dXA.dGVzdA");
    List<ReleaseEvent> facts =
        List.of(
            new RecordOpened(release, delivery, 1, patient, 1, AT),
            new PackageSealed(
                release, delivery, 1, requester, "files", hash, 4_096, hash, 7, "F00D", "1", AT),
            new DeliveryAttempted(release, delivery, 1, 1, AT),
            new DisclosureStopped(release, delivery, 1, StopClass.RECIPIENT_UNREACHABLE, AT),
            new DisclosureResumed(release, delivery, 1, AT),
            new DisclosureDelivered(
                release,
                delivery,
                1,
                patient,
                requester,
                "files",
                LegalRoute.TPO_TREAT,
                hash,
                4_096,
                hash,
                AT));
    List<EventEnvelope> story = new ArrayList<>();
    story.add(event(Publisher.AUTHORIZATION, 1, authorized));
    for (ReleaseEvent fact : facts) {
      story.add(event(Publisher.REDACTION, story.size(), fact));
    }
    return story;
  }

  /** What redaction says of a message that it set aside. */
  public static EventEnvelope deadLetterOfRedaction(int i) {
    String hash = EventCodec.sha256(new byte[] {(byte) i});
    return event(
        Publisher.REDACTION,
        1,
        new EventQuarantined(
            Topics.REQUESTERS, 0, i, "redaction", hash, InvalidEvent.Reason.INVALID_DATA));
  }

  private static EventEnvelope event(Publisher publisher, int version, ReleaseEvent fact) {
    return new EventEnvelope(
        EventId.following(new EventId("cause"), EventType.of(fact), fact.subject()),
        publisher.source(),
        AT,
        "general-hospital",
        "main-campus",
        null,
        version,
        fact);
  }

  /** The topic that an event belongs on. */
  public static String topic(int i) {
    return i % 2 == 0 ? Topics.RELEASE_REQUESTS : Topics.RELEASE_DECISIONS;
  }

  private static UUID uuid(String kind, int i) {
    return UUID.nameUUIDFromBytes((kind + i).getBytes(StandardCharsets.UTF_8));
  }
}
