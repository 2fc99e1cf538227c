package org.openroi.redaction.redactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openroi.redaction.redactor.RecordFixture.INDIVIDUAL;
import static org.openroi.redaction.redactor.RecordFixture.THIRD_PARTY;
import static org.openroi.redaction.redactor.RecordFixture.quoted;
import static org.openroi.redaction.redactor.RecordFixture.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openroi.redaction.label.ValueSets;

/** What cannot be read with certainty is not cut, and what is about another patient neither. */
class UnreadableRecordTest {
  private static final int ROUNDS = Integer.getInteger("openroi.rounds", 4_000);
  private static final long SEED = 4_711;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "null",
        "'Bundle'",
        "{}",
        "{'resourceType':'Patient','id':'p1'}",
        "{'resourceType':['Bundle']}",
        "{'resourceType':'Bundle','entry':{}}",
        "{'resourceType':'Bundle','entry':[1]}",
        "{'resourceType':'Bundle','entry':[null]}",
        "{'resourceType':'Bundle','entry':[{}],}",
        "{'resourceType':'Bundle','entry':[{},]}",
        "{'resourceType':'Bundle','entry':[]}}",
        "{'resourceType':'Bundle','entry':[]} x",
        "{'resourceType':'Bundle','entry':[]}{}",
        "{'resourceType':'Bundle','entry':[{'resource':{}}]}",
        "{'resourceType':'Bundle','entry':[{'resource':{'id':'x'}}]}",
        "{'resourceType':'Bundle','a':01}",
        "{'resourceType':'Bundle','a':1.}",
        "{'resourceType':'Bundle','a':.5}",
        "{'resourceType':'Bundle','a':1e}",
        "{'resourceType':'Bundle','a':-}",
        "{'resourceType':'Bundle','a':+1}",
        "{'resourceType':'Bundle','a':NaN}",
        "{'resourceType':'Bundle','a':tru}",
        "{'resourceType':'Bundle','a':True}",
        "{'resourceType':'Bundle','a'}",
        "{'resourceType':'Bundle',a:1}",
        "{'resourceType':'Bundle','a':'\\x'}",
        "{'resourceType':'Bundle','a':'\\u12g4'}",
        "{'resourceType':'Bundle','a':'\\ud800'}",
        "{'resourceType':'Bundle','a':'\\udc00'}",
        "{'resourceType':'Bundle','a':'\\ud800\\u0041'}",
        "{'resourceType':'Bundle','a':'\t'}",
        "{'resourceType':'Bundle','a':'\u0000'}",
        "{'resourceType':'Bundle' /* no comment */}",
        "\uFEFF{'resourceType':'Bundle'}"
      })
  void refusesWhatIsNoBundle(String text) {
    assertThatThrownBy(() -> read(quoted(text))).isInstanceOf(UnreadableRecord.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'resourceType':'Observation'",
        "'resource\\u0054ype':'Observation'",
        "'code':{'text':'a','text':'b'}",
        "'code':{'text':'a','coding':[{'text':1}],'t\\u0065xt':'b'}",
        "'a':[{'b':{'c':1,'c':2}}]",
        "'':1,'':2",
        "'x\\ud83d\\ude00':1,'x\uD83D\uDE00':2"
      })
  void refusesANameThatStandsTwice(String properties) {
    RecordFixture record = record().with("Observation", "o1", properties);
    assertThatThrownBy(record::survey).isInstanceOf(UnreadableRecord.class);
  }

  @Test
  void refusesANameThatStandsTwiceInWhatItDoesNotLookInto() {
    for (String text :
        List.of(
            "{'resourceType':'Bundle','link':[{'a':{'b':1,'\\u0062':2}}]}",
            "{'resourceType':'Bundle','resourceType':'Bundle'}",
            "{'resourceType':'Bundle','entry':[],'e\\u006etry':[]}",
            "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'List'},'resource':{'resourceType':'List'}}]}")) {
      assertThatThrownBy(() -> read(quoted(text))).isInstanceOf(UnreadableRecord.class);
    }
  }

  @Test
  void takesTheSameNameInDifferentObjects() throws Exception {
    record().with("Observation", "o1", "'a':{'b':{'a':1,'b':2}},'b':[{'a':1},{'a':2}]").survey();
  }

  @Test
  void refusesBytesThatAreNoUtf8() throws Exception {
    int[][] bad = {
      {0x80},
      {0xC0, 0x80},
      {0xC1, 0xBF},
      {0xE0, 0x80, 0x80},
      {0xED, 0xA0, 0x80},
      {0xF0, 0x80, 0x80, 0x80},
      {0xF4, 0x90, 0x80, 0x80},
      {0xF5, 0x80, 0x80, 0x80},
      {0xFF},
      {0xC3},
      {0xE2, 0x82},
      {0xC3, 0x28}
    };
    byte[] good = quoted("{'resourceType':'Bundle','a':'?'}");
    int at = new String(good, StandardCharsets.US_ASCII).indexOf('?');
    for (int[] sequence : bad) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(good, 0, at);
      for (int b : sequence) {
        bytes.write(b);
      }
      bytes.write(good, at + 1, good.length - at - 1);
      assertThatThrownBy(() -> read(bytes.toByteArray())).isInstanceOf(UnreadableRecord.class);
    }
  }

  @Test
  void readsAHundredLevelsAndNoMore() throws Exception {
    // The bundle, its list, the entry and the resource are four.
    record().with("Observation", "o1", "'a':" + "[".repeat(96) + "]".repeat(96)).survey();
    RecordFixture deeper =
        record().with("Observation", "o1", "'a':" + "[".repeat(97) + "]".repeat(97));
    assertThatThrownBy(deeper::survey).isInstanceOf(UnreadableRecord.class);
    assertThatThrownBy(() -> read(quoted("[".repeat(1_000_000))))
        .isInstanceOf(UnreadableRecord.class);
  }

  @Test
  void quotesNothing() {
    assertThatThrownBy(() -> read(quoted("{'secret':")))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void refusesWhatIsCutShortAnywhere() throws Exception {
    byte[] whole = new MadeUpRecord(SEED).pages.get(0);
    byte[] trimmed =
        new String(whole, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      byte[] part = Arrays.copyOf(trimmed, random.nextInt(trimmed.length));
      assertThatThrownBy(() -> read(part)).isInstanceOf(UnreadableRecord.class);
    }
  }

  /** Whatever is done to the bytes: refused, or what a strict reader of JSON takes as well. */
  @Test
  void releasesNothingThatIsNoJsonHoweverBytesAreChanged() throws Exception {
    Random random = new Random(SEED);
    MadeUpRecord record = new MadeUpRecord(SEED + 1);
    byte[] good = record.pages.get(0);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = change(good, random);
      Survey survey =
          new Survey(ValueSets.of(List.of(MadeUpRecord.PACK)), record.patientId, Set.of());
      Cut cut;
      try {
        survey.read(new DifferentialTest.Chunks(changed, random));
        cut = survey.cut(random.nextBoolean() ? THIRD_PARTY : INDIVIDUAL);
      } catch (UnreadableRecord | ForeignPatient refused) {
        continue;
      }
      read++;
      JsonNode source = JSON.readTree(changed);
      JsonNode left = JSON.readTree(RecordFixture.write(cut, 0, changed));
      assertThat(left.path("entry").size())
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(cut.items())
          .isLessThanOrEqualTo(source.path("entry").size());
    }
    assertThat(read).isBetween(ROUNDS / 50, ROUNDS - ROUNDS / 50);
  }

  @Test
  void noticesAPageThatChanged() throws Exception {
    RecordFixture record = record().with("Observation", "o1", "'valueString':'fine'");
    byte[] page = record.bytes(0);
    Cut cut = record.cut(THIRD_PARTY);
    RecordFixture.write(cut, 0, page);
    byte[] other = page.clone();
    other[page.length - 10] ^= 1;
    assertThatThrownBy(() -> RecordFixture.write(cut, 0, other)).isInstanceOf(RecordChanged.class);
    assertThatThrownBy(() -> RecordFixture.write(cut, 0, Arrays.copyOf(page, page.length - 1)))
        .isInstanceOf(RecordChanged.class);
    assertThatThrownBy(() -> RecordFixture.write(cut, 0, Arrays.copyOf(page, page.length + 1)))
        .isInstanceOf(RecordChanged.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'Patient','id':'p2'}",
        "{'id':'p2','resourceType':'Patient'}",
        "{'resourceType':'Patient'}",
        "{'resourceType':'Observation','id':'o1','subject':{'reference':'Patient/p2'}}",
        "{'resourceType':'Observation','id':'o1','subject':{'reference':'urn:uuid:1b671a64-40d5-491e-99b0-da01ff1f3341'}}",
        "{'resourceType':'Observation','id':'o1','subject':{'reference':'Patient?identifier=x|1'}}",
        "{'resourceType':'Observation','id':'o1','subject':{'reference':'Group/unknown'}}",
        "{'resourceType':'Observation','id':'o1','subject':{'identifier':{'value':'other'}}}",
        "{'resourceType':'Immunization','id':'i1','patient':{'reference':'Patient/p2'}}",
        "{'resourceType':'Coverage','id':'c1','beneficiary':{'reference':'Patient/p2'}}",
        "{'resourceType':'Task','id':'t1','for':{'reference':'Patient/p2'}}",
        "{'resourceType':'Claim','id':'c1','contained':[{'resourceType':'Coverage','id':'x',"
            + "'beneficiary':{'reference':'Patient/p2'}}]}",
        "{'resourceType':'Observation','id':'o1','contained':[{'resourceType':'Patient','id':'x'}]}"
      })
  void stopsAtAnotherPatient(String resource) {
    RecordFixture record = record().with(resource);
    assertThatThrownBy(() -> record.cut(INDIVIDUAL)).isInstanceOf(ForeignPatient.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'Observation','id':'o1','subject':{'reference':'Patient/p1'}}",
        "{'resourceType':'Observation','id':'o1','subject':{'reference':'https://fhir.example/r4/Patient/p1/_history/4'}}",
        "{'resourceType':'Observation','id':'o1','subject':{'reference':'Group/g1'}}",
        "{'resourceType':'Observation','id':'o1','subject':{'identifier':{'value':'mrn-1'}}}",
        "{'resourceType':'Observation','id':'o1','subject':{'display':'Ada Made-Up'}}",
        "{'resourceType':'Observation','id':'o1'}",
        "{'resourceType':'Observation','id':'o1','performer':[{'reference':'Practitioner/unknown'}]}"
      })
  void takesWhatIsAboutThePatient(String resource) throws Exception {
    RecordFixture record =
        new RecordFixture()
            .with(resource)
            .with("{'resourceType':'Group','id':'g1'}")
            .with("{'resourceType':'Patient','id':'p1','identifier':[{'value':'mrn-1'}]}");
    assertThat(record.going(INDIVIDUAL)).contains("o1");
  }

  private static void read(byte[] page) throws IOException, UnreadableRecord, ForeignPatient {
    new Survey(ValueSets.of(List.of()), "p1", Set.of()).read(new ByteArrayInputStream(page));
  }

  private static byte[] change(byte[] good, Random random) {
    byte[] changed = good.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(5)) {
        case 0 -> changed[at] = (byte) random.nextInt(256);
        case 1 -> changed[at] = (byte) "{}[],:\"\\ 0eu".charAt(random.nextInt(12));
        case 2 -> changed[at] = (byte) ('a' + random.nextInt(26));
        case 3 -> {
          byte[] shorter = new byte[changed.length - 1];
          System.arraycopy(changed, 0, shorter, 0, at);
          System.arraycopy(changed, at + 1, shorter, at, shorter.length - at);
          changed = shorter;
        }
        default -> {
          int length = Math.min(random.nextInt(40), changed.length - at);
          int from = random.nextInt(changed.length - length);
          System.arraycopy(changed, from, changed, at, length);
        }
      }
    }
    return changed;
  }
}
