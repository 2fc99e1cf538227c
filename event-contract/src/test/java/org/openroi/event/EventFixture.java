package org.openroi.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events to test with: the ones that the golden files hold, and valid ones drawn from a seed. */
public final class EventFixture {
  private static final ReleaseId RELEASE = ReleaseId.of("5b2f7c1e-94d3-4a66-8e0b-0f1d2c3b4a59");
  private static final PatientRef PATIENT = PatientRef.of("c0ffee00-1234-4abc-9def-001122334455");
  private static final RequesterId REQUESTER =
      RequesterId.of("7d9a1b52-3c4e-4f60-a1b2-c3d4e5f60718");
  private static final AuthorizationId AUTHORIZATION =
      AuthorizationId.of("2a1b3c4d-5e6f-4071-8293-a4b5c6d7e8f9");
  private static final RelationshipId RELATIONSHIP =
      RelationshipId.of("4e5d6c7b-8a99-4b10-8c2d-3e4f50617283");
  private static final int DECISION = 3;
  private static final DeliveryId DELIVERY =
      DeliveryId.of(RELEASE, REQUESTER, "sftp-main", DECISION);
  private static final Instant AT = Instant.parse("2026-03-02T14:05:06.789Z");
  private static final Scope SCOPE =
      new Scope(
          Set.of(RecordType.DISCHARGE_SUMMARY, RecordType.LABORATORY_REPORT),
          LocalDate.of(2024, 1, 1),
          LocalDate.of(2025, 12, 31));
  private static final String HASH =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private static final String OTHER_HASH =
      "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";

  private EventFixture() {}

  /** The event of each golden file, by the file's name without {@code .json}. */
  static Map<String, EventEnvelope> golden() {
    Map<String, EventEnvelope> golden = new LinkedHashMap<>();
    for (EventType type : EventType.values()) {
      List<ReleaseEvent> facts = facts(type);
      for (int i = 0; i < facts.size(); i++) {
        String name = type.wire() + List.of("", ".least", ".more", ".most").get(i);
        golden.put(name, envelope(type, facts.get(i), i == 0));
      }
    }
    return golden;
  }

  private static EventEnvelope envelope(EventType type, ReleaseEvent fact, boolean whole) {
    boolean submission = type.publishers().contains(Publisher.CLIENT);
    return new EventEnvelope(
        new EventId("0b5c9f5e-6d57-8a4e-9a63-3f2b1c0d9e8f"),
        submission ? Publisher.clientSource("engine-a") : publisher(type).source(),
        whole ? AT : Instant.parse("2026-03-02T14:05:06Z"),
        "general-hospital",
        "main-campus",
        whole && !submission ? new EventId("engine-a:2026-03-02:000417") : null,
        submission ? 0 : whole ? 2 : 1,
        fact);
  }

