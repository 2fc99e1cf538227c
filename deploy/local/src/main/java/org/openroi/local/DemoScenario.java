package org.openroi.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventQuarantined;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.Publisher;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseSubmitted;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;

/**
 * Made-up people ask for made-up records over every channel, and what should become of each is
 * known beforehand. Every run makes its own patients and requesters, so it can be run again.
 */
final class DemoScenario implements AutoCloseable {
  private static final String FACILITY = TokenIssuer.FACILITIES.getFirst();
  private static final String CLIENT = KafkaNode.CLIENTS.getFirst();
  private static final String SYSTEM = "urn:oid:2.16.840.1.113883.19.5";
  private static final String ENDPOINT = "portal";
  private static final RecordType RECORDS = RecordType.DISCHARGE_SUMMARY;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long NO_ENTRY = -1;

  private static final String REST = "REST";
  private static final String KAFKA = "Kafka";
  private static final String HTTP = "HTTP event";

  private static final String AUTHORIZED = "AUTHORIZED";
  private static final String DENIED = "DENIED";
  private static final String HELD = "HELD";

  private final SuiteFile suite;
  private final RestClient rest = new RestClient();
  private final DemoEngine engine;
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final String clerk;
  private final String auditor;
  private final List<Asked> asked = new ArrayList<>();

  /**
   * A release that was asked for.
   *
   * @param reason the code of the reason that it should be decided for; empty where it should be
   *     authorized
   */
  private record Asked(
      String who, String channel, String expected, String reason, Supplied<String> release) {}

  @FunctionalInterface
  private interface Supplied<T> {
    T get() throws IOException;
  }

  private record Party(String who, String requester, PurposeOfUse purpose) {}

  DemoScenario(SuiteFile suite) throws IOException {
    this.suite = suite;
    clerk = token("records-clerk", Map.of());
    auditor = token("auditor", Map.of());
    engine = new DemoEngine(suite.bootstrapServers(), CLIENT);
  }

  /** Plays everything and returns what became of it, in the order in which it was asked. */
  List<DemoRow> play() throws IOException {
    PatientIdentifier known = new PatientIdentifier(SYSTEM, "DEMO-" + run + "-1");
    PatientIdentifier stranger = new PatientIdentifier(SYSTEM, "DEMO-" + run + "-2");
    String patient = patient(known);
    Party law = organization("Harbor Law Group", "ATTORNEY", PurposeOfUse.HLEGAL);
    Party insurer = organization("Evergreen Life", "LIFE_INSURER", PurposeOfUse.COVERAGE);
    Party self = individual(patient);
    admitClient();

    String lawMay = authorize(form(patient, law));
    String insurerMay = authorize(form(patient, insurer));
    String expired = authorize(expired(form(patient, law)));
    String unsigned = authorize(unsigned(form(patient, law)));
    String revoked = authorize(form(patient, insurer));
    revoke(revoked);

    String asSelf = token("requester", Map.of("requester", self.requester()));
    rest(law, clerk, known, lawMay, AUTHORIZED, "");
    rest(self, asSelf, known, null, AUTHORIZED, "");
    EventEnvelope first = kafka(insurer, known, insurerMay, AUTHORIZED, "");
    rest(law, clerk, known, expired, DENIED, "AUTH_EXPIRED");
    kafka(insurer, known, revoked, DENIED, "AUTH_REVOKED");
    http(law, known, unsigned, DENIED, "AUTH_UNSIGNED");
    kafka(insurer, known, lawMay, DENIED, "AUTH_RECIPIENT_MISMATCH");
    rest(law, clerk, stranger, null, HELD, "PATIENT_UNKNOWN");
    Party nobody = organization("Summit Realty", "OTHER", PurposeOfUse.HLEGAL);
    kafka(nobody, known, null, HELD, "AUTH_NOT_FOUND");
    engine.submit(first);
    String poison = engine.submitPoison(first.subject(), "not an event");

    List<DemoRow> rows = new ArrayList<>();
    for (Asked one : asked) {
      rows.add(outcome(rows.size() + 1, one));
    }
    Optional<EventEnvelope> letter = engine.awaitDeadLetter(poison, deadline());
    rows.add(duplicate(rows.size() + 1, insurer, first));
    rows.add(poisoned(rows.size() + 1, letter));
    awaitSigned(rows.stream().mapToLong(DemoRow::audit).max().orElse(NO_ENTRY));
    return rows;
  }

  private void rest(
      Party party,
      String token,
      PatientIdentifier patient,
      @Nullable String authorization,
      String expected,
      String reason)
      throws IOException {
    ObjectNode body = object();
    body.put("facility", FACILITY).put("clientReference", reference());
    body.putObject("patient").put("system", patient.system()).put("value", patient.value());
    body.put("requester", party.requester()).put("endpoint", ENDPOINT);
    body.put("purpose", party.purpose().name());
    body.putObject("scope").putArray("recordTypes").add(RECORDS.name());
    if (authorization != null) {
      body.put("authorization", authorization);
    }
    String id =
        rest.post(intake("/releases"), token, body, "Idempotency-Key", reference())
            .path("release")
            .asText();
    asked.add(new Asked(party.who(), REST, expected, reason, () -> id));
  }

