package org.openroi.authorization.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.openroi.authorization.Permits;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DeliveryId;
import org.openroi.event.ReleaseId;
import org.openroi.kafka.Mutant;

/** {@link Permits} in one table. Their time is the database's, as it is while a statement runs. */
@ApplicationScoped
class PostgresPermits implements Permits {
  private final Session database;
  private final Duration validity;

  PostgresPermits(
      Session database,
      @ConfigProperty(name = "openroi.authorization.permit-validity") Duration validity) {
    this.database = database;
    this.validity = validity;
  }

  @Override
  public Duration grant(
      ReleaseId release,
      DeliveryId delivery,
      int decisionVersion,
      @Nullable AuthorizationId authorization) {
    database
        .createNativeMutationQuery(
            """
            INSERT INTO permit
              (release_id, delivery, decision_version, authorization_id, granted_at, valid_until)
            VALUES
              (:release, :delivery, :version, cast(:authorization AS uuid), clock_timestamp(),
               clock_timestamp() + :millis * interval '1 millisecond')
            ON CONFLICT (release_id, delivery, decision_version) DO UPDATE SET
              valid_until = greatest(permit.valid_until, excluded.valid_until), closed_at = NULL
            """)
        .setParameter("release", release.value())
        .setParameter("delivery", delivery.value())
        .setParameter("version", decisionVersion)
        .setParameter("authorization", Objects.toString(authorization, null), String.class)
        .setParameter("millis", validity.toMillis())
        .executeUpdate();
    return validity;
  }

  @Override
  public List<AuthorizationId> close(ReleaseId release, DeliveryId delivery) {
    List<@Nullable UUID> closed =
        database
            .createNativeQuery(
                """
                UPDATE permit SET closed_at = clock_timestamp()
                WHERE release_id = :release AND delivery = :delivery AND closed_at IS NULL
                RETURNING authorization_id
                """,
                UUID.class)
            .setParameter("release", release.value())
            .setParameter("delivery", delivery.value())
            .getResultList();
    return closed.stream().filter(Objects::nonNull).distinct().map(AuthorizationId::new).toList();
  }

  @Override
  public boolean isOpenUnder(AuthorizationId authorization) {
    if (Mutant.armed() == Mutant.STALE_REVOCATION) {
      return false;
    }
    return database
        .createNativeQuery(
            """
            SELECT EXISTS (
              SELECT 1 FROM permit
              WHERE authorization_id = :authorization AND closed_at IS NULL
                AND valid_until > clock_timestamp())
            """,
            Boolean.class)
        .setParameter("authorization", authorization.value())
        .getSingleResult();
  }
}
