package org.openroi.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.RelationshipKind;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.RequesterKind;
import org.openroi.event.Scope;
import org.openroi.event.SensitiveCategory;
import org.openroi.local.Corpus;
import org.openroi.systemtests.load.Bodies.Asked;
import org.openroi.systemtests.load.Bodies.Days;
import org.openroi.systemtests.load.Bodies.Form;
import org.openroi.systemtests.load.Desk;
import org.openroi.systemtests.scan.Allowance;
import org.openroi.systemtests.scan.Oracle;
import org.openroi.systemtests.scan.Oracle.Expected;
import org.openroi.systemtests.scan.Scan;

/**
 * Every patient of the corpus asked for under six decisions, through the whole suite; each package
 * opened with its recipient's key and scanned.
 */
final class SixDecisions {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Duration DONE_WITHIN = Duration.ofMinutes(4);
  private static final int CLAIM_DAYS = 14;
  private static final int SHORT = 8;

  private static final Set<SensitiveCategory> EVERY_CATEGORY =
      EnumSet.of(
          SensitiveCategory.MENTAL_HEALTH, SensitiveCategory.HIV, SensitiveCategory.SUBSTANCE_USE);

  private static final RecordType[] PAYMENT = {
    RecordType.DISCHARGE_SUMMARY,
    RecordType.HISTORY_AND_PHYSICAL,
    RecordType.CONSULTATION_NOTE,
    RecordType.PROGRESS_NOTE,
    RecordType.OPERATIVE_NOTE,
    RecordType.EMERGENCY_NOTE,
    RecordType.LABORATORY_REPORT,
    RecordType.PATHOLOGY_REPORT,
    RecordType.IMAGING_REPORT,
    RecordType.PROCEDURES,
    RecordType.BILLING
  };

  /** Who asks on which ground. */
  enum Decision {
    OWN_COPY,
    TREATMENT,
    CLAIM,
    NOTHING_OPENED,
    EVERYTHING_OPENED,
    SOME_KINDS_AND_DATES
  }

  /**
   * What came of one.
   *
   * @param outcome where it came to rest, with the reason why it stopped
   * @param expected the same, by the oracle
   */
  record Scanned(
      String patient,
      Decision decision,
      String outcome,
      String expected,
      int items,
      List<String> findings) {
    boolean isGood() {
      return outcome.equals(expected) && findings.isEmpty();
    }
  }

  /** A release that is under way. */
  private record Asking(
      String patient, Decision decision, String user, String release, Allowance allowance) {}

  private final SuiteUnderTest suite;
  private final Desk desk;
  private final Map<RequesterKind, String> requesters = new EnumMap<>(RequesterKind.class);

  SixDecisions(SuiteUnderTest suite, Desk desk) {
    this.suite = suite;
    this.desk = desk;
  }

  /** Asks for every patient of the corpus, waits for all, and looks into what arrived. */
  List<Scanned> run() throws IOException, InterruptedException {
    suite.records().addCorpus();
    for (RequesterKind kind :
        List.of(RequesterKind.PROVIDER, RequesterKind.HEALTH_PLAN, RequesterKind.ATTORNEY)) {
      requesters.put(kind, desk.recipient(id(kind), kind, null));
    }
    List<Asking> asked = new ArrayList<>();
    for (String patient : Corpus.ids()) {
      ask(patient, asked);
    }
    List<Scanned> scanned = new ArrayList<>();
    for (Asking each : asked) {
      scanned.add(scan(each));
    }
    return scanned;
  }

