package org.openroi.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  /** The example of c2sp.org/tlog-checkpoint. */
  private static final String EXAMPLE =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

  private static final SignerKey KEY =
      SignerKey.ofPem("example.com/log", SignedNoteTest.pem(new byte[32]));

  @Test
  void readsAndWritesTheExampleOfTheSpecification() {
    Checkpoint checkpoint = Checkpoint.parse(EXAMPLE);
    assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
    assertThat(checkpoint.size()).isEqualTo(20_852_163);
    assertThat(checkpoint.text()).isEqualTo(EXAMPLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com/log\n1\n",
        "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "example.com/log\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "example.com/log\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "example.com/log\n9999999999999999999\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "example.com/log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "example.com/log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "example.com/log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
        "example.com/log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nextension\n",
        "example.com log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
      })
  void refusesWhatIsNoCheckpoint(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedNote.class);
  }

  @Test
  void readsBackNotesThatStandOneAfterTheOther() {
    List<SignedNote> notes = notes(3);
    StringBuilder text = new StringBuilder();
    notes.forEach(note -> text.append(NoteLines.separated(note)));
    NoteLines read = new NoteLines(text.toString().lines().iterator());
    List<String> back = new ArrayList<>();
    read.forEachRemaining(note -> back.add(note.toString()));
    assertThat(back).isEqualTo(notes.stream().map(SignedNote::toString).toList());
    assertThat(read.hasTornTail()).isFalse();
  }

  @Test
  void takesNoTornTailForANote() {
    List<SignedNote> notes = notes(2);
    String first = NoteLines.separated(notes.get(0));
    String second = NoteLines.separated(notes.get(1));
    for (int cut = 1; cut < second.length(); cut++) {
      NoteLines read = new NoteLines((first + second.substring(0, cut)).lines().iterator());
      assertThat(read.next()).hasToString(notes.get(0).toString());
      assertThat(read.hasNext()).isFalse();
      assertThat(read.hasTornTail()).isTrue();
    }
  }

  private static List<SignedNote> notes(int count) {
    List<SignedNote> notes = new ArrayList<>();
    for (int size = 1; size <= count; size++) {
      Hash root = TreeFixture.root(TreeFixture.leaves(size));
      notes.add(KEY.sign(new Checkpoint("example.com/log", size, root).text()));
    }
    return notes;
  }
}
