package org.openroi.authorization.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.openroi.authorization.Authorizations;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.AuthorizationForm;
import org.openroi.authorization.policy.Recipient;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationId;
import org.openroi.event.PatientRef;
import org.openroi.event.RequesterId;

/** {@link Authorizations} in one table; what the form says is sealed. */
@ApplicationScoped
class PostgresAuthorizations implements Authorizations {
  private static final String CONTEXT = "authorization/";

  private final AuthorizationRows rows;
  private final Session database;
  private final Sealed sealed;
  private final Turns turns;

  PostgresAuthorizations(AuthorizationRows rows, Session database, Sealed sealed, Turns turns) {
    this.rows = rows;
    this.database = database;
    this.sealed = sealed;
    this.turns = turns;
  }

  @Override
  public void add(Authorization authorization) {
    turns.change(Turns.About.PATIENT, authorization.patient().value());
    AuthorizationRow row = new AuthorizationRow();
    row.id = authorization.id().value();
    row.patient = authorization.patient().value();
    row.facility = authorization.facility();
    row.recipients =
        authorization.form().recipients().stream()
            .map(Recipient::requester)
            .filter(Objects::nonNull)
            .map(RequesterId::value)
            .distinct()
            .toArray(UUID[]::new);
    Sealed.Seal form = sealed.seal(authorization.form(), CONTEXT + row.id);
    row.form = form.bytes();
    row.formSha256 = form.sha256();
    row.receivedAt = authorization.receivedAt();
    rows.persist(row);
  }

  @Override
  public Optional<Authorization> find(AuthorizationId authorization) {
    return rows.findByIdOptional(authorization.value()).map(this::authorization);
  }

  @Override
  public Optional<Authorization> forDecision(AuthorizationId authorization) {
    return locked(authorization, LockModeType.PESSIMISTIC_READ);
  }

  @Override
  public List<Authorization> forDecision(PatientRef patient, RequesterId recipient) {
    turns.decide(Turns.About.PATIENT, patient.value());
    // Rows that were revoked while this waited for them are tested again, and left out.
    return rows
        .find(
            "patient = ?1 and revocationReceivedAt is null and array_contains(recipients, ?2)"
                + " order by id",
            patient.value(),
            recipient.value())
        .withLock(LockModeType.PESSIMISTIC_READ)
        .stream()
        .map(this::authorization)
        .toList();
  }

  @Override
  public Optional<Authorization> forRevocation(AuthorizationId authorization) {
    return locked(authorization, LockModeType.PESSIMISTIC_WRITE);
  }

  @Override
  public void revoke(AuthorizationId authorization, Revocation revocation) {
    database
        .createNativeMutationQuery(
            """
            UPDATE authorization_form SET
              revocation_received_at = :received, revocation_sha256 = :sha256,
              revocation_recorded_at = clock_timestamp()
            WHERE id = :id
            """)
        .setParameter("received", revocation.receivedAt())
        .setParameter("sha256", revocation.documentSha256(), String.class)
        .setParameter("id", authorization.value())
        .executeUpdate();
  }

  /** The end of the millisecond: an event says no less, and nothing was sent after it. */
  @Override
  public Instant takeEffect(AuthorizationId authorization) {
    return database
        .createNativeQuery(
            """
            UPDATE authorization_form SET
              revocation_effective_at =
                date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond'
            WHERE id = :id AND revocation_received_at IS NOT NULL
            RETURNING revocation_effective_at
            """,
            Instant.class)
        .setParameter("id", authorization.value())
        .getSingleResult();
  }

  @Override
  public List<AuthorizationId> pendingRevocations() {
    return rows
        .find(
            "select id from AuthorizationRow where revocationReceivedAt is not null"
                + " and revocationEffectiveAt is null order by revocationReceivedAt, id")
        .project(UUID.class)
        .stream()
        .map(AuthorizationId::new)
        .toList();
  }

  private Optional<Authorization> locked(AuthorizationId authorization, LockModeType lock) {
    return rows.find("id", authorization.value())
        .withLock(lock)
        .firstResultOptional()
        .map(this::authorization);
  }

  private Authorization authorization(AuthorizationRow row) {
    return new Authorization(
        new AuthorizationId(row.id),
        new PatientRef(row.patient),
        row.facility,
        sealed.open(row.form, CONTEXT + row.id, AuthorizationForm.class),
        row.receivedAt,
        row.revocationReceivedAt == null
            ? null
            : new Revocation(
                row.revocationReceivedAt, row.revocationSha256, row.revocationEffectiveAt));
  }
}