  private EventEnvelope kafka(
      Party party,
      PatientIdentifier patient,
      @Nullable String authorization,
      String expected,
      String reason)
      throws IOException {
    EventEnvelope event = submission(party, patient, authorization);
    engine.submit(event);
    asked.add(new Asked(party.who(), KAFKA, expected, reason, () -> accepted(event)));
    return event;
  }

  private void http(
      Party party, PatientIdentifier patient, String authorization, String expected, String reason)
      throws IOException {
    EventEnvelope event = submission(party, patient, authorization);
    String id =
        rest.post(
                intake("/events"),
                token("integration-engine", Map.of("client", CLIENT)),
                EventCodec.STRUCTURED_CONTENT_TYPE,
                EventCodec.encodeStructured(event))
            .path("release")
            .asText();
    asked.add(new Asked(party.who(), HTTP, expected, reason, () -> id));
  }

  private EventEnvelope submission(
      Party party, PatientIdentifier patient, @Nullable String authorization) {
    return new EventEnvelope(
        EventId.of(UUID.randomUUID()),
        Publisher.clientSource(CLIENT),
        Instant.now(),
        Suite.CUSTODIAN,
        FACILITY,
        null,
        0,
        new ReleaseSubmitted(
            reference(),
            patient,
            null,
            RequesterId.of(party.requester()),
            ENDPOINT,
            party.purpose(),
            new Scope(Set.of(RECORDS), null, null),
            authorization == null ? null : AuthorizationId.of(authorization)));
  }

  private String accepted(EventEnvelope submission) throws IOException {
    return engine
        .awaitRelease(submission.subject(), deadline())
        .map(ReleaseId::toString)
        .orElseThrow(
            () -> new ComponentFailed("Intake said nothing of a submission within a minute."));
  }

  /** Waits for the decision that is expected, or shows what there is when patience is over. */
  private DemoRow outcome(int number, Asked one) throws IOException {
    String release = one.release().get();
    Instant deadline = deadline();
    while (true) {
      String status = rest.get(intake("/releases/" + release), clerk).path("status").asText();
      JsonNode decision = last(rest.get(authorization("/" + release + "/decisions"), clerk));
      JsonNode reason = decision.path("reasons").path(0);
      long entry = entry("release=" + release, "org.openroi.release." + lower(one.expected()));
      boolean reached =
          status.equals(one.expected())
              && decision.path("outcome").asText().equals(status)
              && (one.reason().isEmpty() || reason.path("code").asText().equals(one.reason()));
      if ((reached && entry >= 0) || Instant.now().isAfter(deadline)) {
        boolean own = decision.path("route").asText().equals("ROA_SELF");
        String why =
            !status.equals(AUTHORIZED)
                ? reason.path("sentence").asText()
                : own ? "The patient's own right of access." : "A valid authorization covers it.";
        String citation =
            !status.equals(AUTHORIZED)
                ? reason.path("citation").asText()
                : own ? "45 CFR 164.524(a)(1)" : "45 CFR 164.508(a)(1)";
        String outcome = reached || !status.equals(one.expected()) ? status : status + "?";
        return new DemoRow(
            number, one.who(), one.channel(), one.expected(), outcome, why, citation, entry);
      }
      pause();
    }
  }

  private DemoRow duplicate(int number, Party party, EventEnvelope submission) {
    int releases = engine.releases(submission.subject()).size();
    return new DemoRow(
        number,
        party.who().replaceFirst(" \\(.*", "") + ", same event again",
        KAFKA,
        "NOTHING NEW",
        releases == 1 ? "NOTHING NEW" : releases + " RELEASES",
        "The event came before: same source, same id, same bytes.",
        "",
        NO_ENTRY);
  }

  private DemoRow poisoned(int number, Optional<EventEnvelope> letter) throws IOException {
    String why = "";
    long entry = NO_ENTRY;
    if (letter.isPresent() && letter.get().data() instanceof EventQuarantined quarantined) {
      why = "Set aside, encrypted: " + quarantined.reason() + ". The next message went on.";
      Instant deadline = deadline();
      while (entry < 0 && Instant.now().isBefore(deadline)) {
        entry = entry("event=" + letter.get().id(), "org.openroi.event.quarantined");
        pause();
      }
    }
    return new DemoRow(
        number,
        "Something that is no event",
        KAFKA,
        "DEAD LETTER",
        letter.isPresent() && entry >= 0 ? "DEAD LETTER" : "LOST",
        why,
        "",
        entry);
  }

