package org.openroi.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openroi.event.SensitiveCategory;
import org.openroi.event.StopClass;
import org.openroi.redaction.openpgp.PgpFixture;
import org.openroi.redaction.redactor.CutRule;
import org.openroi.redaction.redactor.LedgerLine;

/** One chart and the packages that are made of it, with every adapter as it is. */
class SealPackageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PgpFixture RECIPIENT = new PgpFixture();
  private static final String DOCUMENT = ChartFixture.document("p1", "A cold.");

  @TempDir Path home;
  private SealFixture f;

  @BeforeEach
  void chart() throws IOException {
    f = new SealFixture(home, RECIPIENT.publicKey());
    Files.writeString(f.page("record.json"), ChartFixture.CHART);
    Files.writeString(f.page("document.xml"), DOCUMENT);
  }

  @Test
  void givesTheIndividualTheWholeRecordByteForByte() throws IOException {
    Map<String, byte[]> pack = open(f.individual().seal());
    assertThat(pack.keySet())
        .containsExactly("record/001.json", "documents/001.xml", "manifest.json");
    assertThat(text(pack, "record/001.json")).isEqualTo(ChartFixture.CHART);
    assertThat(text(pack, "documents/001.xml")).isEqualTo(DOCUMENT);
  }

  @Test
  void givesATreatingProviderWhatIsNotSensitive() throws IOException {
    Map<String, byte[]> pack = open(f.seal());
    assertThat(pack.keySet()).containsExactly("record/001.json", "manifest.json");
    assertThat(ids(pack)).containsExactly("p1", "dr1", "e1", "c1", "o1", "x1", "l1", "b1");
    assertThat(text(pack, "record/001.json"))
        .contains("\"total\":8", "555-0100")
        .contains("\"entry\":[{\"item\":{\"reference\":\"Condition/c1\"}}]")
        .doesNotContain("F10", "F32", "c3", "<div>");
  }

  @Test
  void givesAnInsurerOneClaimAndWhoThePatientIs() throws IOException {
    Map<String, byte[]> pack = open(f.claim("2019-03-01", "2019-03-31").seal());
    assertThat(ids(pack)).containsExactly("p1", "o1", "x1", "b1");
    assertThat(text(pack, "record/001.json")).doesNotContain("555-0100", "Encounter/", "2020");
  }

  @Test
  void givesWhatTheAuthorizationOptsInToByName() throws IOException {
    Map<String, byte[]> pack = open(f.optedIn(SensitiveCategory.SUBSTANCE_USE).seal());
    assertThat(ids(pack)).contains("e2", "c2", "o2", "b2").doesNotContain("c3");
    f.optedIn(
        SensitiveCategory.SUBSTANCE_USE, SensitiveCategory.MENTAL_HEALTH, SensitiveCategory.HIV);
    pack = open(f.seal(2));
    assertThat(ids(pack)).contains("c3", "d1");
    assertThat(pack).containsKey("documents/001.xml");
  }

  @Test
  void sendsADocumentOfACleanChartUnlessItIsRestrictedOrSaysMore() throws IOException {
    Files.writeString(f.page("record.json"), ChartFixture.CLEAN);
    assertThat(open(f.seal()))
        .containsKeys("record/001.json", "documents/001.xml", "manifest.json");
    Files.writeString(f.page("document.xml"), ChartFixture.document("p1", "Drinks alcohol."));
    SealOutcome.Sealed said = (SealOutcome.Sealed) f.seal(2);
    assertThat(open(said)).doesNotContainKey("documents/001.xml");
    assertThat(rules(said)).contains(CutRule.MAY_MENTION);
    Files.writeString(
        f.page("document.xml"),
        ChartFixture.document("p1", "<x/><confidentialityCode code=\"R\"/>"));
    SealOutcome.Sealed restricted = (SealOutcome.Sealed) f.seal(3);
    assertThat(open(restricted)).doesNotContainKey("documents/001.xml");
    assertThat(rules(restricted)).contains(CutRule.DOUBT);
  }

  @Test
  void saysInTheManifestWhatIsInAndNothingOfWhatIsNot() throws Exception {
    SealOutcome.Sealed sealed = (SealOutcome.Sealed) f.seal();
    Map<String, byte[]> pack = open(sealed);
    byte[] manifest = pack.get("manifest.json");
    assertThat(sha256(manifest)).isEqualTo(sealed.manifestSha256());
    JsonNode root = JSON.readTree(manifest);
    assertThat(root.fieldNames())
        .toIterable()
        .containsExactly(
            "version",
            "custodian",
            "facility",
            "release",
            "delivery",
            "decision",
            "decisionVersion",
            "policyVersion",
            "cutVersion",
            "route",
            "recipient",
            "scope",
            "sealedAt",
            "items",
            "entries");
    assertThat(root.get("items").asInt()).isEqualTo(sealed.items()).isEqualTo(8);
    assertThat(root.get("delivery").asText()).hasSize(36);
    assertThat(root.get("cutVersion").asText()).isEqualTo(sealed.cutVersion());
    JsonNode entry = root.get("entries").get(0);
    byte[] record = pack.get("record/001.json");
    assertThat(entry.get("name").asText()).isEqualTo("record/001.json");
    assertThat(entry.get("mediaType").asText()).isEqualTo("application/fhir+json");
    assertThat(entry.get("bytes").asInt()).isEqualTo(record.length);
    assertThat(entry.get("sha256").asText()).isEqualTo(sha256(record));
    assertThat(entry.get("resources").get("Condition").asInt()).isEqualTo(1);
    assertThat(new String(manifest, StandardCharsets.UTF_8))
        .doesNotContainIgnoringCase("withheld")
        .doesNotContain("SUBSTANCE", "MENTAL", "HIV", "p1");
  }

  @Test
  void listsWhatDidNotGoAndWhy() throws IOException {
    SealOutcome sealed = f.seal();
    assertThat(lines(sealed))
        .contains(
            "c2 CATEGORY SUBSTANCE_USE",
            "o2 CATEGORY_BY_CONTEXT SUBSTANCE_USE",
            "c3 CATEGORY MENTAL_HEALTH",
            "d1 MAY_MENTION null");
    assertThat(sealed.ledger().toString()).isEqualTo("Ledger[masked]");
  }

  @Test
  void keepsTheHashAndTheLengthOfTheSealedBytes() throws Exception {
    SealOutcome.Sealed sealed = (SealOutcome.Sealed) f.seal();
    byte[] bytes;
    try (InputStream in = f.store().open(sealed.pack().reference())) {
      bytes = in.readAllBytes();
    }
    assertThat(sha256(bytes)).isEqualTo(sealed.pack().sha256());
    assertThat(bytes).hasSize((int) sealed.pack().bytes());
    assertThat(sealed.keyFingerprint()).matches("[0-9A-Fa-f]{40}");
    assertThatThrownBy(() -> unzip(new PgpFixture().open(new ByteArrayInputStream(bytes))))
        .isInstanceOf(Exception.class);
  }

  @Test
  void leavesNothingOfTheRecordInClear() throws IOException {
    f.individual().seal();
    f.seal(2);
    List<Path> files = files();
    assertThat(files).hasSize(2);
    for (Path file : files) {
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .doesNotContain(ChartFixture.CANARY, "resourceType", "record/001.json");
    }
  }

  @Test
  void readsNothingForAKeyThatCannotBeSealedTo() throws IOException {
    f.source =
        patient -> {
          throw new AssertionError("the record was opened");
        };
    f.publicKey = null;
    assertThat(stop(f.seal())).isEqualTo(StopClass.RECIPIENT_KEY_NOT_USABLE);
    f.publicKey = "no key";
    assertThat(stop(f.seal())).isEqualTo(StopClass.RECIPIENT_KEY_NOT_USABLE);
  }

  @Test
  void stopsWhereThereIsNoRecord() throws IOException {
    Files.delete(f.page("record.json"));
    Files.delete(f.page("document.xml"));
    assertStopped(StopClass.RECORD_NOT_FOUND);
  }

  @Test
  void stopsAtAPageThatCannotBeRead() throws IOException {
    Files.writeString(f.page("second.json"), "{\"resourceType\":\"Bundle\",\"entry\":[{");
    assertStopped(StopClass.RECORD_UNREADABLE);
    Files.delete(f.page("second.json"));
    Files.writeString(f.page("document.xml"), "<ClinicalDocument>");
    assertStopped(StopClass.RECORD_UNREADABLE);
  }

  @Test
  void stopsAtAPageOfAnotherPatientEvenForThePatient() throws IOException {
    f.individual();
    Files.writeString(
        f.page("second.json"), ChartFixture.bundle(ChartFixture.entry("Patient", "p2", "\"a\":1")));
    assertStopped(StopClass.RECORD_NOT_OF_THIS_PATIENT);
    Files.delete(f.page("second.json"));
    Files.writeString(f.page("document.xml"), ChartFixture.document("p2", "x"));
    assertStopped(StopClass.RECORD_NOT_OF_THIS_PATIENT);
  }

  @Test
  void stopsWhereNothingIsLeft() throws IOException {
    f.claim("2001-01-01", "2001-12-31");
    assertStopped(StopClass.NOTHING_TO_RELEASE);
  }

  @Test
  void holdsWhatAPart2ProgramSaysForAThirdPartyOnly() throws IOException {
    Files.writeString(
        f.page("second.json"),
        ChartFixture.bundle(
            ChartFixture.encounter(
                "e9",
                "2021-01-01",
                ",\"serviceProvider\":{\"identifier\":{\"value\":\"example-program\"}}")));
    f.optedIn(
        SensitiveCategory.SUBSTANCE_USE, SensitiveCategory.MENTAL_HEALTH, SensitiveCategory.HIV);
    assertStopped(StopClass.REVIEW_REQUIRED);
    assertThat(open(f.individual().seal())).containsKey("record/002.json");
  }

  @Test
  void destroysTheDraftWhenTheGateFindsSomething() throws IOException {
    Gate real = f.gate;
    AtomicInteger written = new AtomicInteger();
    // A cut that errs: one byte span too few. The gate itself is the real one.
    f.gate =
        order -> {
          Gate.Check check = real.begin(order);
          return new Gate.Check() {
            @Override
            public OutputStream page(Page.Kind kind, OutputStream next) {
              written.incrementAndGet();
              return new Erring(check.page(kind, next));
            }

            @Override
            public Set<GateFinding> findings() {
              return check.findings();
            }
          };
        };
    SealOutcome outcome = f.seal();
    assertThat(stop(outcome)).isEqualTo(StopClass.REVIEW_REQUIRED);
    assertThat(outcome.ledger().findings()).contains(GateFinding.CODE);
    assertThat(written).hasValue(1);
    assertThat(files()).isEmpty();
  }

  @Test
  void breaksAndLeavesNothingWhenThePageChangesMeanwhile() throws IOException {
    for (String changing : List.of("record.json", "document.xml")) {
      f.individual();
      Path file = f.page(changing);
      String before = Files.readString(file);
      f.gate = changing(f.gate, file, before.replace("Cold", "Bold").replace("A cold", "A bold"));
      assertThatThrownBy(f::seal).isInstanceOf(IOException.class).hasNoCause();
      assertThat(files()).isEmpty();
      Files.writeString(file, before);
    }
  }

  @Test
  void breaksAndLeavesNothingWhenTheGateBreaks() {
    f.gate =
        order ->
            new Gate.Check() {
              @Override
              public OutputStream page(Page.Kind kind, OutputStream next) {
                return next;
              }

              @Override
              public Set<GateFinding> findings() {
                throw new IllegalStateException("broken");
              }
            };
    assertThatThrownBy(f::seal).isInstanceOf(IllegalStateException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void sealsAgainUnderAnotherNameWhenItIsClaimedAgain() throws IOException {
    SealOutcome.Sealed first = (SealOutcome.Sealed) f.seal(1);
    SealOutcome.Sealed second = (SealOutcome.Sealed) f.seal(2);
    assertThat(first.pack().reference()).isNotEqualTo(second.pack().reference());
    assertThat(first.pack().sha256()).isNotEqualTo(second.pack().sha256());
    assertThat(first.manifestSha256()).isEqualTo(second.manifestSha256());
    f.store().delete(second.pack().reference());
    assertThat(files()).hasSize(1);
  }

  /** Adds a resource that the cut left out. */
  private static final class Erring extends FilterOutputStream {
    private final ByteArrayOutputStream page = new ByteArrayOutputStream();

    Erring(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) {
      page.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      page.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      String more =
          ChartFixture.entry(
              "Condition", "c9", ChartFixture.code(ChartFixture.ICD, "F10.20", "left in"));
      String text =
          page.toString(StandardCharsets.UTF_8).replaceFirst("\\n]}$", ",\n" + more + "]}");
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.close();
    }
  }

  /** Changes a file of the record between the look into it and its copy. */
  private static Gate changing(Gate gate, Path file, String to) {
    return order -> {
      try {
        Files.writeString(file, to);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
      return gate.begin(order);
    };
  }

  private void assertStopped(StopClass reason) throws IOException {
    assertThat(stop(f.seal())).isEqualTo(reason);
    assertThat(files()).isEmpty();
  }

  private static StopClass stop(SealOutcome outcome) {
    return ((SealOutcome.Stopped) outcome).reason();
  }

  private static Set<CutRule> rules(SealOutcome outcome) {
    Set<CutRule> rules = EnumSet.noneOf(CutRule.class);
    outcome.ledger().lines().forEach(line -> rules.add(line.rule()));
    return rules;
  }

  private static List<String> lines(SealOutcome outcome) {
    List<String> lines = new ArrayList<>();
    for (LedgerLine line : outcome.ledger().lines()) {
      lines.add(line.id() + " " + line.rule() + " " + line.category());
    }
    return lines;
  }

  private List<Path> files() {
    if (!Files.isDirectory(f.packages)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(f.packages)) {
      return files.toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Map<String, byte[]> open(SealOutcome outcome) throws IOException {
    String reference = ((SealOutcome.Sealed) outcome).pack().reference();
    try (InputStream sealed = f.store().open(reference);
        InputStream plain = RECIPIENT.open(sealed)) {
      // To its end, where OpenPGP says whether it is whole.
      return unzip(new ByteArrayInputStream(plain.readAllBytes()));
    }
  }

  private static Map<String, byte[]> unzip(InputStream plain) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    ZipInputStream zip = new ZipInputStream(plain);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      assertThat(entry.getTimeLocal().getYear()).isEqualTo(1980);
      entries.put(entry.getName(), zip.readAllBytes());
    }
    return entries;
  }

  private static String text(Map<String, byte[]> pack, String name) {
    return new String(pack.get(name), StandardCharsets.UTF_8);
  }

  private static List<String> ids(Map<String, byte[]> pack) throws IOException {
    List<String> ids = new ArrayList<>();
    for (JsonNode entry : JSON.readTree(pack.get("record/001.json")).get("entry")) {
      ids.add(entry.get("resource").get("id").asText());
    }
    return ids;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