  private static String id(RequesterKind kind) {
    return "corpus-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void ask(String patient, List<Asking> asked) throws IOException, InterruptedException {
    String name = "corpus-" + patient.substring(0, SHORT);
    String reference = desk.patient(name);
    suite.records().link(reference, patient);
    String self = "self-" + patient.substring(0, SHORT);
    String individual = desk.recipient(self, RequesterKind.INDIVIDUAL, reference);
    String provider = requesters.getOrDefault(RequesterKind.PROVIDER, "");
    String plan = requesters.getOrDefault(RequesterKind.HEALTH_PLAN, "");
    Days claim = claim(patient);
    desk.relationship(name + "-treatment", reference, provider, RelationshipKind.TREATMENT, claim);
    desk.relationship(name + "-claim", reference, plan, RelationshipKind.COVERAGE, claim);
    for (Decision decision : Decision.values()) {
      String id = name + "-" + decision;
      Scope entire = new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null);
      Scope some =
          new Scope(
              Set.of(RecordType.LABORATORY_REPORT, RecordType.MEDICATIONS, RecordType.PROBLEMS),
              LocalDate.of(2018, 1, 1),
              LocalDate.of(2023, 12, 31));
      Allowance third = Allowance.thirdParty(RecordType.ENTIRE_RECORD);
      asked.add(
          switch (decision) {
            case OWN_COPY ->
                asking(
                    patient,
                    decision,
                    Desk.user(self),
                    id,
                    new Asked(name, individual, PurposeOfUse.PATRQT, entire, null),
                    Allowance.ownCopy());
            case TREATMENT ->
                asking(
                    patient,
                    decision,
                    id(RequesterKind.PROVIDER),
                    id,
                    new Asked(name, provider, PurposeOfUse.TREAT, entire, null),
                    third);
            case CLAIM ->
                asking(
                    patient,
                    decision,
                    id(RequesterKind.HEALTH_PLAN),
                    id,
                    new Asked(
                        name,
                        plan,
                        PurposeOfUse.HPAYMT,
                        new Scope(entire.recordTypes(), claim.from(), claim.to()),
                        null),
                    Allowance.thirdParty(PAYMENT).within(claim.from(), claim.to()).atMinimum());
            case NOTHING_OPENED ->
                authorized(patient, decision, name, reference, entire, Set.of(), third);
            case EVERYTHING_OPENED ->
                authorized(
                    patient,
                    decision,
                    name,
                    reference,
                    entire,
                    EVERY_CATEGORY,
                    third.withEveryCategory());
            case SOME_KINDS_AND_DATES ->
                authorized(
                    patient,
                    decision,
                    name,
                    reference,
                    some,
                    Set.of(),
                    Allowance.thirdParty(some.recordTypes().toArray(RecordType[]::new))
                        .within(some.from(), some.to()));
          });
    }
  }

  private Asking authorized(
      String patient,
      Decision decision,
      String name,
      String reference,
      Scope scope,
      Set<SensitiveCategory> opened,
      Allowance allowance)
      throws InterruptedException {
    String attorney = requesters.getOrDefault(RequesterKind.ATTORNEY, "");
    String id = name + "-" + decision;
    String form = desk.authorization(id, new Form(reference, attorney, scope, opened, false));
    return asking(
        patient,
        decision,
        id(RequesterKind.ATTORNEY),
        id,
        new Asked(name, attorney, PurposeOfUse.HLEGAL, scope, form),
        allowance);
  }

  private Asking asking(
      String patient, Decision decision, String user, String id, Asked asked, Allowance allowance)
      throws InterruptedException {
    String release =
        desk.release(id, asked, Set.of(ReleaseStatus.DELIVERED, ReleaseStatus.STOPPED));
    return new Asking(patient, decision, user, release, allowance);
  }

  private Scanned scan(Asking asked) throws IOException, InterruptedException {
    JsonNode disclosure = ended(desk, asked.release(), DONE_WITHIN);
    String outcome = outcome(disclosure);
    List<byte[]> pages = files(asked.patient(), ".json");
    Expected expected =
        Oracle.expected(pages, files(asked.patient(), ".xml"), Set.of(), asked.allowance());
    int items = expected.pages().stream().mapToInt(page -> page.path("entry").size()).sum();
    List<String> findings = new ArrayList<>();
    if (outcome.equals("DELIVERED")) {
      Path file =
          suite
              .received()
              .resolve(asked.user())
              .resolve(disclosure.path("delivery").asText() + ".pgp");
      Optional<OpenedPackage> opened =
          OpenedPackage.of(file, suite.recipients().keys(), asked.user());
      if (opened.isPresent()) {
        findings.addAll(
            Scan.findings(
                asked.allowance(),
                expected,
                pages,
                opened.get().contents("record/"),
                opened.get().contents("documents/")));
      } else {
        findings.add("does not open");
      }
    }
    return new Scanned(
        asked.patient(), asked.decision(), outcome, expected(expected), items, findings);
  }

  private static String expected(Expected expected) {
    if (expected.isHeld()) {
      return "STOPPED REVIEW_REQUIRED";
    }
    boolean isNobody =
        expected.pages().stream()
            .flatMap(page -> page.path("entry").valueStream())
            .allMatch(entry -> entry.at("/resource/resourceType").asText().equals("Patient"));
    return isNobody && expected.documents().isEmpty() ? "STOPPED NOTHING_TO_RELEASE" : "DELIVERED";
  }

  /** What redaction says of a release once it will do nothing more of itself. */
  static JsonNode ended(Desk desk, String release, Duration within) throws InterruptedException {
    JsonNode[] last = new JsonNode[1];
    Patience.until(
        "release " + release + " has come to an end",
        within,
        () -> {
          try {
            last[0] = desk.disclosure(release).orElse(null);
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          return last[0] != null && !last[0].path("state").asText().startsWith("TO_");
        });
    return last[0];
  }

  static String outcome(JsonNode disclosure) {
    String reason = disclosure.at("/stop/reason").asText();
    return (disclosure.path("state").asText() + " " + reason).strip();
  }

  /** The days around the last encounter. */
  private static Days claim(String patient) throws IOException {
    LocalDate last = LocalDate.MIN;
    for (byte[] page : files(patient, "record.json")) {
      for (JsonNode entry : JSON.readTree(page).path("entry")) {
        JsonNode start = entry.at("/resource/period/start");
        if (entry.at("/resource/resourceType").asText().equals("Encounter") && start.isTextual()) {
          LocalDate day = LocalDate.parse(start.asText().substring(0, 10));
          last = day.isAfter(last) ? day : last;
        }
      }
    }
    return new Days(last.minusDays(CLAIM_DAYS), last.plusDays(CLAIM_DAYS));
  }

  /** From where the corpus is kept, so that reading it is nobody's reading of a record. */
  private static List<byte[]> files(String patient, String end) throws IOException {
    List<byte[]> bytes = new ArrayList<>();
    try (Stream<Path> all = Files.list(Corpus.patients().resolve(patient))) {
      for (Path file : all.filter(one -> one.toString().endsWith(end)).sorted().toList()) {
        bytes.add(Files.readAllBytes(file));
      }
    }
    return bytes;
  }
}