  /**
   * First with every optional component of the time, then, where there are any, with none, then
   * with those that came later.
   */
  private static List<ReleaseEvent> facts(EventType type) {
    return switch (type) {
      case RELEASE_SUBMITTED ->
          List.of(
              new ReleaseSubmitted(
                  "roi-2026-000417",
                  new PatientIdentifier("urn:oid:2.16.840.1.113883.19.5", "MADE-UP-0042"),
                  null,
                  REQUESTER,
                  "sftp-main",
                  PurposeOfUse.HLEGAL,
                  SCOPE,
                  AUTHORIZATION),
              new ReleaseSubmitted(
                  "roi-2026-000418",
                  null,
                  "eyJhbGciOiJSU0EtT0FFUC0yNTYiLCJlbmMiOiJBMjU2R0NNIn0.bWFkZQ.dXA.Zm9y.dGVzdHM",
                  REQUESTER,
                  "sftp-main",
                  PurposeOfUse.COVERAGE,
                  new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null),
                  null));
      case SUBMISSION_ACCEPTED -> List.of(new SubmissionAccepted(RELEASE, "roi-2026-000417"));
      case SUBMISSION_REFUSED ->
          List.of(
              new SubmissionRefused(
                  "roi.submissions.engine-a.v1/3/1042", SubmissionRefusal.ENDPOINT_NOT_REGISTERED));
      case RELEASE_REQUESTED ->
          List.of(
              new ReleaseRequested(
                  RELEASE,
                  REQUESTER,
                  "sftp-main",
                  PurposeOfUse.HLEGAL,
                  SCOPE,
                  AUTHORIZATION,
                  PATIENT,
                  Channel.KAFKA,
                  AT),
              new ReleaseRequested(
                  RELEASE,
                  REQUESTER,
                  "portal",
                  PurposeOfUse.PATRQT,
                  new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null),
                  null,
                  null,
                  Channel.REST,
                  Instant.parse("2026-03-02T14:05:06Z")));
      case PATIENT_MATCHED -> List.of(new PatientMatched(RELEASE, PATIENT));
      case REQUESTER_REGISTERED ->
          List.of(
              new RequesterRegistered(
                  REQUESTER,
                  RequesterKind.LIFE_INSURER,
                  "Álvarez & Søn \"Life\" \\ 保険 😀",
                  VerificationLevel.DOCUMENT_CHECKED,
                  Set.of("north-clinic", "main-campus"),
                  Set.of(
                      new Endpoint(
                          "sftp-main",
                          EndpointKind.SFTP,
                          "sftp://files.example.org/in",
                          "-----BEGIN PUBLIC KEY-----\r\nTUFERS1VUA==\n-----END PUBLIC KEY-----\n",
                          null),
                      new Endpoint(
                          "fhir", EndpointKind.FHIR, "https://example.org/fhir", null, null)),
                  null,
                  true),
              new RequesterRegistered(
                  REQUESTER,
                  RequesterKind.INDIVIDUAL,
                  null,
                  VerificationLevel.IDENTITY_PROOFED,
                  Set.of("main-campus"),
                  Set.of(),
                  PATIENT,
                  false),
              new RequesterRegistered(
                  REQUESTER,
                  RequesterKind.HEALTH_PLAN,
                  "Example Health Plan",
                  VerificationLevel.IDENTITY_PROOFED,
                  Set.of("main-campus"),
                  Set.of(
                      new Endpoint(
                          "sftp-main",
                          EndpointKind.SFTP,
                          "sftp://openroi@files.example.org:2222/in",
                          "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nTUFERS1VUA==\n=AAAA\n",
                          "ssh-ed25519 TUFERS1VUC1IT1NULUtFWQ==")),
                  null,
                  true));
      case RELEASE_STATUS_CHANGED ->
          List.of(
              new ReleaseStatusChanged(
                  RELEASE,
                  ReleaseStatus.HELD,
                  Set.of(HoldClass.PATIENT_NOT_MATCHED, HoldClass.AUTHORIZATION_NOT_FOUND),
                  AT,
                  null,
                  null,
                  null,
                  null),
              new ReleaseStatusChanged(
                  RELEASE, ReleaseStatus.RECEIVED, Set.of(), AT, null, null, null, null),
              new ReleaseStatusChanged(
                  RELEASE,
                  ReleaseStatus.STOPPED,
                  Set.of(),
                  AT,
                  StopClass.RECIPIENT_STORAGE_FAILED,
                  null,
                  null,
                  null),
              new ReleaseStatusChanged(
                  RELEASE,
                  ReleaseStatus.RECEIVED,
                  Set.of(),
                  AT,
                  null,
                  AT,
                  Channel.KAFKA,
                  AT.plusSeconds(30L * 86_400)));
      case AUTHORIZATION_RECORDED -> List.of(new AuthorizationRecorded(AUTHORIZATION, PATIENT));
      case AUTHORIZATION_REVOKED -> List.of(new AuthorizationRevoked(AUTHORIZATION, PATIENT, AT));
      case RELEASE_AUTHORIZED ->
          List.of(
              new ReleaseAuthorized(
                  RELEASE,
                  PATIENT,
                  REQUESTER,
                  "sftp-main",
                  LegalRoute.AUTH_508,
                  SCOPE,
                  AUTHORIZATION,
                  "us-federal-2026.1",
                  AT,
                  null),
              new ReleaseAuthorized(
                  RELEASE,
                  PATIENT,
                  REQUESTER,
                  "portal",
                  LegalRoute.ROA_SELF,
                  new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null),
                  null,
                  "us-federal-2026.1",
                  AT,
                  null),
              new ReleaseAuthorized(
                  RELEASE,
                  PATIENT,
                  REQUESTER,
                  "sftp-main",
                  LegalRoute.TPO_PAY,
                  SCOPE,
                  null,
                  "us-federal-2026.2",
                  AT,
                  "eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTI1NkdDTSJ9..bWFkZQ.dXAtZm9y.dGVzdHM"));
      case RELEASE_DENIED ->
          List.of(
              new ReleaseDenied(
                  RELEASE,
                  Set.of(DenialClass.AUTHORIZATION_EXPIRED, DenialClass.AUTHORIZATION_DEFECTIVE),
                  "us-federal-2026.1",
                  AT));
      case RELEASE_HELD ->
          List.of(
              new ReleaseHeld(RELEASE, Set.of(HoldClass.REVIEW_REQUIRED), "us-federal-2026.1", AT));
      case RELATIONSHIP_RECORDED ->
          List.of(
              new RelationshipRecorded(
                  RELATIONSHIP, PATIENT, REQUESTER, RelationshipKind.TREATMENT));
      case RECORD_OPENED -> List.of(new RecordOpened(RELEASE, DELIVERY, DECISION, PATIENT, 1, AT));
      case PACKAGE_SEALED ->
          List.of(
              new PackageSealed(
                  RELEASE,
                  DELIVERY,
                  DECISION,
                  REQUESTER,
                  "sftp-main",
                  HASH,
                  1_048_576,
                  OTHER_HASH,
                  417,
                  "0123456789ABCDEF0123456789ABCDEF01234567",
                  "cut-2026.1",
                  AT));
      case DELIVERY_ATTEMPTED -> List.of(new DeliveryAttempted(RELEASE, DELIVERY, DECISION, 2, AT));
      case DISCLOSURE_DELIVERED ->
          List.of(
              new DisclosureDelivered(
                  RELEASE,
                  DELIVERY,
                  DECISION,
                  PATIENT,
                  REQUESTER,
                  "sftp-main",
                  LegalRoute.TPO_TREAT,
                  HASH,
                  1_048_576,
                  OTHER_HASH,
                  AT));
      case DISCLOSURE_STOPPED ->
          List.of(
              new DisclosureStopped(RELEASE, DELIVERY, DECISION, StopClass.REVIEW_REQUIRED, AT));
      case DISCLOSURE_RESUMED -> List.of(new DisclosureResumed(RELEASE, DELIVERY, DECISION, AT));
      case DISCLOSURE_WITHDRAWN ->
          List.of(new DisclosureWithdrawn(RELEASE, DELIVERY, DECISION, AT));
      case EVENT_QUARANTINED ->
          List.of(
              new EventQuarantined(
                  "roi.submissions.engine-a.v1",
                  3,
                  9_007_199_254_740_991L,
                  "intake",
                  HASH,
                  InvalidEvent.Reason.NOT_JSON));
      case AUDIT_ENTRY_APPENDED ->
          List.of(
              new AuditEntryAppended(
                  "openroi.example/general-hospital",
                  417,
                  HASH,
                  Publisher.AUTHORIZATION.source(),
                  new EventId("0b5c9f5e-6d57-8a4e-9a63-3f2b1c0d9e8f"),
                  EventType.RELEASE_DENIED.wire(),
                  RELEASE.toString()),
              new AuditEntryAppended(
                  "openroi.example/general-hospital",
                  0,
                  HASH,
                  Publisher.INTAKE.source(),
                  new EventId("a"),
                  EventType.SUBMISSION_REFUSED.wire(),
                  null));
      case CHECKPOINT_SIGNED ->
          List.of(
              new CheckpointSigned(
                  "openroi.example/general-hospital",
                  418,
                  "openroi.example/general-hospital\n418\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
                      + "\n\n— openroi.example/general-hospital Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"));
    };
  }

  /** A valid event of this type; the same state of {@code random} gives the same event. */
  public static EventEnvelope random(EventType type, Random random) {
    boolean submission = type.publishers().contains(Publisher.CLIENT);
    return new EventEnvelope(
        new EventId(uuid(random).toString()),
        submission
            ? Publisher.clientSource("engine-" + random.nextInt(9))
            : publisher(type).source(),
        instant(random),
        "general-hospital",
        random.nextBoolean() ? "main-campus" : "north-clinic",
        submission ? null : maybe(random, () -> new EventId(uuid(random).toString())),
        submission ? 0 : random.nextInt(1, 1_000_000_000),
        fact(type, random));
  }

  private static ReleaseEvent fact(EventType type, Random random) {
    ReleaseId release = new ReleaseId(uuid(random));
    PatientRef patient = new PatientRef(uuid(random));
    RequesterId requester = new RequesterId(uuid(random));
    AuthorizationId authorization = new AuthorizationId(uuid(random));
    DeliveryId delivery = new DeliveryId(uuid(random));
    int decision = random.nextInt(1, Integer.MAX_VALUE);
    int attempt = random.nextInt(1, Integer.MAX_VALUE);
    long bytes = random.nextLong(1, 1L << 53);
    Instant at = instant(random);
    return switch (type) {
      case RELEASE_SUBMITTED -> {
        boolean plain = random.nextBoolean();
        yield new ReleaseSubmitted(
            code(random),
            plain ? new PatientIdentifier(text(random, 200), text(random, 100)) : null,
            plain ? null : "a.b..c-_.",
            requester,
            code(random),
            one(PurposeOfUse.values(), random),
            scope(random, true),
            maybe(random, () -> authorization));
      }
      case SUBMISSION_ACCEPTED -> new SubmissionAccepted(release, code(random));
      case SUBMISSION_REFUSED ->
          new SubmissionRefused(text(random, 300), one(SubmissionRefusal.values(), random));
      case RELEASE_REQUESTED ->
          new ReleaseRequested(
              release,
              requester,
              code(random),
              one(PurposeOfUse.values(), random),
              scope(random, true),
              maybe(random, () -> authorization),
              maybe(random, () -> patient),
              one(Channel.values(), random),
              at);
      case PATIENT_MATCHED -> new PatientMatched(release, patient);
      case REQUESTER_REGISTERED -> {
        RequesterKind kind = one(RequesterKind.values(), random);
        boolean person =
            kind == RequesterKind.INDIVIDUAL || kind == RequesterKind.PERSONAL_REPRESENTATIVE;
        yield new RequesterRegistered(
            requester,
            kind,
            person ? null : maybe(random, () -> text(random, 200)),
            one(VerificationLevel.values(), random),
            some(random, 1, 5, () -> code(random)),
            some(random, 0, 4, () -> endpoint(random)),
            kind == RequesterKind.INDIVIDUAL ? maybe(random, () -> patient) : null,
            random.nextBoolean());
      }
      case RELEASE_STATUS_CHANGED -> {
        ReleaseStatus status = one(ReleaseStatus.values(), random);
        yield new ReleaseStatusChanged(
            release,
            status,
            status == ReleaseStatus.HELD ? set(HoldClass.class, random) : Set.of(),
            at,
            status == ReleaseStatus.STOPPED ? one(StopClass.values(), random) : null,
            maybe(random, () -> at),
            maybe(random, () -> one(Channel.values(), random)),
            maybe(random, () -> at));
      }
      case AUTHORIZATION_RECORDED -> new AuthorizationRecorded(authorization, patient);
      case AUTHORIZATION_REVOKED -> new AuthorizationRevoked(authorization, patient, at);
      case RELEASE_AUTHORIZED -> {
        LegalRoute route = one(LegalRoute.values(), random);
        yield new ReleaseAuthorized(
            release,
            patient,
            requester,
            code(random),
            route,
            scope(random, false),
            route == LegalRoute.AUTH_508 ? authorization : null,
            code(random),
            at,
            maybe(random, () -> "a..b." + code(random) + ".c-_"));
      }
      case RELEASE_DENIED ->
          new ReleaseDenied(release, set(DenialClass.class, random), code(random), at);
      case RELEASE_HELD -> new ReleaseHeld(release, set(HoldClass.class, random), code(random), at);
      case RELATIONSHIP_RECORDED ->
          new RelationshipRecorded(
              new RelationshipId(uuid(random)),
              patient,
              requester,
              one(RelationshipKind.values(), random));
      case RECORD_OPENED -> new RecordOpened(release, delivery, decision, patient, attempt, at);
      case PACKAGE_SEALED ->
          new PackageSealed(
              release,
              delivery,
              decision,
              requester,
              code(random),
              HASH,
              bytes,
              OTHER_HASH,
              attempt,
              code(random),
              code(random),
              at);
      case DELIVERY_ATTEMPTED -> new DeliveryAttempted(release, delivery, decision, attempt, at);
      case DISCLOSURE_DELIVERED ->
          new DisclosureDelivered(
              release,
              delivery,
              decision,
              patient,
              requester,
              code(random),
              one(LegalRoute.values(), random),
              HASH,
              bytes,
              OTHER_HASH,
              at);
      case DISCLOSURE_STOPPED ->
          new DisclosureStopped(release, delivery, decision, one(StopClass.values(), random), at);
      case DISCLOSURE_RESUMED -> new DisclosureResumed(release, delivery, decision, at);
      case DISCLOSURE_WITHDRAWN -> new DisclosureWithdrawn(release, delivery, decision, at);
      case EVENT_QUARANTINED ->
          new EventQuarantined(
              text(random, 249),
              random.nextInt(0, Integer.MAX_VALUE),
              random.nextLong(0, 1L << 53),
              code(random),
              HASH,
              one(InvalidEvent.Reason.values(), random));
      case AUDIT_ENTRY_APPENDED ->
          new AuditEntryAppended(
              text(random, 200),
              random.nextLong(0, 1L << 53),
              HASH,
              text(random, 200),
              new EventId(code(random)),
              text(random, 200),
              maybe(random, () -> text(random, 300)));
      case CHECKPOINT_SIGNED ->
          new CheckpointSigned(
              text(random, 200),
              random.nextLong(0, 1L << 53),
              text(random, 99) + "\n\t" + text(random, 99));
    };
  }

  private static Publisher publisher(EventType type) {
    return type.publishers().stream().min(Comparator.naturalOrder()).orElseThrow();
  }

  private static Endpoint endpoint(Random random) {
    EndpointKind kind = one(EndpointKind.values(), random);
    return new Endpoint(
        code(random),
        kind,
        "https://example.org/\"" + code(random),
        maybe(random, () -> "-----BEGIN\t\r\n" + code(random) + "\n"),
        kind == EndpointKind.SFTP ? maybe(random, () -> "ssh-ed25519 " + code(random)) : null);
  }

  private static Scope scope(Random random, boolean psychotherapyNotes) {
    Set<RecordType> types = new TreeSet<>(set(RecordType.class, random));
    if (!psychotherapyNotes && types.remove(RecordType.PSYCHOTHERAPY_NOTES)) {
      types.add(RecordType.BILLING);
    }
    LocalDate from = LocalDate.of(random.nextInt(1, 5000), 1 + random.nextInt(12), 1);
    return new Scope(
        types,
        maybe(random, () -> from),
        maybe(random, () -> from.plusDays(random.nextInt(100_000))));
  }

  private static UUID uuid(Random random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private static Instant instant(Random random) {
    long second = random.nextLong(-62_135_596_800L, 253_402_300_799L);
    return Instant.ofEpochSecond(second, random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
  }

  private static String code(Random random) {
    return "c" + Long.toString(random.nextLong(1L << 60), 36);
  }

  /** Text of every length and of every kind of character that one line may hold. */
  private static String text(Random random, int max) {
    int[] ranges = {0x20, 0x7f, 0xa0, 0x2028, 0x202a, 0xd800, 0xe000, 0x10000, 0x10000, 0x110000};
    StringBuilder text = new StringBuilder("x");
    IntStream.range(1, random.nextInt(1, max + 1))
        .map(
            i -> {
              int range = 2 * random.nextInt(ranges.length / 2);
              return random.nextInt(ranges[range], ranges[range + 1]);
            })
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  private static <T> @Nullable T maybe(Random random, Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private static <T> T one(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }

  private static <E extends Enum<E>> Set<E> set(Class<E> type, Random random) {
    Map<E, Boolean> chosen = new EnumMap<>(type);
    chosen.put(one(type.getEnumConstants(), random), true);
    Stream.of(type.getEnumConstants())
        .filter(code -> random.nextInt(3) == 0)
        .forEach(code -> chosen.put(code, true));
    return chosen.keySet();
  }

  private static <T> Set<T> some(Random random, int min, int max, Supplier<T> element) {
    List<T> elements = new ArrayList<>();
    int size = random.nextInt(min, max + 1);
    while (elements.size() < size) {
      elements.add(element.get());
    }
    return elements.stream().collect(Collectors.toUnmodifiableSet());
  }
}
