package org.openroi.systemtests.checker;

import static org.openroi.event.EventId.following;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.AuthorizationRevoked;
import org.openroi.event.Channel;
import org.openroi.event.DeliveryAttempted;
import org.openroi.event.DeliveryId;
import org.openroi.event.DenialClass;
import org.openroi.event.DisclosureDelivered;
import org.openroi.event.DisclosureWithdrawn;
import org.openroi.event.Endpoint;
import org.openroi.event.EndpointKind;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventQuarantined;
import org.openroi.event.EventType;
import org.openroi.event.HoldClass;
import org.openroi.event.InvalidEvent;
import org.openroi.event.LegalRoute;
import org.openroi.event.PackageSealed;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.PatientRef;
import org.openroi.event.Publisher;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordOpened;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.ReleaseDenied;
import org.openroi.event.ReleaseEvent;
import org.openroi.event.ReleaseHeld;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseRequested;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.ReleaseStatusChanged;
import org.openroi.event.ReleaseSubmitted;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.Scope;
import org.openroi.event.SubmissionAccepted;
import org.openroi.event.SubmissionRefusal;
import org.openroi.event.SubmissionRefused;
import org.openroi.event.Topics;
import org.openroi.event.VerificationLevel;
import org.openroi.systemtests.checker.Call.Kind;
import org.openroi.systemtests.checker.Call.Outcome;
import org.openroi.systemtests.checker.Disclosures.Act;
import org.openroi.systemtests.checker.Disclosures.Arrival;
import org.openroi.systemtests.checker.Disclosures.Attempt;
import org.openroi.systemtests.checker.Disclosures.Manifest;
import org.openroi.systemtests.checker.Disclosures.Mark;
import org.openroi.systemtests.checker.Disclosures.Opened;
import org.openroi.systemtests.checker.Disclosures.Permit;
import org.openroi.systemtests.checker.Disclosures.Read;
import org.openroi.systemtests.checker.Disclosures.Receipt;
import org.openroi.systemtests.checker.Disclosures.Revocation;
import org.openroi.systemtests.checker.Disclosures.Sealed;
import org.openroi.systemtests.checker.Disclosures.State;
import org.openroi.systemtests.checker.Disclosures.Touch;
import org.openroi.systemtests.checker.Disclosures.WorkItem;

/**
 * A small suite in memory that keeps its word: one release over REST that is denied, one over Kafka
 * that waits for a human, one that is delivered, one whose authorization is revoked before it goes,
 * one submission refused, one poison, one call that never arrived. Every part of it can be damaged
 * before the snapshot is taken.
 */
final class SnapshotFixture {
  static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  static final String SUBMISSIONS = Topics.submissions("engine-a");
  private static final String CLIENT = Publisher.clientSource("engine-a");
  private static final String ORIGIN = "openroi.example/general-hospital";
  static final RequesterId REQUESTER = RequesterId.of("00000000-0000-4000-8000-00000000000a");
  static final PatientRef PATIENT = PatientRef.of("00000000-0000-4000-8000-00000000000c");
  static final AuthorizationId FORM = AuthorizationId.of("00000000-0000-4000-8000-00000000000d");
  static final String USER = "example-law";
  static final String PACKAGE = sha256("package");
  static final String MANIFEST = sha256("manifest");
  private static final Scope SCOPE = new Scope(Set.of(RecordType.LABORATORY_REPORT), null, null);

