package org.openroi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.audit.EntryFixture.AT;
import static org.openroi.audit.EntryFixture.KEY;
import static org.openroi.audit.EntryFixture.content;
import static org.openroi.audit.EntryFixture.contents;
import static org.openroi.audit.EntryFixture.forged;
import static org.openroi.audit.EntryFixture.replayed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openroi.audit.ProveEntry.Proving;
import org.openroi.audit.RecordEvents.Outcome;
import org.openroi.audit.SignCheckpoint.Signing;
import org.openroi.audit.log.Hash;
import org.openroi.event.InvalidEvent;

/** What every store of the log does. */
public abstract class AuditLogContract {

  /** One service's view of the store; two of the same store are two services. */
  public record Store(
      AuditLog log, Checkpoints checkpoints, Cursors cursors, Quarantine quarantine) {}

  /** A view of this test's own, at first empty store. */
  protected abstract Store connect();

  @Test
  void isEmptyAtFirst() {
    Store store = connect();
    assertThat(store.log().size()).isZero();
    assertThat(store.log().entries(0, 10)).isEmpty();
    assertThat(store.log().entry(0)).isEmpty();
    assertThat(store.log().leavesOf(List.of())).isEmpty();
    assertThat(store.checkpoints().latest()).isEmpty();
    assertThat(new ProveEntry(store.log(), store.checkpoints()).prove(0))
        .isInstanceOf(Proving.Unknown.class);
    assertThat(signer(store).sign(AT)).isInstanceOf(Signing.NothingNew.class);
  }

  @Test
  void givesBackWhatWasAppended() {
    AuditLog log = connect().log();
    List<EntryContent> contents = contents(20);
    assertThat(log.append(0, contents)).isEqualTo(20);
    assertThat(log.size()).isEqualTo(20);
    for (int i = 0; i < 20; i++) {
      assertSame(log.entry(i).orElseThrow(), i, contents.get(i));
    }
    List<Entry> some = connect().log().entries(5, 10);
    assertThat(some).hasSize(10);
    assertSame(some.getFirst(), 5, contents.get(5));
    assertThat(log.leaves(18, 10))
        .containsExactly(contents.get(18).leaf(), contents.get(19).leaf());
    assertThat(log.aboutSubject(contents.get(6).fields().subject(), 10))
        .extracting(Entry::sequence)
        .containsExactly(6L, 7L);
    assertThat(log.withEventId(contents.get(6).fields().id()))
        .extracting(Entry::sequence)
        .containsExactly(6L);
    assertThat(log.aboutSubject("nobody", 10)).isEmpty();
    assertThat(log.leavesOf(List.of(contents.get(3).fields().key(), content(99).fields().key())))
        .containsOnlyKeys(contents.get(3).fields().key());
  }

  private static void assertSame(Entry entry, long sequence, EntryContent content) {
    assertThat(entry.sequence()).isEqualTo(sequence);
    assertThat(entry.content().bytes()).isEqualTo(content.bytes());
    assertThat(entry.content().leaf()).isEqualTo(content.leaf());
    assertThat(entry.content().fields()).isEqualTo(content.fields());
    assertThat(entry.content().from()).isEqualTo(content.from());
  }

  @Test
  void stopsAtAPlaceThatIsTaken() {
    AuditLog log = connect().log();
    log.append(0, contents(5));
    assertThat(log.append(3, List.of(content(10), content(11)))).isZero();
    assertThat(log.size()).isEqualTo(5);
    assertThat(log.leavesOf(List.of(content(10).fields().key()))).isEmpty();
  }

  @Test
  void stopsAtAnEventThatIsThere() {
    AuditLog log = connect().log();
    log.append(0, contents(5));
    assertThat(log.append(5, List.of(content(10), content(2), content(11)))).isEqualTo(1);
    assertThat(log.size()).isEqualTo(6);
  }

  @Test
  void recordsEachEventOnceWhateverIsReplayed() {
    Store store = connect();
    RecordEvents recordEvents = new RecordEvents(store.log());
    assertThat(recordEvents.record(contents(10))).containsOnly(Outcome.APPENDED);
    assertThat(recordEvents.record(contents(10))).containsOnly(Outcome.DUPLICATE);
    assertThat(recordEvents.record(List.of())).isEmpty();
    List<EntryContent> mixed =
        List.of(content(10), replayed(content(4)), content(11), replayed(content(11)), content(12));
    assertThat(recordEvents.record(mixed))
        .containsExactly(
            Outcome.APPENDED,
            Outcome.DUPLICATE,
            Outcome.APPENDED,
            Outcome.DUPLICATE,
            Outcome.APPENDED);
    assertHolds(store.log(), 13);
    assertThat(store.log().entry(4).orElseThrow().content().from()).isEqualTo(content(4).from());
  }

