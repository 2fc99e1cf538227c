package org.openroi.redaction.redactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.redaction.redactor.RecordFixture.INDIVIDUAL;
import static org.openroi.redaction.redactor.RecordFixture.THIRD_PARTY;
import static org.openroi.redaction.redactor.RecordFixture.cut;
import static org.openroi.redaction.redactor.RecordFixture.dated;
import static org.openroi.redaction.redactor.RecordFixture.record;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openroi.redaction.label.ValueSets;

/** What is left of the bytes: the source's, without what goes and the commas that go with it. */
class SpliceTest {
  private static final String PATIENT = "{'resource':{'resourceType':'Patient','id':'p1'}}";
  private static final String SECRET =
      "{ 'resource' : {'resourceType':'Observation','id':'s','valueString':'HIV'} }";

  @Test
  void leavesABundleThatLosesNothingAsItIs() throws Exception {
    String bundle =
        "\n { 'entry' :\t[ "
            + PATIENT
            + " ,\r\n"
            + PATIENT
            + " ] , 'resourceType':'Bundle' , 'type':'x'}\n\n";
    assertThat(cut(bundle, INDIVIDUAL)).isEqualTo(bundle);
    assertThat(cut(bundle, THIRD_PARTY)).isEqualTo(bundle);
  }

  @Test
  void takesEntriesOutWithTheirCommas() throws Exception {
    String first = "{'resourceType':'Bundle','entry':[ " + SECRET + " , " + PATIENT + " ]}";
    assertThat(cut(first, THIRD_PARTY))
        .isEqualTo("{'resourceType':'Bundle','entry':[ " + PATIENT + " ]}");
    String middle =
        "{'resourceType':'Bundle','entry':["
            + PATIENT
            + " , "
            + SECRET
            + " ,\n"
            + SECRET
            + " , "
            + PATIENT
            + " ]}";
    assertThat(cut(middle, THIRD_PARTY))
        .isEqualTo("{'resourceType':'Bundle','entry':[" + PATIENT + " , " + PATIENT + " ]}");
    String last = "{'resourceType':'Bundle','entry':[" + PATIENT + " , " + SECRET + " ]}";
    assertThat(cut(last, THIRD_PARTY))
        .isEqualTo("{'resourceType':'Bundle','entry':[" + PATIENT + " ]}");
    String all =
        "{'resourceType':'Bundle', 'entry':[ " + SECRET + " , " + SECRET + " ] , 'type':'x'}";
    assertThat(cut(all, THIRD_PARTY)).isEqualTo("{'resourceType':'Bundle' , 'type':'x'}");
  }

  @Test
  void saysHowManyEntriesAreLeft() throws Exception {
    String bundle =
        "{'total' : 17 ,'resourceType':'Bundle','entry':[" + PATIENT + "," + SECRET + "]}";
    assertThat(cut(bundle, THIRD_PARTY)).startsWith("{'total' : 1 ,");
    assertThat(cut(bundle, INDIVIDUAL)).startsWith("{'total' : 2 ,");
  }

  @Test
  void dropsWhatIsNotTrueOfABundleThatWasCut() throws Exception {
    String bundle =
        "{'link':[{'relation':'self','url':'x'}],'resourceType':'Bundle','timestamp':'2026-01-01T00:00:00Z',"
            + "'meta':{'lastUpdated':'2026-01-01T00:00:00Z'},'entry':["
            + PATIENT
            + "],'signature':{'data':'QUJD'}}";
    assertThat(cut(bundle, INDIVIDUAL))
        .isEqualTo(
            "{'resourceType':'Bundle','timestamp':'2026-01-01T00:00:00Z',"
                + "'meta':{'lastUpdated':'2026-01-01T00:00:00Z'},'entry':["
                + PATIENT
                + "]}");
    assertThat(cut(bundle, dated("2020-01-01", "")))
        .isEqualTo("{'resourceType':'Bundle','entry':[" + PATIENT + "]}");
  }

  @Test
  void takesOutAReferenceWithTheNearestElementOrProperty() throws Exception {
    RecordFixture record =
        record()
            .with("Observation", "s1", "'valueString':'HIV'")
            .with("Observation", "s2", "'valueString':'HIV'")
            .with(
                "List",
                "l1",
                "'source':{'reference':'Observation/s1','display':'x'},"
                    + "'entry':[{'item':{'reference':'Observation/s1'}},{'item':{'reference':'Observation/none'}},"
                    + "{'item':{'reference':'https://x.example/Observation/s2/_history/1'}}],"
                    + "'note':[{'authorReference':{'reference':'Observation/s1'},'text':'x'}],"
                    + "'made':{'up':{'list':[[1,{'reference':'Observation/s2'}],[{'reference':'Observation/s2'}]]}},"
                    + "'deep':{'er':{'reference':'Observation/s1'},'more':1},'status':'current'");
    assertThat(record.left("l1", THIRD_PARTY))
        .isEqualTo(
            "{'resourceType':'List','id':'l1','subject':{'reference':'Patient/p1'},"
                + "'entry':[{'item':{'reference':'Observation/none'}}],"
                + "'made':{'up':{'list':[[1]]}},"
                + "'status':'current'}");
  }

