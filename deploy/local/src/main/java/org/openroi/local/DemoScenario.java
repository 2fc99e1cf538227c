package org.openroi.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final String ENDPOINT = "sftp";
  private static final Scope EVERYTHING = new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null);
  private static final List<String> SENSITIVE = List.of("MENTAL_HEALTH", "HIV", "SUBSTANCE_USE");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** The corpus, by the part that each patient has in the demo. */
  private static final String OPIOID_USE = "dbcb2a5c-6379-c99e-2c1b-9de3809f887e";

  private static final String HIV = "e16f1068-bca6-b47f-a9a5-da684ccf2875";
  private static final String LONG_HISTORY = "3c202f10-4f5d-7bfd-e3ef-2c6c93f9da09";
  private static final String HYPERTENSION = "498bd436-0980-0360-569f-80fa11af5827";
  private static final String CHILD = "d63efd5c-e1b9-6523-48ea-8fdfc1f21933";
  private static final String TODDLER = "7d0b9e39-7a49-3981-50c1-c0542d034565";
  private static final String PROGRAM_PATIENT = "41f5a58c-8c6e-d14d-002a-fb227c32f6c5";
  private static final String CHANGES_HIS_MIND = "ab36743b-a8fd-4194-66b2-e968fee71868";
  private static final String DEPRESSION = "1fefb9dd-ab58-8072-c21a-2a322f47eb16";
  private static final String RESTRICTED = "6d0fcea7-4f9d-beef-c326-d4a90b059348";

  /** The claim that an insurer asks about: a broken jaw, from the emergency visit to its check. */
  private static final Scope CLAIM =
      new Scope(EVERYTHING.recordTypes(), LocalDate.of(2025, 5, 13), LocalDate.of(2025, 5, 27));

  private static final long NO_ENTRY = -1;

  private static final String REST = "REST";
  private static final String KAFKA = "Kafka";
  private static final String HTTP = "HTTP event";

  private static final String DELIVERED = "DELIVERED";
  private static final String STOPPED = "STOPPED";
  private static final String DENIED = "DENIED";
  private static final String HELD = "HELD";

  private final SuiteFile suite;
  private final RestClient rest = new RestClient();
  private final DemoEngine engine;
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final String clerk;
  private final String auditor;
  private final String officer;
  private final RecipientKeys keys;
  private final RecordFolder records;
  private final PrintStream out;
  private final List<DemoPackage> packages = new ArrayList<>();
  private final List<String> charts = new ArrayList<>();
  private int patients;
  private int parties;
  private final List<Asked> asked = new ArrayList<>();

  /**
   * A release that was asked for.
   *
   * @param reason the code of the reason that it should be denied or held for; empty otherwise
   */
  private record Asked(
      Party party,
      String chart,
      String channel,
      String expected,
      String reason,
      Supplied<String> release) {}

  @FunctionalInterface
  private interface Supplied<T> {
    T get() throws IOException;
  }

  /**
   * @param user of the recipients' server
   */
  private record Party(String who, String requester, PurposeOfUse purpose, String user) {}

  /**
   * A patient of this run, and the identifier that engines know.
   *
   * @param chart a letter for the record, the same for every patient who has it
   */
  private record Patient(PatientIdentifier identifier, String ref, String chart) {}

  DemoScenario(SuiteFile suite, PrintStream out) throws IOException {
    this.suite = suite;
    this.out = out;
    clerk = token("records-clerk", Map.of());
    auditor = token("auditor", Map.of());
    officer = token("privacy-officer", Map.of());
    keys = new RecipientKeys(suite.path("/files/recipientKeys"));
    records = new RecordFolder(suite.path("/files/records"));
    engine = new DemoEngine(suite.bootstrapServers(), CLIENT);
  }

  /** The delivered packages, opened. */
  List<DemoPackage> packages() {
    return List.copyOf(packages);
  }

  /** Plays everything and returns what became of it, in the order in which it was asked. */
  List<DemoRow> play() throws IOException {
    records.addCorpus();
    admitClient();
    oneChart();
    authorizations();
    EventEnvelope again = refusals();
    engine.submit(again);
    String poison = engine.submitPoison(again.subject(), "not an event");
    String revoked = revocationWhileADeliveryWaits();

    List<DemoRow> rows = new ArrayList<>();
    for (Asked one : asked) {
      rows.add(outcome(rows.size() + 1, one));
    }
    rows.add(nothingWent(rows.size() + 1, revoked));
    Optional<EventEnvelope> letter = engine.awaitDeadLetter(poison, deadline());
    rows.add(duplicate(rows.size() + 1, again));
    rows.add(poisoned(rows.size() + 1, letter));
    awaitSigned(rows.stream().mapToLong(DemoRow::audit).max().orElse(NO_ENTRY));
    return rows;
  }

  /** One chart, three requesters, three packages. */
  private void oneChart() throws IOException {
    Patient patient = patient(OPIOID_USE);
    Party self = individual(patient, "The patient");
    Party practice = organization("Lakeside Practice", "PROVIDER", "treating", PurposeOfUse.TREAT);
    relationship(patient, practice, "TREATMENT", null);
    Party plan =
        organization("Evergreen Health Plan", "HEALTH_PLAN", "one claim", PurposeOfUse.HPAYMT);
    relationship(patient, plan, "COVERAGE", CLAIM);
    String asSelf = token("requester", Map.of("requester", self.requester()));
    rest(self, asSelf, patient, EVERYTHING, null, DELIVERED, "");
    rest(practice, clerk, patient, EVERYTHING, null, DELIVERED, "");
    kafka(plan, patient, CLAIM, null, DELIVERED, "");
  }

  private void authorizations() throws IOException {
    Patient hiv = patient(HIV);
    Party without =
        organization("Summit Life", "LIFE_INSURER", "no category named", PurposeOfUse.COVERAGE);
    Party with =
        organization("Harbor Life", "LIFE_INSURER", "categories named", PurposeOfUse.COVERAGE);
    rest(without, clerk, hiv, EVERYTHING, form(hiv, without, EVERYTHING, List.of()), DELIVERED, "");
    kafka(with, hiv, EVERYTHING, form(hiv, with, EVERYTHING, SENSITIVE), DELIVERED, "");

    Patient history = patient(LONG_HISTORY);
    Scope years =
        new Scope(EVERYTHING.recordTypes(), LocalDate.of(2020, 1, 1), LocalDate.of(2022, 12, 31));
    Party law = organization("Harbor Law Group", "ATTORNEY", "three years", PurposeOfUse.HLEGAL);
    http(law, history, EVERYTHING, form(history, law, years, List.of()), DELIVERED, "");

    Patient pressure = patient(HYPERTENSION);
    Scope kinds = new Scope(Set.of(RecordType.MEDICATIONS, RecordType.VITAL_SIGNS), null, null);
    Party other = organization("Elm Street Law", "ATTORNEY", "two kinds", PurposeOfUse.HLEGAL);
    rest(other, clerk, pressure, kinds, form(pressure, other, kinds, List.of()), DELIVERED, "");

    Patient child = patient(CHILD);
    rest(individual(child, "A patient's own copy"), clerk, child, EVERYTHING, null, DELIVERED, "");

    Patient toddler = patient(TODDLER);
    Scope shots = new Scope(Set.of(RecordType.IMMUNIZATIONS), null, null);
    Party clinic = organization("School Clinic", "PROVIDER", "immunizations", PurposeOfUse.TREAT);
    relationship(toddler, clinic, "TREATMENT", null);
    kafka(clinic, toddler, shots, null, DELIVERED, "");

    Patient depressed = patient(DEPRESSION);
    Party adviser =
        organization("Pine Benefits", "OTHER", "no category named", PurposeOfUse.COVERAGE);
    rest(
        adviser,
        clerk,
        depressed,
        EVERYTHING,
        form(depressed, adviser, EVERYTHING, List.of()),
        DELIVERED,
        "");

    Patient restricted = patient(RESTRICTED);
    Party agency =
        organization(
            "City Benefits", "GOVERNMENT_AGENCY", "restricted item", PurposeOfUse.COVERAGE);
    rest(
        agency,
        clerk,
        restricted,
        EVERYTHING,
        form(restricted, agency, EVERYTHING, List.of()),
        DELIVERED,
        "");

    Patient program = patient(PROGRAM_PATIENT);
    Party rehab = organization("Oak Employment", "OTHER", "42 CFR Part 2", PurposeOfUse.COVERAGE);
    rest(
        rehab,
        clerk,
        program,
        EVERYTHING,
        form(program, rehab, EVERYTHING, SENSITIVE),
        STOPPED,
        "");
  }

  /** What the law does not allow, or not yet. Returns a submission that can be sent again. */
  private EventEnvelope refusals() throws IOException {
    Patient known = patient(HYPERTENSION);
    Patient stranger = new Patient(identifier(), "", "");
    Party law = organization("Harbor Law Group", "ATTORNEY", "", PurposeOfUse.HLEGAL);
    Party insurer = organization("Evergreen Life", "LIFE_INSURER", "", PurposeOfUse.COVERAGE);
    ObjectNode lawMay = form(known, law, EVERYTHING, List.of());
    rest(law, clerk, known, EVERYTHING, expired(lawMay.deepCopy()), DENIED, "AUTH_EXPIRED");
    ObjectNode revoked = form(known, insurer, EVERYTHING, List.of());
    String revokedId = authorize(revoked);
    revoke(revokedId);
    kafkaUnder(insurer, known, EVERYTHING, revokedId, DENIED, "AUTH_REVOKED");
    http(law, known, EVERYTHING, unsigned(lawMay.deepCopy()), DENIED, "AUTH_UNSIGNED");
    kafka(insurer, known, EVERYTHING, lawMay, DENIED, "AUTH_RECIPIENT_MISMATCH");
    rest(law, clerk, stranger, EVERYTHING, null, HELD, "PATIENT_UNKNOWN");
    Party nobody = organization("Summit Realty", "OTHER", "", PurposeOfUse.HLEGAL);
    return kafka(nobody, known, EVERYTHING, null, HELD, "AUTH_NOT_FOUND");
  }

  /** The recipient's disk is full, so the delivery waits; then the patient revokes. */
  private String revocationWhileADeliveryWaits() throws IOException {
    Patient patient = patient(CHANGES_HIS_MIND);
    Party law = organization("Quick Claims", "ATTORNEY", "revoked in time", PurposeOfUse.HLEGAL);
    Path quota = suite.path("/recipients/folder").resolve(law.user() + ".quota");
    Files.createDirectories(quota.getParent());
    Files.writeString(quota, "0");
    String form = authorize(form(patient, law, EVERYTHING, List.of()));
    restUnder(law, clerk, patient, EVERYTHING, form, DENIED, "AUTH_REVOKED");
    String release = asked.getLast().release().get();
    out.println("  a delivery waits: its recipient's disk is full");
    await(() -> disclosure(release).path("attempts").asInt() > 0);
    String url = suite.url("authorization") + "/api/v1/authorizations/" + form;
    revoke(form);
    await(() -> rest.get(url, clerk).at("/revocation").has("effectiveAt"));
    out.println("  the patient revoked, effective now; the disk has room again");
    Files.delete(quota);
    await(() -> disclosure(release).path("state").asText().equals("WITHDRAWN"));
    return law.user();
  }

  private void rest(
      Party party,
      String token,
      Patient patient,
      Scope scope,
      @Nullable ObjectNode form,
      String expected,
      String reason)
      throws IOException {
    restUnder(
        party, token, patient, scope, form == null ? null : authorize(form), expected, reason);
  }

  private void restUnder(
      Party party,
      String token,
      Patient patient,
      Scope scope,
      @Nullable String authorization,
      String expected,
      String reason)
      throws IOException {
    ObjectNode body = object();
    body.put("facility", FACILITY).put("clientReference", reference());
    body.putObject("patient")
        .put("system", patient.identifier().system())
        .put("value", patient.identifier().value());
    body.put("requester", party.requester()).put("endpoint", ENDPOINT);
    body.put("purpose", party.purpose().name());
    body.set("scope", scope(scope));
    if (authorization != null) {
      body.put("authorization", authorization);
    }
    String id =
        rest.post(intake("/releases"), token, body, "Idempotency-Key", reference())
            .path("release")
            .asText();
    asked.add(new Asked(party, patient.chart(), REST, expected, reason, () -> id));
  }

  private EventEnvelope kafka(
      Party party,
      Patient patient,
      Scope scope,
      @Nullable ObjectNode form,
      String expected,
      String reason)
      throws IOException {
    return kafkaUnder(
        party, patient, scope, form == null ? null : authorize(form), expected, reason);
  }

  private EventEnvelope kafkaUnder(
      Party party,
      Patient patient,
      Scope scope,
      @Nullable String authorization,
      String expected,
      String reason)
      throws IOException {
    EventEnvelope event = submission(party, patient, scope, authorization);
    engine.submit(event);
    asked.add(new Asked(party, patient.chart(), KAFKA, expected, reason, () -> accepted(event)));
    return event;
  }

  private void http(
      Party party, Patient patient, Scope scope, ObjectNode form, String expected, String reason)
      throws IOException {
    EventEnvelope event = submission(party, patient, scope, authorize(form));
    String id =
        rest.post(
                intake("/events"),
                token("integration-engine", Map.of("client", CLIENT)),
                EventCodec.STRUCTURED_CONTENT_TYPE,
                EventCodec.encodeStructured(event))
            .path("release")
            .asText();
    asked.add(new Asked(party, patient.chart(), HTTP, expected, reason, () -> id));
  }

  private EventEnvelope submission(
      Party party, Patient patient, Scope scope, @Nullable String authorization) {
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
            patient.identifier(),
            null,
            RequesterId.of(party.requester()),
            ENDPOINT,
            party.purpose(),
            scope,
            authorization == null ? null : AuthorizationId.of(authorization)));
  }

  private String accepted(EventEnvelope submission) throws IOException {
    return engine
        .awaitRelease(submission.subject(), deadline())
        .map(ReleaseId::toString)
        .orElseThrow(
            () -> new ComponentFailed("Intake said nothing of a submission within a minute."));
  }

  /** Waits for what is expected, or shows what there is when patience is over. */
  private DemoRow outcome(int number, Asked one) throws IOException {
    String release = one.release().get();
    Instant deadline = deadline();
    while (true) {
      String status = rest.get(intake("/releases/" + release), clerk).path("status").asText();
      JsonNode decision = last(rest.get(authorization("/" + release + "/decisions"), clerk));
      JsonNode reason = decision.path("reasons").path(0);
      boolean disclosed = status.equals(DELIVERED) || status.equals(STOPPED);
      long entry =
          entry(
              "release=" + release,
              "org.openroi." + (disclosed ? "disclosure." : "release.") + lower(status));
      boolean reached =
          status.equals(one.expected())
              && (one.reason().isEmpty() || reason.path("code").asText().equals(one.reason()));
      if ((reached && entry >= 0) || Instant.now().isAfter(deadline)) {
        String outcome = reached || !status.equals(one.expected()) ? status : status + "?";
        if (status.equals(DELIVERED)) {
          packages.add(opened(number, one.party(), release));
        }
        String[] why = why(status, release, decision, reason);
        return new DemoRow(
            number,
            one.party().who(),
            one.chart(),
            one.channel(),
            one.expected(),
            outcome,
            why[0],
            why[1],
            entry);
      }
      pause();
    }
  }

  /** A sentence, and the law. */
  private String[] why(String status, String release, JsonNode decision, JsonNode reason)
      throws IOException {
    if (status.equals(STOPPED)) {
      return new String[] {disclosure(release).at("/stop/sentence").asText(), "42 CFR 2.12, 2.31"};
    }
    if (!status.equals(DELIVERED)) {
      return new String[] {reason.path("sentence").asText(), reason.path("citation").asText()};
    }
    return switch (decision.path("route").asText()) {
      case "ROA_SELF" ->
          new String[] {"The patient's own right of access.", "45 CFR 164.524(a)(1)"};
      case "TPO_TREAT" ->
          new String[] {
            "Treatment by a provider that staff confirmed.", "45 CFR 164.506(c)(1), (2)"
          };
      case "TPO_PAY" ->
          new String[] {
            "Payment of one claim, cut to the minimum necessary.",
            "45 CFR 164.506(c)(3), 164.514(d)(3)"
          };
      default -> new String[] {"A valid authorization covers it.", "45 CFR 164.508(a)(1)"};
    };
  }

  private DemoPackage opened(int number, Party party, String release) throws IOException {
    String delivery = disclosure(release).path("delivery").asText();
    Path file = suite.path("/recipients/folder").resolve(party.user()).resolve(delivery + ".pgp");
    JsonNode ledger =
        rest.get(suite.url("redaction") + "/api/v1/disclosures/" + release + "/ledger", officer);
    return DemoPackage.open(number, party.who(), keys, file, party.user(), ledger);
  }

  private JsonNode disclosure(String release) throws IOException {
    return rest.find(suite.url("redaction") + "/api/v1/disclosures/" + release, clerk);
  }

  /** What reached the recipient of the delivery that was revoked in time. */
  private DemoRow nothingWent(int number, String user) throws IOException {
    long bytes = 0;
    for (String line : Files.readAllLines(suite.path("/recipients/ledger"))) {
      JsonNode event = RestClient.JSON.readTree(line);
      if (event.path("user").asText().equals(user) && event.path("what").asText().equals("write")) {
        bytes += event.path("bytes").asLong();
      }
    }
    return new DemoRow(
        number,
        "Bytes that reached Quick Claims",
        asked.getLast().chart(),
        "SFTP",
        "0 BYTES",
        bytes + " BYTES",
        "The revocation was effective before the disk had room.",
        "45 CFR 164.508(b)(5)",
        NO_ENTRY);
  }

  private DemoRow duplicate(int number, EventEnvelope submission) {
    int releases = engine.releases(submission.subject()).size();
    return new DemoRow(
        number,
        "The last request's event again",
        "",
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
        "",
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

  @FunctionalInterface
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws IOException {
    Instant deadline = deadline();
    while (!condition.holds() && Instant.now().isBefore(deadline)) {
      pause();
    }
  }

  private static void pause() {
    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
  }

  /** Registers a patient of the corpus under a new identifier, with the record linked to it. */
  private Patient patient(String id) throws IOException {
    PatientIdentifier identifier = identifier();
    ObjectNode body = object().put("facility", FACILITY);
    body.putArray("identifiers")
        .addObject()
        .put("system", identifier.system())
        .put("value", identifier.value());
    String ref = rest.post(intake("/patients"), clerk, body).path("patient").asText();
    records.link(ref, id);
    if (!charts.contains(id)) {
      charts.add(id);
    }
    return new Patient(identifier, ref, String.valueOf((char) ('A' + charts.indexOf(id))));
  }

  private PatientIdentifier identifier() {
    return new PatientIdentifier(SYSTEM, "DEMO-" + run + "-" + ++patients);
  }

  private Party organization(String name, String kind, String what, PurposeOfUse purpose)
      throws IOException {
    ObjectNode body = object().put("kind", kind).put("name", name);
    String who = what.isEmpty() ? name : name + ", " + what;
    return register(body, who, purpose);
  }

  private Party individual(Patient patient, String who) throws IOException {
    ObjectNode body = object().put("kind", "INDIVIDUAL").put("self", patient.ref());
    return register(body, who, PurposeOfUse.PATRQT);
  }

  private Party register(ObjectNode entry, String who, PurposeOfUse purpose) throws IOException {
    String user = "demo-" + run + "-" + ++parties;
    entry.put("verification", "DOCUMENT_CHECKED");
    entry.putArray("facilities").add(FACILITY);
    entry
        .putArray("endpoints")
        .addObject()
        .put("code", ENDPOINT)
        .put("kind", "SFTP")
        .put("address", suite.recipientAddress(user))
        .put("publicKey", keys.publicKey(user))
        .put("hostKey", suite.recipientHostKey());
    String requester = rest.post(intake("/requesters"), clerk, entry).path("requester").asText();
    return new Party(who, requester, purpose, user);
  }

  /** Staff record that a provider treats a patient, or that a plan covers the days of a claim. */
  private void relationship(Patient patient, Party party, String kind, @Nullable Scope claim)
      throws IOException {
    ObjectNode body = object().put("facility", FACILITY).put("patient", patient.ref());
    body.put("requester", party.requester()).put("kind", kind).put("restrictionsChecked", true);
    if (claim != null) {
      body.put("from", String.valueOf(claim.from())).put("to", String.valueOf(claim.to()));
    }
    rest.post(suite.url("authorization") + "/api/v1/relationships", clerk, body);
  }

  private void admitClient() throws IOException {
    ObjectNode body = object().put("anyRequester", true);
    body.putArray("facilities").add(FACILITY);
    rest.put(intake("/clients/" + CLIENT), officer, body);
  }

  /** A form with all that the law asks for. */
  private ObjectNode form(Patient patient, Party recipient, Scope scope, List<String> categories) {
    ObjectNode form = object().put("facility", FACILITY).put("patient", patient.ref());
    form.put("informationDescription", "The records named in the scope");
    form.putArray("disclosers").addObject().put("name", Suite.CUSTODIAN);
    form.putArray("recipients").addObject().put("requester", recipient.requester());
    form.set("scope", scope(scope));
    categories.forEach(form.putArray("sensitiveOptIn")::add);
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

  private static ObjectNode scope(Scope scope) {
    ObjectNode node = object();
    scope.recordTypes().forEach(type -> node.withArray("recordTypes").add(type.name()));
    if (scope.from() != null) {
      node.put("from", scope.from().toString());
    }
    if (scope.to() != null) {
      node.put("to", scope.to().toString());
    }
    return node;
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
