package org.openroi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.audit.EntryFixture.KEY;
import static org.openroi.audit.EntryFixture.LOG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openroi.audit.log.Checkpoint;
import org.openroi.audit.log.Hash;
import org.openroi.audit.log.SignedNote;

class CheckpointFileTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("checkpoints");
  }

  @Test
  void readsBackWhatItAppended() {
    CheckpointFile export = new CheckpointFile(file);
    assertThat(export.last()).isEmpty();
    assertThat(texts(export)).isEmpty();
    export.append(List.of(note(1), note(2)));
    export.append(List.of());
    export.append(List.of(note(3)));
    assertThat(texts(export)).containsExactly(text(1), text(2), text(3));
    assertThat(new CheckpointFile(file).last().orElseThrow()).hasToString(text(3));
  }

  @Test
  void cutsOffWhatACrashLeftAndNothingElse() throws IOException {
    new CheckpointFile(file).append(List.of(note(1), note(2)));
    String whole = Files.readString(file);
    for (int cut = 1; cut < text(3).length(); cut += 7) {
      Files.writeString(file, whole + text(3).substring(0, cut));
      CheckpointFile export = new CheckpointFile(file);
      assertThat(texts(export)).containsExactly(text(1), text(2));
      assertThat(export.last().orElseThrow()).hasToString(text(2));
      assertThat(Files.readString(file)).isEqualTo(whole);
      export.append(List.of(note(3)));
      assertThat(texts(export)).containsExactly(text(1), text(2), text(3));
    }
  }

  @Test
  void readsNothingThatIsAppendedMeanwhile() {
    CheckpointFile export = new CheckpointFile(file);
    export.append(List.of(note(1)));
    List<String> read =
        CheckpointFile.read(
            file,
            notes -> {
              try {
                Files.writeString(file, note(2) + "\n", StandardOpenOption.APPEND);
              } catch (IOException failed) {
                throw new IllegalStateException(failed);
              }
              List<String> texts = new ArrayList<>();
              notes.forEachRemaining(note -> texts.add(note.toString()));
              return texts;
            });
    assertThat(read).containsExactly(text(1));
  }

  @Test
  void exportsEveryCheckpointOnceAndGoesOnWhereTheFileEnds() {
    InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
    for (int size = 1; size <= 5; size++) {
      checkpoints.add(
          new SignedCheckpoint(
              size, Checkpoint.parse(note(size).text()), note(size), EntryFixture.AT));
    }
    new CheckpointFile(file).append(List.of(note(1), note(2)));
    ExportCheckpoints export = new ExportCheckpoints(checkpoints, new CheckpointFile(file));
    assertThat(export.export()).isEqualTo(3);
    assertThat(export.export()).isZero();
    assertThat(texts(new CheckpointFile(file)))
        .containsExactly(text(1), text(2), text(3), text(4), text(5));
  }

  private static List<String> texts(CheckpointFile export) {
    return export.read(
        notes -> {
          List<String> texts = new ArrayList<>();
          notes.forEachRemaining(note -> texts.add(note.toString()));
          return texts;
        });
  }

  private static SignedNote note(int size) {
    return KEY.sign(new Checkpoint(LOG, size, Hash.ofLeaf(new byte[] {(byte) size})).text());
  }

  private static String text(int size) {
    return note(size).toString();
  }
}
