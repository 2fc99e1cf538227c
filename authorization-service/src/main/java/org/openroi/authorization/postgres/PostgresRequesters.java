package org.openroi.authorization.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.openroi.authorization.Requesters;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterRegistered;

/** {@link Requesters} in one table, each entry as it was published. */
@ApplicationScoped
class PostgresRequesters implements Requesters {
  private final RequesterRows rows;
  private final Sealed json;
  private final Turns turns;

  PostgresRequesters(RequesterRows rows, Sealed json, Turns turns) {
    this.rows = rows;
    this.json = json;
    this.turns = turns;
  }

  @Override
  public void keep(RequesterRegistered entry) {
    turns.change(Turns.About.REQUESTER, entry.requester().value());
    RequesterRow row = rows.findById(entry.requester().value());
    if (row == null) {
      row = new RequesterRow();
      row.id = entry.requester().value();
      row.entry = json.json(entry);
      rows.persist(row);
    } else {
      row.entry = json.json(entry);
    }
  }

  @Override
  public Optional<RequesterRegistered> forDecision(RequesterId requester) {
    turns.decide(Turns.About.REQUESTER, requester.value());
    return rows.findByIdOptional(requester.value())
        .map(row -> json.read(row.entry, RequesterRegistered.class));
  }
}
