package org.openroi.authorization.policy;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.PatientRef;
import org.openroi.event.RecordType;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.Scope;

/**
 * A release set against one authorization that it would rely on.
 *
 * @param granted what lies both in the request and in the authorization; absent when nothing does
 */
record Reliance(
    ReleaseRequest request,
    PatientRef patient,
    RequesterRegistered requester,
    Authorization authorization,
    @Nullable Scope granted,
    Custodian custodian,
    LocalDate today) {

  static Reliance on(
      Authorization authorization,
      ReleaseCase c,
      PatientRef patient,
      RequesterRegistered requester) {
    return new Reliance(
        c.request(),
        patient,
        requester,
        authorization,
        overlap(c.request().scope(), authorization.form().scope()),
        c.custodian(),
        c.today());
  }

  AuthorizationForm form() {
    return authorization.form();
  }

  boolean isNarrowed() {
    return !request.scope().equals(granted);
  }

  private static @Nullable Scope overlap(Scope asked, @Nullable Scope authorized) {
    if (authorized == null) {
      return null;
    }
    return lies(asked, authorized) ? asked : asked.intersect(authorized);
  }

  /** Whether the whole of what was asked lies within; the common case, told without allocating. */
  private static boolean lies(Scope asked, Scope authorized) {
    LocalDate from = authorized.from();
    LocalDate to = authorized.to();
    LocalDate askedFrom = asked.from();
    LocalDate askedTo = asked.to();
    Set<RecordType> types = authorized.recordTypes();
    return (from == null || (askedFrom != null && !askedFrom.isBefore(from)))
        && (to == null || (askedTo != null && !askedTo.isAfter(to)))
        && types.containsAll(asked.recordTypes());
  }
}
