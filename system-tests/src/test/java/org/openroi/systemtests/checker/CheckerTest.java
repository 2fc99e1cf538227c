package org.openroi.systemtests.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.event.EventType.RELEASE_DENIED;
import static org.openroi.event.EventType.RELEASE_HELD;
import static org.openroi.event.EventType.RELEASE_REQUESTED;
import static org.openroi.event.EventType.RELEASE_STATUS_CHANGED;
import static org.openroi.systemtests.checker.SnapshotFixture.NOON;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.openroi.event.Channel;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseStatus;
import org.openroi.systemtests.checker.Call.Kind;
import org.openroi.systemtests.checker.Call.Outcome;

/** A checker that never failed is not evidence: every invariant is made false here, and found. */
class CheckerTest {

  @Test
  void findsNothingWhereNothingIsWrong() {
    assertThat(Checker.check(new SnapshotFixture().snapshot())).isEmpty();
  }

  @Test
  void everyInvariantIsNamedAsASentenceAndOnce() {
    assertThat(Checker.INVARIANTS).doesNotHaveDuplicates().hasSize(14);
  }

  @Test
  void findsAnAcknowledgedCallWithoutItsRelease() {
    assertThat(
            found(
                AcknowledgedCallsAreStored.class,
                f -> f.requests.removeIf(r -> r.release().equals(f.denied))))
        .containsExactly("call key-1 was ok and made 0 releases");
  }

  @Test
  void findsAnAcknowledgedKafkaCallWithoutItsRelease() {
    assertThat(
            found(
                AcknowledgedCallsAreStored.class,
                f -> f.requests.removeIf(r -> r.release().equals(f.held))))
        .hasSize(1);
  }

  @Test
  void findsAnAnswerThatNamedAnotherRelease() {
    assertThat(
            found(
                AcknowledgedCallsAreStored.class,
                f ->
                    f.call(
                        "key-1",
                        Channel.REST,
                        Kind.SUBMISSION,
                        Outcome.OK,
                        f.held.toString(),
                        ReleaseStatus.DENIED)))
        .hasSize(1);
  }

  @Test
  void findsARefusalThatWasNotTold() {
    assertThat(
            found(
                AcknowledgedCallsAreStored.class,
                f -> f.call("event-9", Channel.KAFKA, Kind.REFUSED, Outcome.OK, null, null)))
        .hasSize(1);
  }

  @Test
  void findsEvidenceThatWasAcknowledgedAndIsNotThere() {
    assertThat(
            found(
                AcknowledgedCallsAreStored.class,
                f ->
                    f.call(
                        "auth-1",
                        Channel.REST,
                        Kind.EVIDENCE,
                        Outcome.OK,
                        UUID.randomUUID().toString(),
                        null)))
        .hasSize(1);
  }

  @Test
  void findsAReleaseOfARefusedCall() {
    assertThat(
            found(
                RefusedCallsLeaveNothing.class,
                f -> f.requests.add(new Snapshot.Request(stranger(), "bad", ReleaseStatus.DENIED))))
        .hasSize(1);
  }

  @Test
  void findsAReleaseThatWasNotAnnounced() {
    assertThat(
            found(
                UncertainCallsAreWholeOrAbsent.class,
                f ->
                    f.outboxes
                        .get("intake")
                        .removeIf(row -> row.event().type() == RELEASE_REQUESTED)))
        .hasSize(2);
  }

  @Test
  void findsAnAnnouncementWithoutItsRelease() {
    assertThat(found(UncertainCallsAreWholeOrAbsent.class, f -> f.requests.clear())).hasSize(2);
  }

  @Test
  void findsTwoReleasesOfOneSubmission() {
    assertThat(
            found(
                UncertainCallsAreWholeOrAbsent.class,
                f ->
                    f.requests.add(
                        new Snapshot.Request(stranger(), "event-2", ReleaseStatus.HELD))))
        .contains("submission event-2 is there 2 times");
  }

  @Test
  void findsAReleaseThatNobodySubmitted() {
    assertThat(
            found(
                UncertainCallsAreWholeOrAbsent.class,
                f -> f.calls.removeIf(call -> call.id().equals("event-2"))))
        .hasSize(1);
  }

  @Test
  void findsAReleaseThatIsStillUndecided() {
    assertThat(
            found(
                EveryReleaseIsAtRest.class,
                f ->
                    f.requests.set(
                        0, new Snapshot.Request(f.denied, "key-1", ReleaseStatus.RECEIVED))))
        .isNotEmpty();
  }