  final List<Call> calls = new ArrayList<>();
  final List<Fault> faults = new ArrayList<>(List.of(new Fault(NOON, "kafka", "kill -9")));
  final List<Snapshot.Request> requests = new ArrayList<>();
  final List<Snapshot.Status> timelines = new ArrayList<>();
  final List<Snapshot.Decision> decisions = new ArrayList<>();
  final Map<String, List<Store.OutboxRow>> outboxes = new HashMap<>();
  final Map<String, List<EventKey>> inboxes = new HashMap<>();
  final Map<String, List<Store.Quarantined>> quarantines = new HashMap<>();
  final List<TopicRecord> records = new ArrayList<>();
  final List<Snapshot.Progress> progress = new ArrayList<>();
  final List<AuditLog.Entry> entries = new ArrayList<>();
  final List<WorkItem> items = new ArrayList<>();
  final List<Sealed> packages = new ArrayList<>();
  final List<Attempt> attempts = new ArrayList<>();
  final List<Receipt> receipts = new ArrayList<>();
  final List<Permit> permits = new ArrayList<>();
  final List<Revocation> revocations = new ArrayList<>();
  final List<Touch> touches = new ArrayList<>();
  final List<Arrival> arrivals = new ArrayList<>();
  final List<Read> reads = new ArrayList<>();
  final List<String> checkpoints = new ArrayList<>();
  final ReleaseId denied = new ReleaseId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
  final ReleaseId held = new ReleaseId(UUID.fromString("00000000-0000-4000-8000-000000000002"));
  final ReleaseId given = new ReleaseId(UUID.fromString("00000000-0000-4000-8000-000000000003"));
  final ReleaseId revoked = new ReleaseId(UUID.fromString("00000000-0000-4000-8000-000000000004"));
  final DeliveryId delivery = DeliveryId.of(given, REQUESTER, "inbox", 1);
  final DeliveryId withdrawn = DeliveryId.of(revoked, REQUESTER, "inbox", 1);
  long parked;
  Snapshot.@Nullable Replay replay;
  private final KeyPair key;
  private final Map<String, Integer> versions = new HashMap<>();
  private final Map<String, Long> offsets = new HashMap<>();

