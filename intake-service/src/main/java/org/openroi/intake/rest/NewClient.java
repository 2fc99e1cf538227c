package org.openroi.intake.rest;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.RequesterId;
import org.openroi.intake.AdmittedClient;

/**
 * What an integration engine may submit, as it is put.
 *
 * @param requesters for whom, or {@code anyRequester}
 */
record NewClient(
    @Nullable List<String> facilities,
    @Nullable List<RequesterId> requesters,
    @Nullable Boolean anyRequester) {

  AdmittedClient named(String name) {
    boolean any = Boolean.TRUE.equals(anyRequester);
    boolean either = any == (requesters == null);
    boolean whole = requesters == null || requesters.stream().allMatch(Objects::nonNull);
    new Required()
        .codes("facilities", facilities)
        .that("requesters", either && whole, "is missing, or stands beside anyRequester")
        .orRefuse();
    return new AdmittedClient(
        name,
        Set.copyOf(Objects.requireNonNull(facilities)),
        Set.copyOf(Objects.requireNonNullElse(requesters, List.of())),
        any);
  }
}
