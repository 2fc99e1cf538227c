package org.openroi.redaction.folder;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.event.PatientRef;
import org.openroi.redaction.Page;
import org.openroi.redaction.RecordSource;
import org.openroi.redaction.SourceRecord;

/**
 * {@link RecordSource} in a folder that an export fills: {@code links/<PatientRef>} holds the id of
 * the FHIR Patient, {@code patients/<id>/} its pages, {@code *.json} bundles and {@code *.xml}
 * C-CDA documents. Links of the file system are not followed: a page that is none of its own makes
 * the record unreadable, since a record that lacks a page looks whole.
 */
@ApplicationScoped
class FolderRecordSource implements RecordSource {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,63}");
  private static final int MAX_LINK = 200;

  private final Path folder;

  FolderRecordSource(@ConfigProperty(name = "openroi.redaction.records-folder") Path folder) {
    this.folder = folder;
  }

  @Override
  public Found open(PatientRef patient) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("the folder of records is not there");
    }
    try {
      return find(folder.resolve("links").resolve(patient.value().toString()));
    } catch (IOException | DirectoryIteratorException broken) {
      // It names the file, and the file the patient.
      throw new IOException("the folder of records cannot be read");
    }
  }

  private Found find(Path link) throws IOException {
    if (!isFile(link)) {
      return new Found.Missing();
    }
    Optional<String> id = id(link);
    if (id.isEmpty()) {
      return new Found.Unreadable();
    }
    Path pages = folder.resolve("patients").resolve(id.get());
    if (!Files.isDirectory(pages, LinkOption.NOFOLLOW_LINKS)) {
      return new Found.Missing();
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> each = Files.newDirectoryStream(pages, "*.{json,xml}")) {
      each.forEach(files::add);
    }
    if (!files.stream().allMatch(FolderRecordSource::isFile)) {
      return new Found.Unreadable();
    }
    List<Page> all = files.stream().sorted().<Page>map(FilePage::of).toList();
    return all.isEmpty() ? new Found.Missing() : new Found.Opened(new SourceRecord(id.get(), all));
  }

  private static Optional<String> id(Path link) throws IOException {
    if (Files.size(link) > MAX_LINK) {
      return Optional.empty();
    }
    String text = new String(Files.readAllBytes(link), StandardCharsets.UTF_8).strip();
    return ID.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private record FilePage(Kind kind, Path file) implements Page {
    static FilePage of(Path file) {
      boolean bundle = file.getFileName().toString().endsWith(".json");
      return new FilePage(bundle ? Kind.FHIR_BUNDLE : Kind.CDA_DOCUMENT, file);
    }

    @Override
    public InputStream open() throws IOException {
      try {
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
      } catch (IOException broken) {
        // As above.
        throw new IOException("a page of the record cannot be opened");
      }
    }

    @Override
    public String toString() {
      return "Page[masked]";
    }
  }
}
