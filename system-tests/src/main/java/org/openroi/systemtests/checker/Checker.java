package org.openroi.systemtests.checker;

import java.util.List;

/** Every invariant, held against one snapshot. */
public final class Checker {
  static final List<Invariant> INVARIANTS =
      List.of(
          new AcknowledgedCallsAreStored(),
          new RefusedCallsLeaveNothing(),
          new UncertainCallsAreWholeOrAbsent(),
          new EveryReleaseIsAtRest(),
          new DeliveredMeansOnePackageAtItsRecipient(),
          new NothingIsWithWhoMayNotHaveIt(),
          new NothingLeavesAfterAnEffectiveRevocation(),
          new WhatArrivedIsWhatWasDecided(),
          new StatesFollowTheAutomaton(),
          new EveryOutboxRowIsInKafka(),
          new EveryEffectIsThereOnce(),
          new FirstOccurrencesAreInVersionOrder(),
          new TheAuditLogHoldsEveryEventOnce(),
          new CheckpointsSignTheLeaves(),
          new NoPartitionIsStuck(),
          new DeadLettersAreThePoisonThatWasSent(),
          new EveryReadAndSendIsToldFirst(),
          new ReleasesSettleAfterTheLastFault(),
          new ReplayChangesNothing());

  private Checker() {}

  /** All that is wrong with this snapshot, in the order of the contract. */
  public static List<Violation> check(Snapshot snapshot) {
    return INVARIANTS.stream()
        .flatMap(
            invariant ->
                invariant
                    .violations(snapshot)
                    .map(
                        place ->
                            new Violation(
                                invariant.number(), invariant.getClass().getSimpleName(), place)))
        .toList();
  }

  /** How many sentences were held against the snapshot. */
  public static int size() {
    return INVARIANTS.size();
  }
}
