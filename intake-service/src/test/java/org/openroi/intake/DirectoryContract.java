package org.openroi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openroi.event.Endpoint;
import org.openroi.event.EndpointKind;
import org.openroi.event.PatientRef;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.VerificationLevel;

/** Every {@link Requesters} and {@link Clients} gives back the entry that was put last. */
public abstract class DirectoryContract extends PortContract {
  protected abstract Requesters requesters();

  protected abstract Clients clients();

  /** A patient that the store knows. */
  protected abstract PatientRef patient();

  @Test
  void replacesAnEntryWhole() {
    RequesterId requester = new RequesterId(UUID.randomUUID());
    RequesterRegistered first =
        new RequesterRegistered(
            requester,
            RequesterKind.PROVIDER,
            "Example Clinic",
            VerificationLevel.NOT_VERIFIED,
            Set.of("main-campus", "north-clinic"),
            Set.of(
                new Endpoint(
                    "sftp", EndpointKind.SFTP, "sftp://example.org", "a key", "ssh-ed25519 QQ=="),
                new Endpoint("portal", EndpointKind.PORTAL, "portal:example", null, null)),
            null,
            true);
    RequesterRegistered second =
        new RequesterRegistered(
            requester,
            RequesterKind.INDIVIDUAL,
            null,
            VerificationLevel.IDENTITY_PROOFED,
            Set.of("main-campus"),
            Set.of(new Endpoint("portal", EndpointKind.PORTAL, "portal:other", null, null)),
            patient(),
            false);
    inTransaction(() -> assertThat(requesters().lock(requester)).isEmpty());
    for (RequesterRegistered entry : new RequesterRegistered[] {first, second, first}) {
      inTransaction(() -> requesters().put(entry));
      inTransaction(
          () -> {
            assertThat(requesters().find(requester)).contains(entry);
            assertThat(requesters().lock(requester)).contains(entry);
          });
    }
  }

  @Test
  void replacesWhatAClientMay() {
    String name = "engine-" + UUID.randomUUID().toString().substring(0, 8);
    AdmittedClient some =
        new AdmittedClient(
            name, Set.of("main-campus"), Set.of(new RequesterId(UUID.randomUUID())), false);
    AdmittedClient any = new AdmittedClient(name, Set.of("north-clinic"), Set.of(), true);
    inTransaction(() -> assertThat(clients().find(name)).isEmpty());
    for (AdmittedClient client : new AdmittedClient[] {some, any}) {
      inTransaction(() -> clients().put(client));
      inTransaction(() -> assertThat(clients().find(name)).contains(client));
    }
  }
}