  SnapshotFixture() {
    try {
      key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
    for (String service : List.of("intake", "authorization", "redaction")) {
      outboxes.put(service, new ArrayList<>());
      inboxes.put(service, new ArrayList<>());
      quarantines.put(service, new ArrayList<>());
    }
    overRest();
    overKafka();
    registered();
    delivered();
    withdrawn();
    refused();
    poisoned();
    call("never-arrived", Channel.REST, Kind.SUBMISSION, Outcome.INFO, null, null);
    call("bad", Channel.REST, Kind.SUBMISSION, Outcome.FAIL, null, null);
    sign();
    offsets.forEach(
        (topic, end) -> {
          progress.add(new Snapshot.Progress("audit", topic, 0, end, end));
          if (Topics.submittingClient(topic).isPresent()) {
            progress.add(new Snapshot.Progress("intake", topic, 0, end, end));
          }
        });
  }

  Snapshot snapshot() {
    return new Snapshot(
        calls,
        faults,
        requests,
        timelines,
        decisions,
        List.of(store("intake"), store("authorization"), store("redaction")),
        records,
        progress,
        new AuditLog(key.getPublic().getEncoded(), entries, checkpoints),
        new Disclosures(
            items,
            packages,
            attempts,
            receipts,
            permits,
            revocations,
            touches,
            arrivals,
            reads,
            Set.of(PATIENT)),
        replay);
  }

  void call(
      String id,
      Channel channel,
      Kind kind,
      Outcome outcome,
      @Nullable String answer,
      @Nullable ReleaseStatus rests) {
    calls.add(
        new Call(
            id,
            channel,
            kind,
            sha256(id),
            outcome,
            answer,
            rests == null ? Set.of() : Set.of(rests),
            NOON.plusSeconds(1)));
  }

  /** The event of this type that stands in an outbox for this release. */
  EventEnvelope event(EventType type, ReleaseId release) {
    return outboxes.values().stream()
        .flatMap(List::stream)
        .map(Store.OutboxRow::event)
        .filter(event -> event.type() == type && event.subject().equals(release.toString()))
        .findFirst()
        .orElseThrow();
  }

  TopicRecord recordOf(EventEnvelope event) {
    return records.stream().filter(r -> event.equals(r.event())).findFirst().orElseThrow();
  }

  /** Signs the log as it stands. */
  void sign() {
    MerkleTree tree = new MerkleTree();
    entries.forEach(entry -> tree.append(MerkleTree.leafHash(entry.bytes())));
    String text =
        ORIGIN
            + "\n"
            + entries.size()
            + "\n"
            + Base64.getEncoder().encodeToString(tree.root())
            + "\n";
    try {
      byte[] encoded = key.getPublic().getEncoded();
      MessageDigest id = MessageDigest.getInstance("SHA-256");
      id.update((ORIGIN + "\n").getBytes(StandardCharsets.UTF_8));
      id.update((byte) 1);
      id.update(encoded, encoded.length - 32, 32);
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream blob = new ByteArrayOutputStream();
      blob.write(id.digest(), 0, 4);
      blob.writeBytes(signature.sign());
      checkpoints.add(
          text
              + "\n— "
              + ORIGIN
              + " "
              + Base64.getEncoder().encodeToString(blob.toByteArray())
              + "\n");
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void overRest() {
    call(
        "key-1",
        Channel.REST,
        Kind.SUBMISSION,
        Outcome.OK,
        denied.toString(),
        ReleaseStatus.DENIED);
    EventEnvelope requested = requested(denied, Channel.REST, null, "key-1", ReleaseStatus.DENIED);
    decided(
        requested,
        EventType.RELEASE_DENIED,
        new ReleaseDenied(denied, EnumSet.of(DenialClass.AUTHORIZATION_EXPIRED), "1", NOON),
        denied,
        ReleaseStatus.DENIED);
  }

  private void overKafka() {
    EventEnvelope submitted = submitted("event-2");
    call("event-2", Channel.KAFKA, Kind.SUBMISSION, Outcome.INFO, null, ReleaseStatus.HELD);
    call("event-2", Channel.KAFKA, Kind.SUBMISSION, Outcome.OK, null, ReleaseStatus.HELD);
    inboxes.get("intake").add(EventKey.of(submitted));
    publish(
        "intake",
        Topics.SUBMISSION_OUTCOMES,
        following(submitted.id(), EventType.SUBMISSION_ACCEPTED, held.toString()),
        submitted.id(),
        new SubmissionAccepted(held, "ref-event-2"));
    EventEnvelope requested =
        requested(held, Channel.KAFKA, submitted.id(), "event-2", ReleaseStatus.HELD);
    decided(
        requested,
        EventType.RELEASE_HELD,
        new ReleaseHeld(held, EnumSet.of(HoldClass.REVIEW_REQUIRED), "1", NOON),
        held,
        ReleaseStatus.HELD);
  }

  private void registered() {
    EventEnvelope registered =
        publish(
            "intake",
            Topics.REQUESTERS,
            EventId.of(UUID.nameUUIDFromBytes(new byte[] {1})),
            null,
            new RequesterRegistered(
                REQUESTER,
                RequesterKind.ATTORNEY,
                "Example Law Office",
                VerificationLevel.DOCUMENT_CHECKED,
                Set.of("main-campus"),
                Set.of(
                    new Endpoint(
                        "inbox",
                        EndpointKind.SFTP,
                        "sftp://" + USER + "@localhost:2022/in",
                        null,
                        null)),
                null,
                true));
    inboxes.get("authorization").add(EventKey.of(registered));
    inboxes.get("redaction").add(EventKey.of(registered));
  }

  /** Opened at noon, sealed a second later, sent under a permit from 12:00:02 to 12:00:32. */
  private void delivered() {
    EventEnvelope decided = authorized(given, "key-4", ReleaseStatus.DELIVERED);
    items.add(new WorkItem(given, delivery, 1, State.DELIVERED));
    reads.add(new Read(PATIENT, NOON.plusMillis(500)));
    seal(decided, given, delivery);
    permits.add(
        new Permit(
            given, delivery, NOON.plusSeconds(2), NOON.plusSeconds(32), NOON.plusSeconds(5)));
    attempts.add(new Attempt(delivery, 1, "DELIVERED"));
    disclosed(
        decided,
        EventType.DELIVERY_ATTEMPTED,
        "1",
        new DeliveryAttempted(given, delivery, 1, 1, NOON.plusSeconds(3)));
    touch(4, Act.WRITE, "/in/." + delivery + ".1.part", 9);
    touch(4, Act.RENAME, "/in/." + delivery + ".1.part", 0);
    receipts.add(new Receipt(delivery, "SIZE"));
    arrivals.add(
        new Arrival(
            USER,
            "in/" + delivery + ".pgp",
            PACKAGE,
            9,
            opened(LegalRoute.AUTH_508, List.of(Mark.PLAIN))));
    EventEnvelope done =
        disclosed(
            decided,
            EventType.DISCLOSURE_DELIVERED,
            "",
            new DisclosureDelivered(
                given,
                delivery,
                1,
                PATIENT,
                REQUESTER,
                "inbox",
                LegalRoute.AUTH_508,
                PACKAGE,
                9,
                MANIFEST,
                NOON.plusSeconds(5)));
    status(given, done.id(), ReleaseStatus.DELIVERED);
  }

  Opened opened(LegalRoute route, List<Mark> canaries) {
    return new Opened(
        new Manifest(
            given,
            delivery,
            event(EventType.RELEASE_AUTHORIZED, given).id().value(),
            1,
            "1",
            route,
            REQUESTER,
            "inbox",
            SCOPE,
            1),
        MANIFEST,
        true,
        canaries);
  }

  /** Sealed, and then the authorization was revoked; no permit was ever given. */
  private void withdrawn() {
    EventEnvelope decided = authorized(revoked, "key-5", ReleaseStatus.DENIED);
    items.add(new WorkItem(revoked, withdrawn, 1, State.WITHDRAWN));
    seal(decided, revoked, withdrawn);
    revocations.add(new Revocation(FORM, NOON.plusSeconds(9)));
    EventEnvelope revocation =
        publish(
            "authorization",
            Topics.AUTHORIZATIONS,
            following(decided.id(), EventType.AUTHORIZATION_REVOKED, FORM.toString()),
            null,
            new AuthorizationRevoked(FORM, PATIENT, NOON.plusSeconds(9)));
    decisions.add(new Snapshot.Decision(revoked, 2, ReleaseStatus.DENIED));
    EventEnvelope denied =
        publish(
            "authorization",
            Topics.RELEASE_DECISIONS,
            following(revocation.id(), EventType.RELEASE_DENIED, revoked.toString()),
            revocation.id(),
            new ReleaseDenied(
                revoked, EnumSet.of(DenialClass.AUTHORIZATION_REVOKED), "1", NOON.plusSeconds(9)));
    inboxes.get("intake").add(EventKey.of(denied));
    inboxes.get("redaction").add(EventKey.of(denied));
    disclosed(
        denied,
        EventType.DISCLOSURE_WITHDRAWN,
        "",
        new DisclosureWithdrawn(revoked, withdrawn, 1, NOON.plusSeconds(10)));
    status(revoked, denied.id(), ReleaseStatus.DENIED);
  }

  private EventEnvelope authorized(ReleaseId release, String key, ReleaseStatus rests) {
    call(key, Channel.REST, Kind.SUBMISSION, Outcome.OK, release.toString(), rests);
    EventEnvelope requested = requested(release, Channel.REST, null, key, rests);
    return decided(
        requested,
        EventType.RELEASE_AUTHORIZED,
        new ReleaseAuthorized(
            release,
            PATIENT,
            REQUESTER,
            "inbox",
            LegalRoute.AUTH_508,
            SCOPE,
            release.equals(revoked) ? FORM : AuthorizationId.of(given.toString()),
            "1",
            NOON,
            null),
        release,
        ReleaseStatus.AUTHORIZED);
  }

  private void seal(EventEnvelope decided, ReleaseId release, DeliveryId of) {
    disclosed(
        decided, EventType.RECORD_OPENED, "1", new RecordOpened(release, of, 1, PATIENT, 1, NOON));
    packages.add(new Sealed(of, PACKAGE, 9));
    EventEnvelope sealed =
        disclosed(
            decided,
            EventType.PACKAGE_SEALED,
            "",
            new PackageSealed(
                release,
                of,
                1,
                REQUESTER,
                "inbox",
                PACKAGE,
                9,
                MANIFEST,
                1,
                "0123456789ABCDEF",
                "1",
                NOON.plusSeconds(1)));
    status(release, sealed.id(), ReleaseStatus.PREPARED);
  }

  EventEnvelope disclosed(EventEnvelope cause, EventType type, String which, ReleaseEvent data) {
    EventEnvelope event =
        publish(
            "redaction",
            Topics.DISCLOSURES,
            following(cause.id(), type, data.subject() + which),
            cause.id(),
            data);
    inboxes.get("intake").add(EventKey.of(event));
    return event;
  }

  void touch(int second, Act act, String path, long bytes) {
    touches.add(new Touch(NOON.plusSeconds(second), USER, act, path, 0, bytes));
  }

  private void refused() {
    EventEnvelope submitted = submitted("event-3");
    call("event-3", Channel.KAFKA, Kind.REFUSED, Outcome.OK, null, null);
    inboxes.get("intake").add(EventKey.of(submitted));
    publish(
        "intake",
        Topics.SUBMISSION_OUTCOMES,
        following(submitted.id(), EventType.SUBMISSION_REFUSED, "x"),
        submitted.id(),
        new SubmissionRefused(SUBMISSIONS + "/0/1", SubmissionRefusal.values()[0]));
  }

  private void poisoned() {
    call("poison", Channel.KAFKA, Kind.POISON, Outcome.OK, null, null);
    Coordinates at = next(SUBMISSIONS);
    records.add(new TopicRecord(at, sha256("poison"), null));
    quarantines.get("intake").add(new Store.Quarantined(at, InvalidEvent.Reason.NOT_JSON));
    publish(
        "intake",
        Topics.deadLetters(SUBMISSIONS, "intake"),
        EventId.of(UUID.nameUUIDFromBytes(at.toString().getBytes(StandardCharsets.UTF_8))),
        null,
        new EventQuarantined(
            at.topic(),
            at.partition(),
            at.offset(),
            "intake",
            sha256("poison"),
            InvalidEvent.Reason.NOT_JSON));
    // Audit reads dead letters, not submissions: its progress there is added by the constructor
    // only for what it consumes.
    offsets.remove(SUBMISSIONS);
    progress.add(new Snapshot.Progress("intake", SUBMISSIONS, 0, at.offset() + 1, at.offset() + 1));
  }

  private EventEnvelope submitted(String id) {
    EventEnvelope submitted =
        new EventEnvelope(
            new EventId(id),
            CLIENT,
            NOON,
            "general-hospital",
            "main-campus",
            null,
            0,
            new ReleaseSubmitted(
                "ref-" + id,
                new PatientIdentifier("urn:example", "made-up"),
                null,
                REQUESTER,
                "portal",
                PurposeOfUse.HLEGAL,
                SCOPE,
                null));
    records.add(new TopicRecord(next(SUBMISSIONS), sha256(id), submitted));
    return submitted;
  }

  private EventEnvelope requested(
      ReleaseId release,
      Channel channel,
      @Nullable EventId cause,
      String submission,
      ReleaseStatus rests) {
    requests.add(new Snapshot.Request(release, submission, rests));
    EventEnvelope requested =
        publish(
            "intake",
            Topics.RELEASE_REQUESTS,
            EventId.of(UUID.nameUUIDFromBytes(submission.getBytes(StandardCharsets.UTF_8))),
            cause,
            new ReleaseRequested(
                release,
                REQUESTER,
                "portal",
                PurposeOfUse.HLEGAL,
                SCOPE,
                null,
                null,
                channel,
                NOON));
    status(release, requested.id(), ReleaseStatus.RECEIVED);
    return requested;
  }

  private EventEnvelope decided(
      EventEnvelope requested,
      EventType type,
      ReleaseEvent decision,
      ReleaseId release,
      ReleaseStatus outcome) {
    inboxes.get("authorization").add(EventKey.of(requested));
    decisions.add(new Snapshot.Decision(release, 1, outcome));
    EventEnvelope decided =
        publish(
            "authorization",
            Topics.RELEASE_DECISIONS,
            following(requested.id(), type, release.toString()),
            requested.id(),
            decision);
    inboxes.get("intake").add(EventKey.of(decided));
    inboxes.get("redaction").add(EventKey.of(decided));
    status(release, decided.id(), outcome);
    return decided;
  }

  private void status(ReleaseId release, EventId cause, ReleaseStatus status) {
    int version = 1 + (int) timelines.stream().filter(one -> one.release().equals(release)).count();
    timelines.add(new Snapshot.Status(release, version, status, NOON));
    publish(
        "intake",
        Topics.RELEASE_STATUS,
        following(cause, EventType.RELEASE_STATUS_CHANGED, release.toString()),
        cause,
        new ReleaseStatusChanged(
            release,
            status,
            status == ReleaseStatus.HELD ? Set.of(HoldClass.REVIEW_REQUIRED) : Set.of(),
            NOON,
            null,
            null,
            null,
            null));
  }

  private EventEnvelope publish(
      String service, String topic, EventId id, @Nullable EventId cause, ReleaseEvent data) {
    EventEnvelope event =
        new EventEnvelope(
            id,
            "/openroi/" + service,
            NOON,
            "general-hospital",
            "main-campus",
            cause,
            versions.merge(topic + data.subject(), 1, Integer::sum),
            data);
    outboxes.get(service).add(new Store.OutboxRow(topic, event, true));
    records.add(new TopicRecord(next(topic), sha256(id.value()), event));
    byte[] bytes = EventCodec.encodeStructured(event);
    entries.add(
        new AuditLog.Entry(
            entries.size(),
            bytes,
            HexFormat.of().formatHex(MerkleTree.leafHash(bytes)),
            EventKey.of(event)));
    return event;
  }

  private Coordinates next(String topic) {
    return new Coordinates(topic, 0, offsets.merge(topic, 1L, Long::sum) - 1);
  }

  private Store store(String service) {
    return new Store(
        service, outboxes.get(service), inboxes.get(service), quarantines.get(service), parked);
  }

  static String sha256(String text) {
    return EventCodec.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
