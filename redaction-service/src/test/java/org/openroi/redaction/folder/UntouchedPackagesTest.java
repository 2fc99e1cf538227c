package org.openroi.redaction.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntouchedPackagesTest {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path home;

  private String file(String name, Instant touched) throws IOException {
    Path file = Files.writeString(home.resolve(name), "sealed");
    Files.setLastModifiedTime(file, FileTime.from(touched));
    return name;
  }

  @Test
  void areThePackagesAndDraftsThatNobodyTouched() throws IOException {
    String old = file(UUID.randomUUID() + "-1.pgp", LONG_AGO);
    String draft = UUID.randomUUID() + "-2.pgp";
    file(draft + ".part", LONG_AGO);
    file(UUID.randomUUID() + "-3.pgp", Instant.now());
    file("somebody-elses.txt", LONG_AGO);
    FolderPackageStore store = new FolderPackageStore(home);
    assertThat(store.untouchedSince(LONG_AGO.plusSeconds(1))).containsExactlyInAnyOrder(old, draft);
    assertThat(store.untouchedSince(LONG_AGO)).isEmpty();
    store.delete(draft);
    assertThat(store.untouchedSince(LONG_AGO.plusSeconds(1))).containsExactly(old);
  }

  @Test
  void areNoneBeforeThereIsAFolder() throws IOException {
    assertThat(new FolderPackageStore(home.resolve("none")).untouchedSince(Instant.MAX)).isEmpty();
  }
}