  @Test
  void findsServicesThatDisagree() {
    assertThat(
            found(
                EveryReleaseIsAtRest.class,
                f ->
                    f.decisions.set(
                        0, new Snapshot.Decision(f.denied, 1, ReleaseStatus.AUTHORIZED))))
        .hasSize(1);
  }

  @Test
  void findsAReleaseThatRestsInAnotherStateThanItsEvidenceSays() {
    assertThat(
            found(
                EveryReleaseIsAtRest.class,
                f ->
                    f.call(
                        "event-2",
                        Channel.KAFKA,
                        Kind.SUBMISSION,
                        Outcome.OK,
                        null,
                        ReleaseStatus.AUTHORIZED)))
        .hasSize(1);
  }

  @Test
  void findsAForbiddenStep() {
    assertThat(
            found(
                StatesFollowTheAutomaton.class,
                f ->
                    f.timelines.add(
                        new Snapshot.Status(f.denied, 3, ReleaseStatus.AUTHORIZED, NOON))))
        .hasSize(1);
  }

  @Test
  void findsAGapAndARepeatInATimeline() {
    assertThat(
            found(
                StatesFollowTheAutomaton.class,
                f -> f.timelines.add(new Snapshot.Status(f.held, 4, ReleaseStatus.HELD, NOON))))
        .hasSize(1);
    assertThat(
            found(
                StatesFollowTheAutomaton.class,
                f -> f.timelines.add(new Snapshot.Status(f.held, 2, ReleaseStatus.HELD, NOON))))
        .hasSize(1);
  }

  @Test
  void findsADecisionAfterADenial() {
    assertThat(
            found(
                StatesFollowTheAutomaton.class,
                f -> f.decisions.add(new Snapshot.Decision(f.denied, 2, ReleaseStatus.AUTHORIZED))))
        .hasSize(1);
  }

  @Test
  void findsAnOutboxRowThatIsNotInKafka() {
    assertThat(
            found(
                EveryOutboxRowIsInKafka.class,
                f -> f.records.remove(f.recordOf(f.event(RELEASE_HELD, f.held)))))
        .hasSize(1);
  }

  @Test
  void findsARowThatIsStillUnsent() {
    assertThat(
            found(
                EveryOutboxRowIsInKafka.class,
                f -> {
                  List<Store.OutboxRow> rows = f.outboxes.get("intake");
                  rows.set(0, new Store.OutboxRow(rows.get(0).topic(), rows.get(0).event(), false));
                }))
        .hasSize(1);
  }

  @Test
  void findsAnEventThatNoOutboxHolds() {
    assertThat(
            found(
                EveryOutboxRowIsInKafka.class,
                f ->
                    f.outboxes
                        .get("authorization")
                        .removeIf(row -> row.event().type() == RELEASE_DENIED)))
        .hasSize(1);
  }

  @Test
  void findsAnEventThatWasNotTaken() {
    assertThat(found(EveryEffectIsThereOnce.class, f -> f.inboxes.get("intake").remove(0)))
        .hasSize(1);
  }

  @Test
  void findsAnEffectThatIsMissing() {
    assertThat(
            found(
                EveryEffectIsThereOnce.class,
                f ->
                    f.outboxes
                        .get("authorization")
                        .removeIf(row -> row.event().type() == RELEASE_HELD)))
        .anyMatch(place -> place.startsWith("nothing of authorization followed"));
  }

  @Test
  void findsAnEffectThatIsThereTwice() {
    assertThat(
            found(
                EveryEffectIsThereOnce.class,
                f -> {
                  EventEnvelope first = f.event(RELEASE_HELD, f.held);
                  f.outboxes
                      .get("authorization")
                      .add(new Store.OutboxRow("t", renamed(first, "again"), true));
                }))
        .hasSize(2);
  }

  @Test
  void findsADecisionRowWithoutItsEvent() {
    assertThat(
            found(
                EveryEffectIsThereOnce.class,
                f -> f.decisions.add(new Snapshot.Decision(f.held, 2, ReleaseStatus.HELD))))
        .hasSize(1);
  }

