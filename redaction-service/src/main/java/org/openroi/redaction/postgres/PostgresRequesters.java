package org.openroi.redaction.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.Session;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterRegistered;
import org.openroi.redaction.Requesters;

/** {@link Requesters} in one table, each entry as it was published. */
@ApplicationScoped
class PostgresRequesters implements Requesters {
  private final Session database;

  PostgresRequesters(Session database) {
    this.database = database;
  }

  @Override
  public void keep(RequesterRegistered entry) {
    RequesterRow row = database.find(RequesterRow.class, entry.requester().value());
    if (row == null) {
      row = new RequesterRow();
      row.id = entry.requester().value();
      row.entry = Json.write(entry);
      database.persist(row);
    } else {
      row.entry = Json.write(entry);
    }
  }

  @Override
  public Optional<RequesterRegistered> find(RequesterId requester) {
    return Optional.ofNullable(database.find(RequesterRow.class, requester.value()))
        .map(row -> Json.read(row.entry, RequesterRegistered.class));
  }
}
