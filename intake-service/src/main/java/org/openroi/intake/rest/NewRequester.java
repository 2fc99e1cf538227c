package org.openroi.intake.rest;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Endpoint;
import org.openroi.event.PatientRef;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.VerificationLevel;

/**
 * An entry of the requester directory, whole, as it is posted or put.
 *
 * @param active absent means yes
 */
record NewRequester(
    @Nullable RequesterKind kind,
    @Nullable String name,
    @Nullable VerificationLevel verification,
    @Nullable List<String> facilities,
    @Nullable List<Endpoint> endpoints,
    @Nullable PatientRef self,
    @Nullable Boolean active) {

  RequesterRegistered entry(RequesterId requester) {
    List<Endpoint> places = Objects.requireNonNullElse(endpoints, List.of());
    boolean whole = places.stream().allMatch(Objects::nonNull);
    boolean distinct =
        !whole || places.stream().map(Endpoint::code).distinct().count() == places.size();
    new Required()
        .present("kind", kind)
        .present("verification", verification)
        .codes("facilities", facilities)
        .that("endpoints", whole && distinct, "is not valid")
        .orRefuse();
    try {
      return new RequesterRegistered(
          requester,
          Objects.requireNonNull(kind),
          name,
          Objects.requireNonNull(verification),
          Set.copyOf(Objects.requireNonNull(facilities)),
          places.stream().collect(Collectors.toSet()),
          self,
          active == null || active);
    } catch (IllegalArgumentException invalid) {
      // A contract value names the field at fault as its message, and nothing else.
      throw new Refusal(Problem.invalid(String.valueOf(invalid.getMessage())));
    }
  }
}
