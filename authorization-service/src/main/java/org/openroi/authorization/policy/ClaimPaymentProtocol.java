package org.openroi.authorization.policy;

import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.openroi.event.RecordType;
import org.openroi.event.Scope;

/**
 * The minimum necessary for the payment of one claim (45 CFR 164.514(d)(3)(i), MN-02): notes,
 * results, procedures and the bill, never the entire record. A change of the list is another code.
 */
final class ClaimPaymentProtocol {
  static final String CODE = "claim-payment-1";

  private static final Scope CONTENT =
      new Scope(
          EnumSet.of(
              RecordType.DISCHARGE_SUMMARY,
              RecordType.HISTORY_AND_PHYSICAL,
              RecordType.CONSULTATION_NOTE,
              RecordType.PROGRESS_NOTE,
              RecordType.OPERATIVE_NOTE,
              RecordType.EMERGENCY_NOTE,
              RecordType.LABORATORY_REPORT,
              RecordType.PATHOLOGY_REPORT,
              RecordType.IMAGING_REPORT,
              RecordType.PROCEDURES,
              RecordType.BILLING),
          null,
          null);

  private ClaimPaymentProtocol() {}

  /** What of it the protocol covers; absent when nothing is. */
  static @Nullable Scope narrow(Scope asked) {
    return asked.intersect(CONTENT);
  }
}
