package org.openroi.redaction.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupChecksTest {
  @TempDir Path home;

  @Test
  void refusesToStartWithoutTheRecords() {
    assertThatIllegalStateException()
        .isThrownBy(() -> StartupChecks.checkFolders(home.resolve("none"), home))
        .withMessageContaining("openroi.redaction.records-folder");
  }

  @Test
  void refusesToStartWithoutAPlaceForPackages() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    assertThatIllegalStateException()
        .isThrownBy(() -> StartupChecks.checkFolders(home, file.resolve("packages")))
        .withMessageContaining("openroi.redaction.package-folder");
  }

  @Test
  void makesTheFolderOfPackages() {
    StartupChecks.checkFolders(home, home.resolve("data/packages"));
    assertThat(home.resolve("data/packages")).isDirectory();
  }
}
