package org.openroi.authorization.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.PatientRef;
import org.openroi.event.RecordType;
import org.openroi.event.Scope;

/**
 * A signed authorization on record (45 CFR 164.508).
 *
 * @param facility where it was recorded
 * @param receivedAt when the custodian received the form
 * @param revocation absent while it is not revoked
 */
public record Authorization(
    AuthorizationId id,
    PatientRef patient,
    String facility,
    AuthorizationForm form,
    Instant receivedAt,
    @Nullable Revocation revocation) {
  static final Comparator<Authorization> NEWEST_FIRST =
      Comparator.comparing(Authorization::receivedAt).reversed().thenComparing(Authorization::id);

  /** The same authorization, revoked. The first revocation stands. */
  public Authorization revoked(Revocation by) {
    return revocation == null
        ? new Authorization(id, patient, facility, form, receivedAt, by)
        : this;
  }

  /** The same authorization, its revocation effective. */
  public Authorization effective(Instant at) {
    Revocation received = Objects.requireNonNull(revocation, "revoked");
    return new Authorization(
        id,
        patient,
        facility,
        form,
        receivedAt,
        new Revocation(received.receivedAt(), received.documentSha256(), at));
  }

  boolean coversPsychotherapyNotes() {
    Scope scope = form.scope();
    return scope != null && scope.recordTypes().contains(RecordType.PSYCHOTHERAPY_NOTES);
  }
}
