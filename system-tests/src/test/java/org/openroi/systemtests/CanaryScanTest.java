package org.openroi.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openroi.systemtests.load.Canary;

class CanaryScanTest {
  private static final int CHUNK = 1 << 20;

  @TempDir Path folder;

  @Test
  void seesACanaryWhereverItStandsInAFile() throws Exception {
    byte[] canary = Canary.IDENTIFIER.getBytes(StandardCharsets.UTF_8);
    for (int at :
        new int[] {0, CHUNK - 5, CHUNK, CHUNK + Canary.FORM.length() - 3, 3 * CHUNK - 9}) {
      byte[] bytes = new byte[3 * CHUNK + 100];
      System.arraycopy(canary, 0, bytes, at, canary.length);
      Path file = Files.write(folder.resolve("at-" + at), bytes);

      assertThat(CanaryScan.holdsCanary(file)).as("at " + at).isTrue();
    }
  }

  @Test
  void seesNothingWhereNothingIs() throws Exception {
    Path file = Files.write(folder.resolve("clean"), new byte[2 * CHUNK]);

    assertThat(CanaryScan.holdsCanary(file)).isFalse();
    assertThat(CanaryScan.holdsCanary(folder.resolve("gone"))).isFalse();
  }
}