  @Test
  void dropsNarrativeForThirdPartiesAndWhereSomethingWasLost() throws Exception {
    String text = "'text':{'status':'generated','div':'<div>all of it</div>'}";
    RecordFixture record =
        record()
            .with(
                "List",
                "l1",
                text
                    + ",'entry':[{'item':{'reference':'Observation/psy'}},{'item':{'display':'x'}}]")
            .with(
                "Claim",
                "c1",
                "'contained':[{"
                    + text
                    + ",'resourceType':'Coverage','id':'x'}],"
                    + text
                    + ",'note':[{'text':'stays'}]")
            .with(
                "Observation",
                "psy",
                "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'PSYTHPN'}]}");
    assertThat(record.left("l1", INDIVIDUAL))
        .doesNotContain("div")
        .contains("'entry':[{'item':{'display':'x'}}]");
    assertThat(record.left("c1", INDIVIDUAL)).contains("'contained':[{'text':{", "}],'text':{");
    assertThat(record.left("c1", THIRD_PARTY))
        .isEqualTo(
            "{'resourceType':'Claim','id':'c1','subject':{'reference':'Patient/p1'},"
                + "'contained':[{'resourceType':'Coverage','id':'x'}],'note':[{'text':'stays'}]}");
  }

  @Test
  void namesWhatDoesNotGo() throws Exception {
    RecordFixture record =
        record()
            .with("Observation", "s1", "'valueString':'HIV'")
            .page()
            .with("Observation", "o1", "");
    Cut cut = record.cut(THIRD_PARTY);
    assertThat(cut.withheldIds()).containsExactly("s1");
    assertThat(cut.ledger()).hasSize(1);
    assertThat(cut.ledger().get(0).toString()).doesNotContain("s1");
    assertThat(cut.items()).isEqualTo(2);
    assertThat(cut.isEmpty()).isFalse();
    assertThat(cut.counts(0)).isEqualTo(Map.of("Patient", 1));
    assertThat(cut.counts(1)).isEqualTo(Map.of("Observation", 1));
    assertThat(record().cut(THIRD_PARTY).isEmpty()).isTrue();
  }

  /**
   * An attachment of any size needs the same memory; here it is larger than what a test may hold.
   */
  @Test
  void readsAndWritesAnAttachmentThatNobodyCouldHold() throws Exception {
    long size = 600_000_000;
    byte[] head =
        RecordFixture.quoted(
            "{'resourceType':'Bundle','entry':["
                + SECRET
                + ","
                + PATIENT
                + ",{'resource':{'resourceType':'Binary','id':'b1','contentType':'application/pdf','data':'");
    byte[] tail = RecordFixture.quoted("'}}]}");
    Survey survey = new Survey(ValueSets.of(List.of()), "p1", Set.of());
    survey.read(new Big(head, size, tail));
    Cut cut = survey.cut(RecordFixture.ALL_OPTED_IN);
    long[] written = {0};
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            written[0]++;
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            written[0] += length;
          }
        };
    cut.write(0, new Big(head, size, tail), out);
    assertThat(written[0]).isEqualTo(head.length + size + tail.length);
    assertThat(survey.cut(THIRD_PARTY).items()).isEqualTo(1);
  }

  /** A page with very many bytes of base64 in the middle. */
  private static final class Big extends InputStream {
    private final byte[] head;
    private final long size;
    private final byte[] tail;
    private long at;

    Big(byte[] head, long size, byte[] tail) {
      this.head = head;
      this.size = size;
      this.tail = tail;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int count;
      if (at < head.length) {
        count = (int) Math.min(length, head.length - at);
        System.arraycopy(head, (int) at, buffer, offset, count);
      } else if (at < head.length + size) {
        count = (int) Math.min(length, head.length + size - at);
        Arrays.fill(buffer, offset, offset + count, (byte) 'Q');
      } else {
        int from = (int) (at - head.length - size);
        if (from == tail.length) {
          return -1;
        }
        count = Math.min(length, tail.length - from);
        System.arraycopy(tail, from, buffer, offset, count);
      }
      at += count;
      return count;
    }
  }
}
