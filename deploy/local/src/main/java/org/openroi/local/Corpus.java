package org.openroi.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Ten made-up patients with whole records, always the same: Synthea with a fixed seed, in a process
 * of its own, and a few resources of ours for what its patients do not have (HIV, ICD-10 codes,
 * security labels, a program under 42 CFR Part 2). Generated on first use, kept in {@code
 * ~/.cache/openroi}.
 */
public final class Corpus {
  private static final String SEED = "7";
  private static final String NAME = "corpus-synthea-3.3.0-seed-" + SEED;

  /** The patients that we add resources to. */
  private static final List<String> SUPPLEMENTED =
      List.of(
          "1fefb9dd-ab58-8072-c21a-2a322f47eb16",
          "41f5a58c-8c6e-d14d-002a-fb227c32f6c5",
          "6d0fcea7-4f9d-beef-c326-d4a90b059348",
          "e16f1068-bca6-b47f-a9a5-da684ccf2875");

  /** Of every file of Synthea's, by path; the same on every machine. */
  private static final String SHA256 =
      "80989c75c19e44594b517c6bf37bb2777ab35055854549409bc46ae52b3fd2ba";

  private static final int PATIENTS = 10;
  private static final Pattern FILE =
      Pattern.compile(
          ".*_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.(json|xml)");
  private static final long PATIENCE_MINUTES = 15;

  private Corpus() {}

  /**
   * The folder {@code patients}, with a folder for each patient, named by the id of its FHIR
   * Patient: {@code record.json}, {@code document.xml} (C-CDA) and, for some, {@code
   * supplement.json}.
   */
  public static Path patients() throws IOException {
    return Cache.folder(NAME + "-" + supplementsDigest(), Corpus::generate).resolve("patients");
  }

  /** The patients' ids, in a fixed order. */
  public static List<String> ids() throws IOException {
    try (Stream<Path> folders = Files.list(patients())) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  private static void generate(Path folder) throws IOException {
    Path work = Files.createTempDirectory("openroi-corpus");
    try {
      Path classPath = work.resolve("classpath");
      Path project = ComponentClassPath.project();
      run(
          work,
          List.of(
              project.resolve("mvnw").toString(),
              "-B",
              "-q",
              "-f",
              project.resolve("deploy/corpus/pom.xml").toString(),
              "dependency:build-classpath",
              "-Dmdep.outputFile=" + classPath));
      run(
          work,
          List.of(
              ComponentClassPath.javaProgram(),
              "-Xmx2g",
              // Synthea writes times in the zone of the machine, and its threads race for what they
              // share: the hash holds for one zone and one thread.
              "-Duser.timezone=UTC",
              "-XX:ActiveProcessorCount=1",
              "-cp",
              Files.readString(classPath).strip(),
              "App",
              "-s",
              SEED,
              "-cs",
              SEED,
              "-p",
              Integer.toString(PATIENTS),
              "-r",
              "20260101",
              "-e",
              "20260101",
              "--exporter.baseDirectory=" + work.resolve("out"),
              "--exporter.clinical_note.export=true",
              "--exporter.ccda.export=true",
              "--exporter.fhir.export=true",
              "--exporter.hospital.fhir.export=false",
              "--exporter.practitioner.fhir.export=false"));
      lay(work.resolve("out"), folder.resolve("patients"));
    } finally {
      Cache.delete(work);
    }
  }

  private static void lay(Path out, Path patients) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String kind : List.of("ccda", "fhir")) {
      try (Stream<Path> all = Files.list(out.resolve(kind))) {
        all.filter(file -> FILE.matcher(file.getFileName().toString()).matches())
            .sorted()
            .forEach(files::add);
      }
    }
    if (files.size() != 2 * PATIENTS) {
      throw new ComponentFailed("The made-up patients came out incomplete.");
    }
    MessageDigest digest = sha256();
    for (Path file : files) {
      Matcher name = FILE.matcher(file.getFileName().toString());
      if (name.matches()) {
        Path folder = patients.resolve(name.group(1));
        Files.createDirectories(folder);
        Files.copy(
            file, folder.resolve(name.group(2).equals("json") ? "record.json" : "document.xml"));
        digest.update(Files.readAllBytes(file));
      }
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(SHA256)) {
      throw new ComponentFailed(
          "The made-up patients are not the pinned ones (SHA-256 %s).".formatted(found));
    }
    for (String id : SUPPLEMENTED) {
      Files.write(patients.resolve(id).resolve("supplement.json"), supplement(id));
    }
  }

  private static byte[] supplement(String id) throws IOException {
    try (InputStream ours = Corpus.class.getResourceAsStream("corpus/" + id + ".json")) {
      return Objects.requireNonNull(ours, id).readAllBytes();
    }
  }

  /** A corpus with other resources of ours is another corpus. */
  private static String supplementsDigest() throws IOException {
    MessageDigest digest = sha256();
    for (String id : SUPPLEMENTED) {
      digest.update(supplement(id));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 4);
  }

  private static void run(Path work, List<String> command) throws IOException {
    Path log = work.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        String said = Files.readString(log);
        throw new ComponentFailed(
            "The made-up patients could not be generated: "
                + said.substring(Math.max(0, said.length() - 500)).strip());
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }
}
