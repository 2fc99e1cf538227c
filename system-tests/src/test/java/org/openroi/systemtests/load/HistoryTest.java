package org.openroi.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openroi.event.Channel;
import org.openroi.event.ReleaseStatus;
import org.openroi.systemtests.checker.Call;

class HistoryTest {
  @TempDir Path folder;

  @Test
  void isReadAsItWasWritten() throws Exception {
    Call whole =
        new Call(
            "id-1",
            Channel.REST,
            Call.Kind.SUBMISSION,
            "ab",
            Call.Outcome.OK,
            "release-1",
            Set.of(ReleaseStatus.DENIED, ReleaseStatus.DELIVERED),
            Instant.parse("2026-11-02T12:00:00Z"));
    Call bare =
        new Call(
            "id-2",
            Channel.KAFKA,
            Call.Kind.POISON,
            "cd",
            Call.Outcome.INFO,
            null,
            Set.of(),
            Instant.parse("2026-11-02T12:00:01Z"));
    Path file = folder.resolve("history.jsonl");
    try (History history = new History(file)) {
      history.write(whole);
      history.write(bare);
    }

    assertThat(History.read(file)).containsExactly(whole, bare);
  }
}