  @Test
  void refusesAnEventWhoseIdCameWithAnotherBody() {
    Store store = connect();
    RecordEvents recordEvents = new RecordEvents(store.log());
    recordEvents.record(contents(4));
    assertThat(
            recordEvents.record(
                List.of(content(4), forged(content(1)), content(5), forged(content(5)))))
        .containsExactly(
            Outcome.APPENDED, Outcome.OTHER_BODY, Outcome.APPENDED, Outcome.OTHER_BODY);
    assertHolds(store.log(), 6);
  }

  @Test
  void findsTheEndWhenAnotherWriterWasFaster() {
    Store store = connect();
    RecordEvents one = new RecordEvents(store.log());
    RecordEvents other = new RecordEvents(connect().log());
    one.record(contents(3));
    other.record(List.of(content(3), content(4)));
    assertThat(one.record(List.of(content(5), content(3), content(6))))
        .containsExactly(Outcome.APPENDED, Outcome.DUPLICATE, Outcome.APPENDED);
    assertHolds(store.log(), 7);
  }

  @Test
  void keepsTheLogWholeWithTwoWriters() throws Exception {
    long seed = System.nanoTime();
    int events = 600;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> writers = new ArrayList<>();
      for (int writer = 0; writer < 2; writer++) {
        writers.add(threads.submit(writer(connect().log(), new Random(seed + writer), events)));
      }
      int appended = 0;
      for (Future<Integer> writer : writers) {
        appended += writer.get();
      }
      assertThat(appended).as("seed %d", seed).isEqualTo(events);
    }
    assertHolds(connect().log(), events);
  }

  /** Delivers every event at least once, in batches that overlap with the other writer's. */
  private static Callable<Integer> writer(AuditLog log, Random random, int events) {
    return () -> {
      RecordEvents recordEvents = new RecordEvents(log);
      int appended = 0;
      for (int from = 0; from < events; ) {
        int to = Math.min(events, from + 1 + random.nextInt(40));
        int again = Math.max(0, from - random.nextInt(20));
        List<EntryContent> batch =
            IntStream.range(again, to).mapToObj(EntryFixture::content).toList();
        List<Outcome> outcomes = recordEvents.record(batch);
        assertThat(outcomes).doesNotContain(Outcome.OTHER_BODY);
        appended += Collections.frequency(outcomes, Outcome.APPENDED);
        from = to;
      }
      return appended;
    };
  }

  /** The log is the first {@code count} events of the fixture, each once, without a gap. */
  private static void assertHolds(AuditLog log, int count) {
    assertThat(log.size()).isEqualTo(count);
    List<Entry> entries = log.entries(0, count + 1);
    assertThat(entries)
        .extracting(Entry::sequence)
        .containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
    assertThat(entries)
        .extracting(entry -> entry.content().fields().key())
        .containsExactlyInAnyOrderElementsOf(
            contents(count).stream().map(content -> content.fields().key()).toList());
  }

  @Test
  void signsWhatWasAddedAndProvesEveryEntry() {
    Store store = connect();
    RecordEvents recordEvents = new RecordEvents(store.log());
    SignCheckpoint signer = signer(store);
    recordEvents.record(contents(700));
    SignedCheckpoint first = signed(signer.sign(AT));
    assertThat(first.number()).isEqualTo(1);
    assertThat(first.checkpoint().size()).isEqualTo(700);
    assertThat(KEY.verifier().verifies(first.note())).isTrue();
    assertThat(signer.sign(AT)).isInstanceOf(Signing.NothingNew.class);

    ProveEntry proveEntry = new ProveEntry(store.log(), store.checkpoints());
    for (int sequence : List.of(0, 1, 255, 256, 511, 512, 698, 699)) {
      Proving.Proven proven = (Proving.Proven) proveEntry.prove(sequence);
      assertThat(
              proven
                  .proof()
                  .proves(
                      Hash.ofLeaf(proven.entry().content().bytes()),
                      proven.checkpoint().checkpoint().root()))
          .isTrue();
    }
    recordEvents.record(List.of(content(700)));
    assertThat(proveEntry.prove(700)).isInstanceOf(Proving.NotYetSigned.class);

    // A signer that has just started takes the tree up from the tiles.
    SignedCheckpoint second = signed(signer(connect()).sign(AT.plusSeconds(1)));
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.checkpoint().size()).isEqualTo(701);
    assertThat(proveEntry.prove(700)).isInstanceOf(Proving.Proven.class);
    assertThat(signer.sign(AT)).isInstanceOf(Signing.NothingNew.class);
    SignedCheckpoint kept = store.checkpoints().latest().orElseThrow();
    assertThat(kept.note()).hasToString(second.note().toString());
    assertThat(kept.signedAt()).isEqualTo(AT.plusSeconds(1));
  }

  @Test
  void signsWithTwoSignersAsIfTheyWereOne() throws Exception {
    Store store = connect();
    RecordEvents recordEvents = new RecordEvents(store.log());
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> signers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        SignCheckpoint signer = signer(connect());
        signers.add(
            threads.submit(
                () -> {
                  while (store.log().size() < 400) {
                    assertThat(signer.sign(AT)).isNotInstanceOf(Signing.Refused.class);
                  }
                  assertThat(signer.sign(AT)).isNotInstanceOf(Signing.Refused.class);
                }));
      }
      for (int i = 0; i < 400; i += 8) {
        recordEvents.record(IntStream.range(i, i + 8).mapToObj(EntryFixture::content).toList());
      }
      for (Future<?> signer : signers) {
        signer.get();
      }
    }
    List<SignedCheckpoint> all = store.checkpoints().after(0, 1_000);
    assertThat(all)
        .extracting(SignedCheckpoint::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, all.size()).boxed().toList());
    assertThat(all.getLast().checkpoint().size()).isEqualTo(400);
    assertThat(new HashSet<>(all.stream().map(c -> c.checkpoint().size()).toList()))
        .hasSameSizeAs(all);
    assertThat(store.checkpoints().afterSize(all.getFirst().checkpoint().size(), 1_000))
        .hasSize(all.size() - 1);
  }

  @Test
  void doesNotSignALogThatIsShorterThanWhatWasExported() {
    Store store = connect();
    new RecordEvents(store.log()).record(contents(10));
    InMemoryExport export = new InMemoryExport();
    Hash root = Hash.ofLeaf(new byte[0]);
    export.append(
        List.of(KEY.sign(new org.openroi.audit.log.Checkpoint(EntryFixture.LOG, 11, root).text())));
    SignCheckpoint signer = new SignCheckpoint(store.log(), store.checkpoints(), export, KEY);
    assertThat(signer.sign(AT)).isInstanceOf(Signing.Refused.class);
    new RecordEvents(store.log()).record(contents(12));
    assertThat(signer.sign(AT)).isInstanceOf(Signing.Refused.class);
    assertThat(store.checkpoints().latest()).isEmpty();
  }

  @Test
  void takesEachNumberAndEachSizeOfACheckpointOnce() {
    Store store = connect();
    new RecordEvents(store.log()).record(contents(3));
    SignedCheckpoint first = signed(signer(store).sign(AT));
    assertThat(store.checkpoints().add(first)).isFalse();
    assertThat(
            store.checkpoints().add(new SignedCheckpoint(2, first.checkpoint(), first.note(), AT)))
        .isFalse();
  }

  @Test
  void movesCursorsForwardOnly() {
    Cursors cursors = connect().cursors();
    assertThat(cursors.position("one")).isZero();
    cursors.advance("one", 7);
    cursors.advance("one", 5);
    assertThat(connect().cursors().position("one")).isEqualTo(7);
    assertThat(cursors.position("other")).isZero();
  }

  @Test
  void keepsAQuarantinedMessageAsItFirstCame() {
    Quarantine quarantine = connect().quarantine();
    Coordinates from = new Coordinates("roi.release-requests.v1", 1, 42);
    String sha256 = "ab".repeat(32);
    for (int i = 0; i < 2; i++) {
      assertThat(
              quarantine.keep(
                  from, new byte[] {1}, sha256, InvalidEvent.Reason.NOT_JSON, AT.plusSeconds(i)))
          .isEqualTo(AT);
    }
  }

  private static SignCheckpoint signer(Store store) {
    return new SignCheckpoint(store.log(), store.checkpoints(), new InMemoryExport(), KEY);
  }

  private static SignedCheckpoint signed(Signing signing) {
    assertThat(signing).isInstanceOf(Signing.Signed.class);
    return ((Signing.Signed) signing).checkpoint();
  }
}