  @Test
  void findsFirstOccurrencesOutOfOrder() {
    assertThat(
            found(
                FirstOccurrencesAreInVersionOrder.class,
                f -> {
                  TopicRecord first = f.recordOf(statusOfHeld(f, 1));
                  TopicRecord second = f.recordOf(statusOfHeld(f, 2));
                  f.records.remove(first);
                  f.records.remove(second);
                  f.records.add(new TopicRecord(first.at(), second.sha256(), second.event()));
                  f.records.add(new TopicRecord(second.at(), first.sha256(), first.event()));
                }))
        .hasSize(1);
  }

  @Test
  void allowsASecondCopyThatComesLate() {
    assertThat(
            found(
                FirstOccurrencesAreInVersionOrder.class,
                f -> {
                  TopicRecord first = f.recordOf(statusOfHeld(f, 1));
                  f.records.add(
                      new TopicRecord(
                          new Coordinates(first.at().topic(), 0, 99),
                          first.sha256(),
                          first.event()));
                }))
        .isEmpty();
  }

  @Test
  void findsASubjectInTwoPartitions() {
    assertThat(
            found(
                FirstOccurrencesAreInVersionOrder.class,
                f -> {
                  TopicRecord second = f.recordOf(statusOfHeld(f, 2));
                  f.records.remove(second);
                  f.records.add(
                      new TopicRecord(
                          new Coordinates(second.at().topic(), 3, 99),
                          second.sha256(),
                          second.event()));
                }))
        .hasSize(1);
  }

  @Test
  void findsAnEventThatTheLogLacks() {
    assertThat(found(TheAuditLogHoldsEveryEventOnce.class, f -> f.entries.remove(3))).hasSize(1);
  }

  @Test
  void findsAnEventThatTheLogHoldsTwice() {
    assertThat(found(TheAuditLogHoldsEveryEventOnce.class, f -> f.entries.add(f.entries.get(3))))
        .hasSize(1);
  }

  @Test
  void findsAnEntryThatNobodyWrote() {
    assertThat(
            found(
                TheAuditLogHoldsEveryEventOnce.class,
                f ->
                    f.entries.add(
                        new AuditLog.Entry(
                            99, new byte[] {1}, "00", new EventKey("/openroi/intake", "x")))))
        .hasSize(1);
  }

  @Test
  void findsOneChangedByte() {
    assertThat(found(CheckpointsSignTheLeaves.class, f -> f.entries.get(2).bytes()[40] ^= 1))
        .anyMatch(place -> place.startsWith("entry 2 "));
    assertThat(found(TheAuditLogHoldsEveryEventOnce.class, f -> f.entries.get(2).bytes()[40] ^= 1))
        .hasSize(1);
  }

  @Test
  void findsAnEditWhoseLeafWasRecomputed() {
    assertThat(
            found(
                CheckpointsSignTheLeaves.class,
                f -> {
                  AuditLog.Entry entry = f.entries.get(2);
                  String text = new String(entry.bytes(), StandardCharsets.UTF_8);
                  byte[] edited =
                      text.replace("main-campus", "other-place").getBytes(StandardCharsets.UTF_8);
                  String leaf = HexFormat.of().formatHex(MerkleTree.leafHash(edited));
                  f.entries.set(2, new AuditLog.Entry(2, edited, leaf, entry.event()));
                }))
        .containsExactly(
            "a checkpoint of size " + new SnapshotFixture().entries.size() + " names another root");
  }

  @Test
  void findsAChangedQueryableField() {
    assertThat(
            found(
                CheckpointsSignTheLeaves.class,
                f -> {
                  AuditLog.Entry entry = f.entries.get(2);
                  f.entries.set(
                      2,
                      new AuditLog.Entry(
                          2,
                          entry.bytes(),
                          entry.leafHash(),
                          new EventKey(entry.event().source(), "other")));
                }))
        .containsExactly("entry 2 is not what its queryable fields say");
  }

  @Test
  void findsADeletedEntryTwoSwappedOnesAndACutTail() {
    assertThat(found(CheckpointsSignTheLeaves.class, f -> f.entries.remove(2)))
        .containsExactly("sequence 3 stands where 2 belongs");
    assertThat(found(CheckpointsSignTheLeaves.class, f -> Collections.swap(f.entries, 2, 3)))
        .isNotEmpty();
    assertThat(found(CheckpointsSignTheLeaves.class, f -> f.entries.removeLast())).hasSize(1);
  }

