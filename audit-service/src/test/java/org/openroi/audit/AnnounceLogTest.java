package org.openroi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openroi.event.AuditEntryAppended;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.Topics;

class AnnounceLogTest {
  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
  private final InMemoryCursors cursors = new InMemoryCursors();
  private final List<EventEnvelope> published = new ArrayList<>();
  private final AnnounceLog announce =
      new AnnounceLog(log, checkpoints, cursors, published::addAll);

  @Test
  void announcesEveryEntryOnceInItsOrder() {
    new RecordEvents(log).record(EntryFixture.contents(1_200));
    assertThat(announce.announceEntries()).isEqualTo(1_200);
    assertThat(announce.announceEntries()).isZero();
    for (int i = 0; i < published.size(); i++) {
      AuditEntryAppended appended = (AuditEntryAppended) published.get(i).data();
      assertThat(appended.sequence()).isEqualTo(i);
      Topics.requireMayWrite(published.get(i), Topics.AUDIT_ENTRIES);
    }
  }

  @Test
  void announcesTheSameEventAgainWhenItDoesNotKnowWhetherItDid() {
    new RecordEvents(log).record(EntryFixture.contents(3));
    AnnounceLog crashing =
        new AnnounceLog(
            log,
            checkpoints,
            cursors,
            events -> {
              published.addAll(events);
              throw new IllegalStateException("after the broker had them");
            });
    assertThatThrownBy(crashing::announceEntries).isInstanceOf(IllegalStateException.class);
    assertThat(announce.announceEntries()).isEqualTo(3);
    assertThat(published).hasSize(6);
    assertThat(bytes(published.subList(3, 6))).isEqualTo(bytes(published.subList(0, 3)));
  }

  private static List<String> bytes(List<EventEnvelope> events) {
    return events.stream().map(event -> EventCodec.sha256(event)).toList();
  }

  @Test
  void announcesEveryCheckpointWithItsNumberAsVersion() {
    SignCheckpoint signer =
        new SignCheckpoint(log, checkpoints, new InMemoryExport(), EntryFixture.KEY);
    for (int i = 0; i < 3; i++) {
      new RecordEvents(log).record(List.of(EntryFixture.content(i)));
      signer.sign(EntryFixture.AT);
    }
    assertThat(announce.announceCheckpoints("general-hospital")).isEqualTo(3);
    assertThat(announce.announceCheckpoints("general-hospital")).isZero();
    assertThat(published).extracting(EventEnvelope::subjectVersion).containsExactly(1, 2, 3);
    assertThat(published).extracting(EventEnvelope::subject).containsOnly(EntryFixture.LOG);
    assertThat(published).extracting(event -> event.id().value()).doesNotHaveDuplicates();
    published.forEach(event -> Topics.requireMayWrite(event, Topics.AUDIT_CHECKPOINTS));
  }
}
