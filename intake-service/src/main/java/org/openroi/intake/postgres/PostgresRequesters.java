package org.openroi.intake.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openroi.event.Endpoint;
import org.openroi.event.PatientRef;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterRegistered;
import org.openroi.intake.Requesters;
import org.openroi.intake.postgres.RequesterRow.EndpointPart;

/** {@link Requesters} in two tables. */
@ApplicationScoped
class PostgresRequesters implements Requesters {
  private final RequesterRows rows;

  PostgresRequesters(RequesterRows rows) {
    this.rows = rows;
  }

  @Override
  public Optional<RequesterRegistered> find(RequesterId requester) {
    return rows.findByIdOptional(requester.value()).map(PostgresRequesters::entry);
  }

  @Override
  public Optional<RequesterRegistered> lock(RequesterId requester) {
    return rows.findByIdOptional(requester.value(), LockModeType.PESSIMISTIC_WRITE)
        .map(PostgresRequesters::entry);
  }

  @Override
  public void put(RequesterRegistered entry) {
    Optional<RequesterRow> known = rows.findByIdOptional(entry.requester().value());
    RequesterRow row = known.orElseGet(RequesterRow::new);
    row.id = entry.requester().value();
    row.kind = entry.kind();
    row.name = entry.name();
    row.verification = entry.verification();
    row.facilities = entry.facilities().toArray(String[]::new);
    Set<EndpointPart> endpoints =
        entry.endpoints().stream()
            .map(e -> new EndpointPart(e.code(), e.kind(), e.address(), e.publicKey(), e.hostKey()))
            .collect(Collectors.toSet());
    row.endpoints.retainAll(endpoints);
    row.endpoints.addAll(endpoints);
    row.self = entry.self() == null ? null : entry.self().value();
    row.active = entry.active();
    if (known.isEmpty()) {
      rows.persist(row);
    }
  }

  private static RequesterRegistered entry(RequesterRow row) {
    return new RequesterRegistered(
        new RequesterId(row.id),
        row.kind,
        row.name,
        row.verification,
        Set.of(row.facilities),
        row.endpoints.stream()
            .map(e -> new Endpoint(e.code(), e.kind(), e.address(), e.publicKey(), e.hostKey()))
            .collect(Collectors.toSet()),
        row.self == null ? null : new PatientRef(row.self),
        row.active);
  }
}