  @Test
  void findsAnUnsignedCheckpointAndALogThatIsNotCovered() {
    assertThat(
            found(
                CheckpointsSignTheLeaves.class,
                f -> f.checkpoints.add(new SnapshotFixture().checkpoints.getFirst())))
        .containsExactly("a checkpoint is not signed by the log");
    assertThat(found(CheckpointsSignTheLeaves.class, f -> f.checkpoints.clear())).hasSize(1);
  }

  @Test
  void findsAStuckPartitionAndAParkedEvent() {
    assertThat(
            found(
                NoPartitionIsStuck.class,
                f -> f.progress.add(new Snapshot.Progress("intake", "t", 2, 4, 9))))
        .containsExactly("intake is at 4 of 9 in t/2");
    assertThat(found(NoPartitionIsStuck.class, f -> f.parked = 1)).hasSize(2);
  }

  @Test
  void findsPoisonWithoutItsDeadLetter() {
    assertThat(
            found(
                DeadLettersAreThePoisonThatWasSent.class,
                f -> f.records.removeIf(r -> r.at().topic().endsWith(".dlq"))))
        .hasSize(1);
    assertThat(
            found(
                DeadLettersAreThePoisonThatWasSent.class, f -> f.quarantines.get("intake").clear()))
        .hasSize(1);
  }

  @Test
  void findsADeadLetterOfWhatWasNoPoison() {
    assertThat(
            found(
                DeadLettersAreThePoisonThatWasSent.class,
                f -> f.calls.removeIf(call -> call.kind() == Kind.POISON)))
        .hasSize(2);
  }

  @Test
  void findsADeadLetterThatTellsAnotherReason() {
    assertThat(
            found(
                DeadLettersAreThePoisonThatWasSent.class,
                f ->
                    f.quarantines
                        .get("intake")
                        .set(
                            0,
                            new Store.Quarantined(
                                f.quarantines.get("intake").getFirst().at(),
                                InvalidEvent.Reason.TOO_LARGE))))
        .hasSize(1);
  }

  @Test
  void findsPoisonThatNeverCameIn() {
    assertThat(
            found(
                DeadLettersAreThePoisonThatWasSent.class,
                f -> f.call("lost", Channel.KAFKA, Kind.POISON, Outcome.OK, null, null)))
        .hasSize(1);
  }

  @Test
  void findsReleasesThatSettleTooLate() {
    assertThat(
            found(
                ReleasesSettleAfterTheLastFault.class,
                f ->
                    f.timelines.add(
                        new Snapshot.Status(f.held, 3, ReleaseStatus.HELD, NOON.plusSeconds(200)))))
        .hasSize(1);
  }

  @Test
  void findsWhatAReplayChanged() {
    TreeMap<String, String> before = new TreeMap<>();
    before.put("intake.request", "2 aa");
    TreeMap<String, String> after = new TreeMap<>();
    after.put("intake.request", "3 bb");
    assertThat(
            found(ReplayChangesNothing.class, f -> f.replay = new Snapshot.Replay(before, after)))
        .hasSize(1);
    assertThat(
            found(ReplayChangesNothing.class, f -> f.replay = new Snapshot.Replay(before, before)))
        .isEmpty();
  }

  private static List<String> found(
      Class<? extends Invariant> invariant, Consumer<SnapshotFixture> damage) {
    SnapshotFixture fixture = new SnapshotFixture();
    damage.accept(fixture);
    return Checker.INVARIANTS.stream()
        .filter(invariant::isInstance)
        .flatMap(one -> one.violations(fixture.snapshot()))
        .toList();
  }

  private static EventEnvelope statusOfHeld(SnapshotFixture fixture, int version) {
    return fixture.outboxes.get("intake").stream()
        .map(Store.OutboxRow::event)
        .filter(event -> event.type() == RELEASE_STATUS_CHANGED)
        .filter(event -> event.subject().equals(fixture.held.toString()))
        .filter(event -> event.subjectVersion() == version)
        .findFirst()
        .orElseThrow();
  }

  private static EventEnvelope renamed(EventEnvelope event, String id) {
    return new EventEnvelope(
        new org.openroi.event.EventId(id),
        event.source(),
        event.time(),
        event.custodian(),
        event.facility(),
        event.causationId(),
        event.subjectVersion() + 1,
        event.data());
  }

  private static ReleaseId stranger() {
    return new ReleaseId(UUID.randomUUID());
  }
}
