package org.openroi.systemtests.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.openroi.event.PatientRef;
import org.openroi.local.RecordFolder;
import org.openroi.systemtests.checker.Disclosures.Read;

/**
 * The folder that records are read from. Each record that is written here is small, has something
 * that every recipient may read and something that most may not, and nobody read it yet.
 */
public final class Records {
  /** A day in the past of every run: the file system moves it when somebody reads. */
  private static final FileTime NEVER = FileTime.from(Instant.EPOCH);

  /** The file system's clock stands still for as long. */
  private static final long COARSE_MILLIS = 10;

  private static final String PAGE =
      """
      {"resourceType": "Bundle", "type": "searchset", "total": 7, "entry": [
       {"fullUrl": "urn:uuid:%1$s", "resource": {"resourceType": "Patient", "id": "%1$s",
        "identifier": [{"system": "urn:oid:2.16.840.1.113883.19.5", "value": "%2$s"}], "birthDate": "1980-01-01", "gender": "female"}},
       {"resource": {"resourceType": "Encounter", "id": "cough", "status": "finished", "subject": {"reference": "Patient/%1$s"},
        "period": {"start": "2026-03-05T09:00:00Z", "end": "2026-03-05T09:20:00Z"}}},
       {"resource": {"resourceType": "Observation", "id": "cough-lab", "status": "final", "subject": {"reference": "Patient/%1$s"},
        "encounter": {"reference": "Encounter/cough"}, "effectiveDateTime": "2026-03-05T09:10:00Z",
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}]}],
        "code": {"text": "Hemoglobin"}, "valueString": "%3$s"}},
       {"resource": {"resourceType": "Encounter", "id": "low", "status": "finished", "subject": {"reference": "Patient/%1$s"},
        "period": {"start": "2026-03-12T09:00:00Z", "end": "2026-03-12T09:40:00Z"}}},
       {"resource": {"resourceType": "Condition", "id": "low-problem", "subject": {"reference": "Patient/%1$s"},
        "encounter": {"reference": "Encounter/low"}, "recordedDate": "2026-03-12",
        "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F32.9"}], "text": "%4$s"}}},
       {"resource": {"resourceType": "Observation", "id": "low-lab", "status": "final", "subject": {"reference": "Patient/%1$s"},
        "encounter": {"reference": "Encounter/low"}, "effectiveDateTime": "2026-03-12T09:10:00Z",
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}]}],
        "code": {"text": "Hemoglobin"}, "valueString": "%4$s"}},
       {"resource": {"resourceType": "DocumentReference", "id": "note", "status": "current", "subject": {"reference": "Patient/%1$s"},
        "date": "2026-03-12T09:40:00Z", "content": [{"attachment": {"contentType": "text/plain", "data": "%5$s"}}]}}
      ]}
      """;

  private static final String NOTE =
      Base64.getEncoder().encodeToString(Canary.KEPT.getBytes(StandardCharsets.UTF_8));

  private final Path folder;

  public Records(Path folder) {
    this.folder = folder;
  }

  /** Whether a file lies in it. */
  public boolean holds(Path file) {
    return file.toAbsolutePath().startsWith(folder.toAbsolutePath());
  }

  /** Writes a small record and says that it is this patient's. */
  public void write(String patientRef) {
    String id = id(patientRef);
    page(
        patientRef,
        id,
        PAGE.formatted(id, Canary.IDENTIFIER + id, Canary.RECORD, Canary.KEPT, NOTE)
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Writes this page as the whole record of a patient. */
  public void page(String patientRef, String id, byte[] page) {
    try {
      Files.write(file(id), page);
      link(patientRef, id);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The file of the one page of a patient, to be written before it is linked. */
  public Path file(String id) throws IOException {
    return Files.createDirectories(folder.resolve("patients").resolve(id)).resolve("record.json");
  }

  /** Adds the pinned corpus; its patients are linked one by one. */
  public void addCorpus() throws IOException {
    new RecordFolder(folder).addCorpus();
  }

  /** Says whose record it is that nobody has read yet. */
  public void link(String patientRef, String id) throws IOException {
    Files.setAttribute(file(id), "lastAccessTime", NEVER);
    new RecordFolder(folder).link(patientRef, id);
  }

  private static String id(String patientRef) {
    return UUID.nameUUIDFromBytes(patientRef.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The patients whose records were written here. */
  public Set<PatientRef> marked() throws IOException {
    Set<PatientRef> marked = new HashSet<>();
    for (Path link : links()) {
      String reference = link.getFileName().toString();
      if (Files.readString(link).strip().equals(id(reference))) {
        marked.add(PatientRef.of(reference));
      }
    }
    return marked;
  }

  private List<Path> links() throws IOException {
    Path links = folder.resolve("links");
    if (!Files.exists(links)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(links)) {
      return all.sorted().toList();
    }
  }

  /** Whose records were read, and when first, by what the file system saw. */
  public List<Read> reads() throws IOException {
    List<Read> reads = new ArrayList<>();
    for (Path link : links()) {
      Path page = file(Files.readString(link).strip());
      FileTime at =
          Files.exists(page) ? (FileTime) Files.getAttribute(page, "lastAccessTime") : NEVER;
      if (at.compareTo(NEVER) > 0) {
        reads.add(
            new Read(
                PatientRef.of(link.getFileName().toString()),
                at.toInstant().plusMillis(COARSE_MILLIS)));
      }
    }
    return reads;
  }
}
