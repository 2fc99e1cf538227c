package org.openroi.systemtests.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.event.EventType.DELIVERY_ATTEMPTED;
import static org.openroi.event.EventType.DISCLOSURE_DELIVERED;
import static org.openroi.event.EventType.DISCLOSURE_WITHDRAWN;
import static org.openroi.event.EventType.PACKAGE_SEALED;
import static org.openroi.event.EventType.RECORD_OPENED;
import static org.openroi.event.EventType.RELEASE_DENIED;
import static org.openroi.event.EventType.RELEASE_HELD;
import static org.openroi.event.EventType.RELEASE_REQUESTED;
import static org.openroi.event.EventType.RELEASE_STATUS_CHANGED;
import static org.openroi.systemtests.checker.SnapshotFixture.NOON;
import static org.openroi.systemtests.checker.SnapshotFixture.PACKAGE;
import static org.openroi.systemtests.checker.SnapshotFixture.USER;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.openroi.event.Channel;
import org.openroi.event.DeliveryAttempted;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent;
import org.openroi.event.LegalRoute;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseStatus;
import org.openroi.systemtests.checker.Call.Kind;
import org.openroi.systemtests.checker.Call.Outcome;
import org.openroi.systemtests.checker.Disclosures.Act;
import org.openroi.systemtests.checker.Disclosures.Mark;
import org.openroi.systemtests.checker.Disclosures.Opened;
import org.openroi.systemtests.checker.Disclosures.State;
import org.openroi.systemtests.checker.Disclosures.WorkItem;

/** A checker that never failed is not evidence: every invariant is made false here, and found. */
class CheckerTest {

  @Test
  void findsNothingWhereNothingIsWrong() {
    assertThat(Checker.check(new SnapshotFixture().snapshot())).isEmpty();
  }

  @Test
  void everyInvariantIsNamedAsASentenceAndOnce() {
    assertThat(Checker.INVARIANTS).doesNotHaveDuplicates().hasSize(19);
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
        .hasSize(4);
  }

