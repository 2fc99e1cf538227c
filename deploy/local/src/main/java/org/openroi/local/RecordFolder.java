package org.openroi.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * The folder that the redaction service reads records from, as an export of a hospital would fill
 * it: {@code patients/<Patient.id>/} with pages, {@code links/<PatientRef>} with a patient's id.
 */
public final class RecordFolder {
  private final Path folder;

  public RecordFolder(Path folder) {
    this.folder = folder;
  }

  /** Adds the corpus; does nothing where it is there already. */
  public void addCorpus() throws IOException {
    for (String id : Corpus.ids()) {
      addPatient(id, Corpus.patients().resolve(id));
    }
  }

  /** Adds a patient with the pages of a folder, unless it is there already. */
  public void addPatient(String id, Path pages) throws IOException {
    Path patients = folder.resolve("patients");
    Path target = patients.resolve(id);
    if (Files.exists(target)) {
      return;
    }
    Files.createDirectories(patients);
    Path partial = Files.createTempDirectory(patients, ".part-");
    try (Stream<Path> files = Files.list(pages)) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, partial.resolve(file.getFileName()));
      }
    }
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Says whose record a patient reference of the suite means. */
  public void link(String patientRef, String id) throws IOException {
    Path links = folder.resolve("links");
    Files.createDirectories(links);
    Home.write(links.resolve(patientRef), id.getBytes(StandardCharsets.UTF_8));
  }
}
