package org.openroi.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of any size are sealed in a small heap, in a process of its own that may be killed. */
class LargeRecordTest {
  private static final int MB = 1 << 20;
  private static final long SEED = 20_261_120L;

  @TempDir Path home;

  @Test
  void seals300MegabytesWithOneAttachmentOf256In160OfHeap() throws Exception {
    byte[] piece =
        "Seen for a cold. Nothing else to report today. ".getBytes(StandardCharsets.UTF_8);
    record(piece, 256 * MB, 44 * MB);
    Process process = seal(160);
    String said;
    try (InputStream out = process.getInputStream()) {
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).startsWith("Sealed");
    System.out.println("300 MB record: " + said.replace('\n', ' '));
    assertThat(files("packages")).hasSize(1);
    assertThat(files("tmp")).isEmpty();
  }

  @Test
  void leavesNothingReadableWhenItIsKilledHalfWay() throws Exception {
    byte[] noise = new byte[30_000];
    new Random(SEED).nextBytes(noise);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) ('a' + (noise[i] & 15));
    }
    System.arraycopy(
        ChartFixture.CANARY.getBytes(StandardCharsets.UTF_8),
        0,
        noise,
        0,
        ChartFixture.CANARY.length());
    record(noise, 64 * MB, MB);
    Process process = seal(160);
    try {
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> files("packages").stream().anyMatch(LargeRecordTest::isUnderWay));
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(home.resolve("done")).doesNotExist();
    List<Path> left = files("packages");
    assertThat(left).hasSize(1);
    assertThat(left.getFirst().toString()).endsWith("-1.pgp.part");
    String bytes = Files.readString(left.getFirst(), StandardCharsets.ISO_8859_1);
    assertThat(bytes)
        .doesNotContain(
            ChartFixture.CANARY,
            Base64.getEncoder()
                .encodeToString(ChartFixture.CANARY.getBytes(StandardCharsets.UTF_8)),
            "resourceType",
            "record/001.json");
    assertThat(files("tmp")).isEmpty();

    PackageStore store = new SealFixture(home, null).store();
    List<String> references = store.untouchedSince(Instant.now().plusSeconds(60));
    assertThat(references).hasSize(1);
    store.delete(references.getFirst());
    assertThat(files("packages")).isEmpty();
  }

  private static boolean isUnderWay(Path draft) {
    return draft.toFile().length() > MB;
  }

  /** A chart without anything sensitive: one note of many megabytes, and many measurements. */
  private void record(byte[] text, int attachment, int rest) throws IOException {
    SealFixture f = new SealFixture(home, null);
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(f.page("record.json")), MB)) {
      write(out, "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\n");
      write(out, ChartFixture.patient() + ",\n");
      write(out, ChartFixture.encounter("e1", "2019-03-01", "") + ",\n");
      String[] note = ChartFixture.note("d1", "e1", "2019-03-01", "X").split("WA==");
      write(out, note[0]);
      // No padding between: a multiple of three bytes at a time.
      byte[] three = new byte[text.length * 3];
      for (int i = 0; i < 3; i++) {
        System.arraycopy(text, 0, three, i * text.length, text.length);
      }
      byte[] encoded = Base64.getEncoder().encode(three);
      for (long written = 0; written < attachment; written += encoded.length) {
        out.write(encoded);
      }
      write(out, note[1]);
      String display = "Measured at rest, sitting, left arm, by an automatic device. ".repeat(5);
      for (long written = 0, number = 0; written < rest; number++) {
        String observation =
            ",\n"
                + ChartFixture.of(
                    "e1",
                    "Observation",
                    "o" + number,
                    ChartFixture.code("http://loinc.org", "8867-4", display),
                    "2019-03-01");
        write(out, observation);
        written += observation.length();
      }
      write(out, "\n]}");
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private Process seal(int megabytes) throws IOException {
    Path tmp = Files.createDirectories(home.resolve("tmp"));
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx" + megabytes + "m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + tmp,
            LargeRecordMain.class.getName(),
            home.toString());
    // Too long for a command line on some systems.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private List<Path> files(String folder) {
    Path path = home.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
