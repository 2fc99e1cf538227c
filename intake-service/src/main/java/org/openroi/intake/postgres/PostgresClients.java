package org.openroi.intake.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openroi.event.RequesterId;
import org.openroi.intake.AdmittedClient;
import org.openroi.intake.Clients;

/** {@link Clients} in one table. */
@ApplicationScoped
class PostgresClients implements Clients {
  private final ClientRows rows;

  PostgresClients(ClientRows rows) {
    this.rows = rows;
  }

  @Override
  public Optional<AdmittedClient> find(String name) {
    return rows.findByIdOptional(name)
        .map(
            row ->
                new AdmittedClient(
                    row.name,
                    Set.of(row.facilities),
                    Stream.of(row.requesters)
                        .map(RequesterId::new)
                        .collect(Collectors.toUnmodifiableSet()),
                    row.anyRequester));
  }

  @Override
  public void put(AdmittedClient client) {
    Optional<ClientRow> known = rows.findByIdOptional(client.name());
    ClientRow row = known.orElseGet(ClientRow::new);
    row.name = client.name();
    row.facilities = client.facilities().stream().sorted().toArray(String[]::new);
    row.requesters =
        client.requesters().stream().sorted().map(RequesterId::value).toArray(UUID[]::new);
    row.anyRequester = client.anyRequester();
    if (known.isEmpty()) {
      rows.persist(row);
    }
  }
}