  @Test
  void findsAnAnnouncementWithoutItsRelease() {
    assertThat(found(UncertainCallsAreWholeOrAbsent.class, f -> f.requests.clear())).hasSize(4);
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
        .hasSize(2);
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
    assertThat(found(NoPartitionIsStuck.class, f -> f.parked = 1)).hasSize(3);
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

  @Test
  void findsAReleaseThatNeverLeft() {
    assertThat(
            found(
                EveryReleaseIsAtRest.class,
                f ->
                    f.requests.replaceAll(
                        r ->
                            r.release().equals(f.given)
                                ? new Snapshot.Request(f.given, "key-4", ReleaseStatus.PREPARED)
                                : r)))
        .anyMatch(place -> place.endsWith("still on its way: PREPARED"));
  }

  @Test
  void findsWorkThatDoesNotStandWhereItsReleaseDoes() {
    assertThat(found(EveryReleaseIsAtRest.class, f -> f.items.set(0, work(f, State.STOPPED))))
        .containsExactly(
            "release "
                + new SnapshotFixture().given
                + " is DELIVERED in its row and STOPPED with redaction");
    assertThat(found(EveryReleaseIsAtRest.class, f -> f.items.clear())).hasSize(1);
    assertThat(
            found(
                EveryReleaseIsAtRest.class,
                f -> f.items.set(1, new WorkItem(f.revoked, f.withdrawn, 1, State.TO_DELIVER))))
        .hasSize(1);
  }

  @Test
  void findsASecondSealingOfOneDelivery() {
    Consumer<SnapshotFixture> again =
        f -> {
          EventEnvelope sealed = f.event(PACKAGE_SEALED, f.given);
          f.disclosed(sealed, PACKAGE_SEALED, "again", sealed.data());
        };
    assertThat(found(DeliveredMeansOnePackageAtItsRecipient.class, again))
        .anyMatch(place -> place.endsWith("was sealed 2 times"));
    assertThat(found(StatesFollowTheAutomaton.class, again)).hasSize(1);
  }

  @Test
  void findsAnotherHashAnywhereOnTheWay() {
    Class<DeliveredMeansOnePackageAtItsRecipient> invariant =
        DeliveredMeansOnePackageAtItsRecipient.class;
    String other = SnapshotFixture.sha256("other");
    assertThat(
            found(invariant, f -> f.packages.set(0, new Disclosures.Sealed(f.delivery, other, 9))))
        .hasSize(1);
    assertThat(found(invariant, f -> arrived(f, USER, ".pgp", other))).hasSize(1);
    assertThat(found(invariant, f -> arrived(f, "somebody-else", ".pgp", PACKAGE))).hasSize(1);
  }

  @Test
  void findsADeliveryThatDidNotArriveAndOneThatWasNotTold() {
    Class<DeliveredMeansOnePackageAtItsRecipient> invariant =
        DeliveredMeansOnePackageAtItsRecipient.class;
    assertThat(found(invariant, f -> f.arrivals.clear())).hasSize(1);
    assertThat(found(invariant, f -> f.receipts.clear())).hasSize(1);
    assertThat(
            found(
                invariant,
                f ->
                    f.outboxes
                        .get("redaction")
                        .removeIf(row -> row.event().type() == DISCLOSURE_DELIVERED)))
        .hasSize(2);
  }

  @Test
  void findsASecondFileAndAPartThatWasLeft() {
    Class<DeliveredMeansOnePackageAtItsRecipient> invariant =
        DeliveredMeansOnePackageAtItsRecipient.class;
    assertThat(found(invariant, f -> f.arrivals.add(arrival(f, USER, "-2.pgp", PACKAGE))))
        .hasSize(1);
    assertThat(found(invariant, f -> f.arrivals.add(arrival(f, USER, ".1.part", PACKAGE))))
        .hasSize(1);
    assertThat(
            found(
                invariant,
                f ->
                    f.arrivals.add(
                        new Disclosures.Arrival(USER, "in/stray.pgp", PACKAGE, 9, null))))
        .hasSize(1);
  }

  @Test
  void findsADeliveryThatWasToldTwice() {
    Consumer<SnapshotFixture> again =
        f -> {
          EventEnvelope delivered = f.event(DISCLOSURE_DELIVERED, f.given);
          f.disclosed(delivered, DISCLOSURE_DELIVERED, "again", delivered.data());
        };
    assertThat(found(DeliveredMeansOnePackageAtItsRecipient.class, again))
        .contains("release " + new SnapshotFixture().given + " was delivered 2 times");
    assertThat(found(StatesFollowTheAutomaton.class, again)).hasSize(1);
  }

  @Test
  void findsAFileOfWhatWasWithdrawn() {
    assertThat(
            found(
                NothingIsWithWhoMayNotHaveIt.class,
                f ->
                    f.arrivals.add(
                        new Disclosures.Arrival(
                            USER, "in/." + f.withdrawn + ".1.part", PACKAGE, 3, null))))
        .hasSize(1);
  }

  @Test
  void findsBytesUnderNoOpenPermit() {
    Class<NothingIsWithWhoMayNotHaveIt> invariant = NothingIsWithWhoMayNotHaveIt.class;
    assertThat(found(invariant, f -> f.permits.clear())).hasSize(2);
    assertThat(found(invariant, f -> f.touch(1, Act.WRITE, part(f), 9))).hasSize(1);
    assertThat(found(invariant, f -> f.touch(6, Act.WRITE, part(f), 9))).hasSize(1);
    assertThat(
            found(
                invariant,
                f -> {
                  f.permits.set(
                      0,
                      new Disclosures.Permit(
                          f.given, f.delivery, NOON, NOON.plusSeconds(32), null));
                  f.touch(33, Act.RENAME, part(f), 0);
                }))
        .hasSize(1);
    assertThat(found(invariant, f -> f.touch(60, Act.REMOVE, part(f), 0))).isEmpty();
    assertThat(found(invariant, f -> f.touch(4, Act.WRITE, "/in/unnamed", 9))).hasSize(1);
  }

  @Test
  void findsBytesAfterAnEffectiveRevocation() {
    Class<NothingLeavesAfterAnEffectiveRevocation> invariant =
        NothingLeavesAfterAnEffectiveRevocation.class;
    assertThat(found(invariant, f -> f.touch(10, Act.WRITE, "/in/." + f.withdrawn + ".1.part", 1)))
        .hasSize(1);
    assertThat(found(invariant, f -> f.touch(9, Act.WRITE, "/in/." + f.withdrawn + ".1.part", 1)))
        .isEmpty();
  }

  @Test
  void findsARevocationThatNeverBecameEffectiveOrWasToldOtherwise() {
    Class<NothingLeavesAfterAnEffectiveRevocation> invariant =
        NothingLeavesAfterAnEffectiveRevocation.class;
    assertThat(
            found(
                invariant,
                f -> f.revocations.set(0, new Disclosures.Revocation(SnapshotFixture.FORM, null))))
        .hasSize(1);
    assertThat(
            found(
                invariant,
                f -> f.revocations.set(0, new Disclosures.Revocation(SnapshotFixture.FORM, NOON))))
        .hasSize(1);
  }

  @Test
  void findsAPackageThatDoesNotOpen() {
    assertThat(
            found(
                WhatArrivedIsWhatWasDecided.class,
                f ->
                    f.arrivals.set(
                        0,
                        new Disclosures.Arrival(
                            USER, "in/" + f.delivery + ".pgp", PACKAGE, 9, null))))
        .hasSize(1);
  }

  @Test
  void findsAManifestThatIsNotTheDecision() {
    assertThat(contents(f -> f.opened(LegalRoute.TPO_PAY, List.of(Mark.PLAIN)))).hasSize(1);
    assertThat(
            contents(
                f -> {
                  Opened good = f.opened(LegalRoute.AUTH_508, List.of(Mark.PLAIN));
                  return new Opened(
                      good.manifest(), SnapshotFixture.sha256("x"), true, good.canaries());
                }))
        .hasSize(1);
    assertThat(
            contents(
                f -> {
                  Opened good = f.opened(LegalRoute.AUTH_508, List.of(Mark.PLAIN));
                  return new Opened(good.manifest(), good.manifestSha256(), false, good.canaries());
                }))
        .hasSize(1);
  }

  @Test
  void findsWhatHadToBeWithheldAndMissesWhatHadToBeThere() {
    assertThat(contents(f -> f.opened(LegalRoute.AUTH_508, List.of(Mark.PLAIN, Mark.SENSITIVE))))
        .hasSize(1);
    assertThat(contents(f -> f.opened(LegalRoute.AUTH_508, List.of()))).hasSize(1);
  }

  @Test
  void findsAForbiddenStepOfADelivery() {
    assertThat(
            found(
                StatesFollowTheAutomaton.class,
                f -> {
                  EventEnvelope withdrawn = f.event(DISCLOSURE_WITHDRAWN, f.revoked);
                  f.disclosed(
                      withdrawn,
                      DELIVERY_ATTEMPTED,
                      "1",
                      new DeliveryAttempted(f.revoked, f.withdrawn, 1, 1, NOON));
                }))
        .hasSize(1);
  }

  @Test
  void findsAnAuthorizationWithoutItsWorkAndWorkWithoutItsAuthorization() {
    assertThat(found(EveryEffectIsThereOnce.class, f -> f.items.removeFirst())).hasSize(1);
    assertThat(
            found(
                EveryEffectIsThereOnce.class,
                f -> f.items.add(new WorkItem(f.held, f.delivery, 1, State.TO_PREPARE))))
        .hasSize(1);
  }

  @Test
  void findsAReadThatNothingToldOfBefore() {
    Class<EveryReadAndSendIsToldFirst> invariant = EveryReadAndSendIsToldFirst.class;
    assertThat(
            found(
                invariant,
                f ->
                    f.reads.add(
                        new Disclosures.Read(SnapshotFixture.PATIENT, NOON.minusMillis(1)))))
        .hasSize(1);
    assertThat(
            found(
                invariant,
                f ->
                    f.outboxes
                        .get("redaction")
                        .removeIf(row -> row.event().type() == RECORD_OPENED)))
        .hasSize(3);
  }

  @Test
  void findsASendingThatNothingToldOfBefore() {
    Class<EveryReadAndSendIsToldFirst> invariant = EveryReadAndSendIsToldFirst.class;
    assertThat(found(invariant, f -> f.touch(2, Act.RENAME, part(f), 0))).hasSize(1);
    assertThat(found(invariant, f -> f.touch(4, Act.WRITE, part(f), 1)))
        .containsExactly(
            "delivery " + new SnapshotFixture().delivery + " was sent more often than it was told");
    assertThat(
            found(invariant, f -> f.attempts.add(new Disclosures.Attempt(f.delivery, 2, "FAILED"))))
        .hasSize(1);
  }

  @Test
  void findsAReadThatTheLogLacks() {
    assertThat(
            found(
                EveryReadAndSendIsToldFirst.class,
                f -> {
                  EventKey opened = EventKey.of(f.event(RECORD_OPENED, f.given));
                  f.entries.removeIf(entry -> entry.event().equals(opened));
                }))
        .hasSize(1);
  }

  private static WorkItem work(SnapshotFixture fixture, State state) {
    return new WorkItem(fixture.given, fixture.delivery, 1, state);
  }

  private static String part(SnapshotFixture fixture) {
    return "/in/." + fixture.delivery + ".1.part";
  }

  private static Disclosures.Arrival arrival(
      SnapshotFixture fixture, String user, String end, String sha256) {
    return new Disclosures.Arrival(user, "in/" + fixture.delivery + end, sha256, 9, null);
  }

  private static void arrived(SnapshotFixture fixture, String user, String end, String sha256) {
    fixture.arrivals.set(0, arrival(fixture, user, end, sha256));
  }

  /** What is found when this is what the delivered package holds. */
  private static List<String> contents(Function<SnapshotFixture, Opened> opened) {
    return found(
        WhatArrivedIsWhatWasDecided.class,
        f ->
            f.arrivals.set(
                0,
                new Disclosures.Arrival(
                    USER, "in/" + f.delivery + ".pgp", PACKAGE, 9, opened.apply(f))));
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
