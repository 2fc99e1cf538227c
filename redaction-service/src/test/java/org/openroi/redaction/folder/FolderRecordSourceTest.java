package org.openroi.redaction.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openroi.event.PatientRef;
import org.openroi.redaction.Page;
import org.openroi.redaction.RecordSource.Found;

class FolderRecordSourceTest {
  private final PatientRef patient =
      new PatientRef(UUID.fromString("00000000-0000-4000-8000-000000000001"));

  @TempDir Path folder;

  @BeforeEach
  void folders() throws IOException {
    Files.createDirectories(folder.resolve("links"));
    Files.createDirectories(folder.resolve("patients/p1"));
  }

  @Test
  void givesThePagesOfTheLinkedPatientInTheOrderOfTheirNames() throws IOException {
    link("p1\n");
    for (String name : new String[] {"b.json", "a.json", "c.xml", "notes.txt", ".part"}) {
      Files.writeString(folder.resolve("patients/p1").resolve(name), name);
    }
    Found.Opened opened = (Found.Opened) source().open(patient);
    assertThat(opened.record().patientId()).isEqualTo("p1");
    assertThat(opened.record().pages())
        .extracting(Page::kind)
        .containsExactly(Page.Kind.FHIR_BUNDLE, Page.Kind.FHIR_BUNDLE, Page.Kind.CDA_DOCUMENT);
    try (var first = opened.record().pages().getFirst().open()) {
      assertThat(first.readAllBytes()).asString().isEqualTo("a.json");
    }
    assertThat(opened.toString()).doesNotContain("p1");
  }

  @Test
  void findsNothingWithoutALinkOrPages() throws IOException {
    assertThat(source().open(patient)).isInstanceOf(Found.Missing.class);
    link("p1");
    assertThat(source().open(patient)).isInstanceOf(Found.Missing.class);
    link("p2");
    assertThat(source().open(patient)).isInstanceOf(Found.Missing.class);
  }

  @Test
  void takesNoLinkThatLeadsOutOfTheFolder() throws IOException {
    for (String id : new String[] {"../patients/p1", "..", "/etc", "a/b", "", "p1\np2"}) {
      link(id);
      assertThat(source().open(patient)).isInstanceOf(Found.Unreadable.class);
    }
  }

  @Test
  void cannotReadARecordWithAPageThatIsElsewhere() throws IOException {
    link("p1");
    Path elsewhere = Files.writeString(folder.resolve("elsewhere.json"), "{}");
    Files.createSymbolicLink(folder.resolve("patients/p1/a.json"), elsewhere);
    Files.writeString(folder.resolve("patients/p1/b.json"), "{}");
    assertThat(source().open(patient)).isInstanceOf(Found.Unreadable.class);
    Files.createSymbolicLink(folder.resolve("patients/p3"), folder.resolve("patients/p1"));
    link("p3");
    assertThat(source().open(patient)).isInstanceOf(Found.Missing.class);
  }

  @Test
  void namesNoPatientWhenItBreaks() throws IOException {
    link("p1");
    Path file = Files.writeString(folder.resolve("patients/p1/a.json"), "{}");
    Found.Opened opened = (Found.Opened) source().open(patient);
    Files.delete(file);
    Page page = opened.record().pages().getFirst();
    assertThatThrownBy(page::open)
        .isInstanceOf(IOException.class)
        .hasNoCause()
        .hasMessageNotContaining("p1");
    assertThat(page.toString()).doesNotContain("p1");
  }

  @Test
  void isBrokenAndNotEmptyWhenTheFolderIsGone() {
    FolderRecordSource gone = new FolderRecordSource(folder.resolve("gone"));
    assertThatThrownBy(() -> gone.open(patient)).isInstanceOf(IOException.class);
  }

  private FolderRecordSource source() {
    return new FolderRecordSource(folder);
  }

  private void link(String id) throws IOException {
    Files.writeString(folder.resolve("links").resolve(patient.value().toString()), id);
  }
}
