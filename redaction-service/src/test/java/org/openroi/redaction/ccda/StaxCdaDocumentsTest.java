package org.openroi.redaction.ccda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openroi.event.SensitiveCategory;
import org.openroi.redaction.CdaDocuments.Look;
import org.openroi.redaction.CutSettings;
import org.openroi.redaction.label.ValueSets;

class StaxCdaDocumentsTest {
  private final StaxCdaDocuments documents =
      new StaxCdaDocuments(
          new CutSettings(ValueSets.of(List.of(ValueSets.core())), List.of(), Set.of(), "test"));

  @Test
  void saysWhatTheWordsAndCodesOfADocumentMention() throws IOException {
    assertThat(look(document("p1", "Seen for a cold.")))
        .isEqualTo(new Look.OfThePatient(Set.of(), false));
    assertThat(look(document("p1", "History of <content>opioid</content> use.")))
        .isEqualTo(new Look.OfThePatient(Set.of(SensitiveCategory.SUBSTANCE_USE), false));
    assertThat(look(document("p1", "<value code=\"B20\" codeSystem=\"2.16.840.1.113883.6.90\"/>")))
        .isEqualTo(new Look.OfThePatient(Set.of(SensitiveCategory.HIV), false));
  }

  @Test
  void tellsADocumentOfAnotherPatient() throws IOException {
    assertThat(look(document("p2", "text"))).isEqualTo(new Look.OfAnotherPatient());
  }

  @Test
  void cannotReadWhatIsNoDocument() throws IOException {
    for (String text :
        List.of(
            "",
            "<html/>",
            document("p1", "text").replace("</ClinicalDocument>", ""),
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + document("p1", "&e;"))) {
      assertThat(look(text)).isEqualTo(new Look.Unreadable());
    }
  }

  @Test
  void saysWhetherItsSourceRestrictsIt() throws IOException {
    assertThat(look(document("p1", "<confidentialityCode code=\"N\"/>")))
        .isEqualTo(new Look.OfThePatient(Set.of(), false));
    assertThat(look(document("p1", "<confidentialityCode code=\"R\"/>")))
        .isEqualTo(new Look.OfThePatient(Set.of(), true));
  }

  @Test
  void cannotReadWhatWouldFillTheMemory() throws IOException {
    for (String body : List.of("<a>".repeat(100_000), "<a b=\"" + "x".repeat(2_000_000) + "\"/>")) {
      assertThat(look(document("p1", body))).isEqualTo(new Look.Unreadable());
    }
  }

  @Test
  void isBrokenAndNotUnreadableWhenItsSourceFails() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }
        };
    assertThatThrownBy(() -> documents.look(failing, "p1")).isInstanceOf(IOException.class);
  }

  @Test
  void readsToTheEnd() throws IOException {
    ByteArrayInputStream in =
        new ByteArrayInputStream(
            (document("p1", "x") + " ".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
    assertThat(documents.look(in, "p1")).isInstanceOf(Look.OfThePatient.class);
    assertThat(in.available()).isZero();
  }

  private Look look(String document) throws IOException {
    return documents.look(
        new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), "p1");
  }

  private static String document(String patient, String body) {
    return """
        <ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget><patientRole><id root="1.2.3" \
        extension="%s"/></patientRole></recordTarget><component><section><text>%s</text></section>\
        </component></ClinicalDocument>"""
        .formatted(patient, body);
  }
}
