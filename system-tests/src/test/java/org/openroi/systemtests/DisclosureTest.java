package org.openroi.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openroi.local.Corpus;
import org.openroi.systemtests.NamedEnds.Asking;
import org.openroi.systemtests.Races.Race;
import org.openroi.systemtests.SixDecisions.Scanned;
import org.openroi.systemtests.checker.Checker;
import org.openroi.systemtests.checker.Snapshot;
import org.openroi.systemtests.load.Desk;

/**
 * From the decision to the recipient, through the real processes: what is in each package, how
 * deliveries end, and what a revocation stops. The tests share one suite.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DisclosureTest {
  private static final boolean LONG = System.getProperty("long") != null;
  private static final int RACES = LONG ? 500 : 30;
  private static final long SEED = 20_261_127;
  private static final long HUGE = 300L << 20;
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Duration HUGE_WITHIN = Duration.ofMinutes(5);
  private static final Duration REST_WITHIN = Duration.ofMinutes(3);

  private static SuiteUnderTest suite;
  private static Desk desk;
  private static Path history;
  private static long redaction;

  @BeforeAll
  static void start() throws Exception {
    Path home = Path.of("target", "disclosure-" + Instant.now().toEpochMilli());
    suite = SuiteUnderTest.start(home, Map.of());
    history = home.resolve("history.jsonl");
    desk = new Desk(suite.access(), history);
    redaction = suite.process(Part.REDACTION).orElseThrow().pid();
  }

  @AfterAll
  static void stop() throws IOException {
    if (desk != null) {
      desk.close();
    }
    if (suite != null) {
      suite.close();
    }
  }

  @Test
  @Order(1)
  void everyPackageHoldsWhatItsDecisionLetsOutAndNothingElse() throws Exception {
    List<Scanned> scanned = new SixDecisions(suite, desk).run();
    scanned.stream()
        .collect(Collectors.groupingBy(Scanned::outcome, Collectors.counting()))
        .forEach((outcome, count) -> System.out.println(count + " " + outcome));

    assertThat(scanned).hasSize(60).allMatch(Scanned::isGood);
    assertThat(scanned).filteredOn(one -> one.outcome().equals("DELIVERED")).hasSizeGreaterThan(45);
  }

  @Test
  @Order(2)
  void everyDeliveryComesToItsOwnEndAndTheOthersGoOn() throws Exception {
    NamedEnds ends = new NamedEnds(suite, desk, "ends");
    Asking full = ends.withFullDisk("full-disk");
    Asking huge = ends.withHugeRecord("huge", HUGE);
    Map<String, Asking> stopping =
        Map.of(
            "STOPPED HOST_KEY_MISMATCH", ends.withWrongHostKey("wrong-host"),
            "STOPPED RECIPIENT_REFUSED", ends.withClosedAccount("closed"),
            "STOPPED RECIPIENT_KEY_NOT_USABLE", ends.withUnusableKey("no-key"),
            "STOPPED RECORD_UNREADABLE", ends.withUnreadableRecord("unreadable"),
            "STOPPED RECORD_NOT_OF_THIS_PATIENT", ends.withRecordOfAnother("another"));
    Asking other = ends.inOrder("in-order");

    for (Map.Entry<String, Asking> one : stopping.entrySet()) {
      assertThat(outcome(one.getValue(), SOON)).isEqualTo(one.getKey());
    }
    assertThat(outcome(other, SOON)).isEqualTo("DELIVERED");
    assertThat(desk.disclosure(full.release()).orElseThrow().path("state").asText())
        .isEqualTo("TO_DELIVER");
    ends.makeRoom(full);
    assertThat(outcome(full, SOON)).isEqualTo("DELIVERED");
    for (Asking stopped : stopping.values()) {
      assertThat(received(stopped.user())).isEmpty();
    }
    assertThat(outcome(huge, HUGE_WITHIN)).isEqualTo("DELIVERED");
    assertThat(opened(huge).parts().get("record/001.json").sha256())
        .isEqualTo(sha256(ends.hugeRecord("huge")));
    assertThat(suite.process(Part.REDACTION).map(ProcessHandle::pid))
        .as("with all of 256 MB of heap it never fell")
        .contains(redaction);
  }

  @Test
  @Order(3)
  void afterAnEffectiveRevocationNoByteLeaves() throws Exception {
    List<Race> races = new Races(suite, desk, SEED).run(RACES);
    awaitRest();
    Races.Result result = Races.judge(races, DisclosuresReader.touches(suite.recipientsLedger()));
    System.out.println(result);

    assertThat(result.late()).isEmpty();
    assertThat(result.races()).isEqualTo(RACES);
    assertThat(result.unsent()).as("some were in time").isPositive();
    assertThat(result.delivered()).as("some were not").isPositive();
  }

  @Test
  @Order(4)
  void everySentenceOfTheContractHolds() throws Exception {
    awaitRest();
    try (Evidence evidence = new Evidence(suite)) {
      Snapshot snapshot = evidence.snapshot(history, suite.home().resolve("no-faults.tsv"), null);

      assertThat(Checker.check(snapshot)).isEmpty();
    }
  }

  @Test
  @Order(5)
  void noRecordStandsInClearButWhereRecordsAreReadFrom() throws Exception {
    CanaryScan.Result scan = CanaryScan.of(suite, names());

    assertThat(scan.found()).isEmpty();
    assertThat(scan.declared()).as("the scan sees what is there").isPositive();
  }

  private static void awaitRest() throws Exception {
    try (Evidence evidence = new Evidence(suite)) {
      assertThat(evidence.isAtRest(REST_WITHIN)).isTrue();
    }
  }

  /** The family names of the corpus: made up, and nowhere else on earth. */
  private static List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (String id : Corpus.ids()) {
      JsonNode record =
          new ObjectMapper()
              .readTree(Files.readAllBytes(Corpus.patients().resolve(id).resolve("record.json")));
      names.add(record.at("/entry/0/resource/name/0/family").asText());
    }
    assertThat(names).hasSize(10).allMatch(name -> name.matches("\\p{L}+\\d+"));
    return names;
  }

  private static String outcome(Asking asked, Duration within) throws InterruptedException {
    return SixDecisions.outcome(SixDecisions.ended(desk, asked.release(), within));
  }

  private static OpenedPackage opened(Asking asked) throws IOException {
    List<Path> files = received(asked.user());
    assertThat(files).hasSize(1);
    Optional<OpenedPackage> opened =
        OpenedPackage.of(files.getFirst(), suite.recipients().keys(), asked.user());
    return opened.orElseThrow();
  }

  private static List<Path> received(String user) throws IOException {
    Path folder = suite.received().resolve(user);
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String sha256(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