  /** The number of the newest audit entry of this query that records such an event. */
  private long entry(String query, String type) throws IOException {
    JsonNode entries = rest.get(suite.url("audit") + "/api/v1/entries?" + query, auditor);
    return StreamSupport.stream(entries.spliterator(), false)
        .filter(entry -> entry.at("/event/type").asText().startsWith(type))
        .mapToLong(entry -> entry.path("sequence").asLong())
        .max()
        .orElse(NO_ENTRY);
  }

  /** Waits for a checkpoint that commits to an entry, and so to all before it. */
  private void awaitSigned(long entry) throws IOException {
    Instant deadline = deadline();
    String url = suite.url("audit") + "/api/v1/entries/" + entry;
    while (entry >= 0
        && !rest.get(url, auditor).has("checkpoint")
        && Instant.now().isBefore(deadline)) {
      pause();
    }
  }

  private static void pause() {
    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
  }

  private String patient(PatientIdentifier identifier) throws IOException {
    ObjectNode body = object().put("facility", FACILITY);
    body.putArray("identifiers")
        .addObject()
        .put("system", identifier.system())
        .put("value", identifier.value());
    return rest.post(intake("/patients"), clerk, body).path("patient").asText();
  }

  private Party organization(String name, String kind, PurposeOfUse purpose) throws IOException {
    ObjectNode body = object().put("kind", kind).put("name", name);
    String kindInWords = lower(kind).replace('_', ' ');
    String who = kind.equals("OTHER") ? name : name + " (" + kindInWords + ")";
    return new Party(who, register(body), purpose);
  }

  private Party individual(String patient) throws IOException {
    ObjectNode body = object().put("kind", "INDIVIDUAL").put("self", patient);
    return new Party("The patient", register(body), PurposeOfUse.PATRQT);
  }

  private String register(ObjectNode entry) throws IOException {
    entry.put("verification", "DOCUMENT_CHECKED");
    entry.putArray("facilities").add(FACILITY);
    entry
        .putArray("endpoints")
        .addObject()
        .put("code", ENDPOINT)
        .put("kind", "PORTAL")
        .put("address", "portal-account-" + reference());
    return rest.post(intake("/requesters"), clerk, entry).path("requester").asText();
  }

  private void admitClient() throws IOException {
    ObjectNode body = object().put("anyRequester", true);
    body.putArray("facilities").add(FACILITY);
    rest.put(intake("/clients/" + CLIENT), token("privacy-officer", Map.of()), body);
  }

  /** A form with all that the law asks for. */
  private ObjectNode form(String patient, Party recipient) {
    ObjectNode form = object().put("facility", FACILITY).put("patient", patient);
    form.put("informationDescription", "Discharge summaries of the past two years");
    form.putArray("disclosers").addObject().put("name", Suite.CUSTODIAN);
    form.putArray("recipients").addObject().put("requester", recipient.requester());
    form.putObject("scope").putArray("recordTypes").add(RECORDS.name());
    form.putArray("purposes").add(recipient.purpose().name());
    form.putObject("expiry").put("date", today.plusYears(1).toString());
    form.putObject("signature")
        .put("signer", "INDIVIDUAL")
        .put("signedOn", today.minusDays(10).toString())
        .put("method", "INK");
    form.putObject("statements").put("revoke", true).put("condition", true).put("redisclose", true);
    form.put("language", "en");
    form.put("receivedAt", received(9));
    return form;
  }

  private ObjectNode expired(ObjectNode form) {
    form.putObject("expiry").put("date", today.minusDays(30).toString());
    ((ObjectNode) form.path("signature")).put("signedOn", today.minusDays(400).toString());
    return form.put("receivedAt", received(399));
  }

  private static ObjectNode unsigned(ObjectNode form) {
    form.remove("signature");
    return form;
  }

  private String received(int daysAgo) {
    return today.minusDays(daysAgo).atTime(9, 0).toInstant(ZoneOffset.UTC).toString();
  }

  private String authorize(ObjectNode form) throws IOException {
    String url = suite.url("authorization") + "/api/v1/authorizations";
    return rest.post(url, clerk, form).path("authorization").asText();
  }

  private void revoke(String id) throws IOException {
    String url = suite.url("authorization") + "/api/v1/authorizations/" + id + "/revocation";
    rest.post(url, clerk, object().put("receivedAt", received(1)));
  }

  private static JsonNode last(JsonNode list) {
    return list.path(list.size() - 1);
  }

  private String intake(String path) {
    return suite.url("intake") + "/api/v1" + path;
  }

  private String authorization(String path) {
    return suite.url("authorization") + "/api/v1/releases" + path;
  }

  private String token(String role, Map<String, String> claims) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>(claims);
    all.put("facilities", TokenIssuer.FACILITIES);
    return TokenIssuer.token(suite.issuer(), role, all);
  }

  private String reference() {
    return "demo-" + run + "-" + (asked.size() + 1);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static ObjectNode object() {
    return RestClient.JSON.createObjectNode();
  }

  private static Instant deadline() {
    return Instant.now().plus(PATIENCE);
  }

  @Override
  public void close() {
    engine.close();
    rest.close();
  }
}
