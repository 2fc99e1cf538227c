package org.openroi.event;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the requester directory, whole, as it stands from this version on. The newest version
 * of a requester replaces every earlier one.
 *
 * @param name an organization's name; absent for a natural person
 * @param facilities the facilities it may ask, at least one
 * @param endpoints no two with the same code
 * @param self for an {@link RequesterKind#INDIVIDUAL}, the patient who this person is
 * @param active {@code false} when nothing may be released to it any more
 */
public record RequesterRegistered(
    RequesterId requester,
    RequesterKind kind,
    @Nullable String name,
    VerificationLevel verification,
    Set<String> facilities,
    Set<Endpoint> endpoints,
    @Nullable PatientRef self,
    boolean active)
    implements ReleaseEvent {
  /**
   * Length of all public keys and host keys together; with it the largest entry stays a readable
   * event.
   */
  private static final int MAX_KEYS = 20_000;

  public RequesterRegistered {
    Checks.present("requester", requester);
    Checks.present("kind", kind);
    if (name != null) {
      Checks.text("name", name, 200);
    }
    boolean naturalPerson =
        kind == RequesterKind.INDIVIDUAL || kind == RequesterKind.PERSONAL_REPRESENTATIVE;
    if (naturalPerson && name != null) {
      throw new Checks.InvalidField("name");
    }
    if (self != null && kind != RequesterKind.INDIVIDUAL) {
      throw new Checks.InvalidField("self");
    }
    Checks.present("verification", verification);
    facilities = Checks.sortedNotEmpty("facilities", facilities, 100);
    facilities.forEach(facility -> Checks.code("facilities", facility));
    endpoints = Checks.sorted("endpoints", endpoints, 20);
    int keys =
        endpoints.stream()
            .flatMap(endpoint -> Stream.of(endpoint.publicKey(), endpoint.hostKey()))
            .mapToInt(key -> key == null ? 0 : key.length())
            .sum();
    if (keys > MAX_KEYS) {
      throw new Checks.InvalidField("endpoints");
    }
  }

  @Override
  public String subject() {
    return requester.toString();
  }
}
