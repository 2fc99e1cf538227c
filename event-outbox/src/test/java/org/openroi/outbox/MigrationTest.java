package org.openroi.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationTest {
  @Test
  void everyServicesCopyIsTheMasterByteForByte() throws IOException {
    List<Path> copies;
    try (Stream<Path> folders = Files.list(Path.of(".."))) {
      copies =
          folders
              .map(
                  folder ->
                      folder.resolve(
                          "src/main/resources/db/migration/V1__create_inbox_and_outbox.sql"))
              .filter(Files::exists)
              .toList();
    }

    assertThat(copies)
        .isNotEmpty()
        .allSatisfy(copy -> assertThat(copy).hasContent(TestDatabase.migration()));
  }
}
