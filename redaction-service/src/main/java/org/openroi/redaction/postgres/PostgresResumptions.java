package org.openroi.redaction.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.Session;
import org.openroi.event.DeliveryId;
import org.openroi.redaction.ResumeDisclosure;
import org.openroi.redaction.Resumptions;

/** {@link Resumptions} in one table, to which rows are only ever added. */
@ApplicationScoped
class PostgresResumptions implements Resumptions {
  private final Session database;

  PostgresResumptions(Session database) {
    this.database = database;
  }

  @Override
  public void add(
      DeliveryId delivery, ResumeDisclosure.Outcome outcome, String person, Instant at) {
    database
        .createNativeMutationQuery(
            """
            INSERT INTO resumption (delivery, outcome, person, resumed_at)
            VALUES (:delivery, :outcome, :person, :at)
            """)
        .setParameter("delivery", delivery.value())
        .setParameter("outcome", outcome.name())
        .setParameter("person", person)
        .setParameter("at", at)
        .executeUpdate();
  }
}
