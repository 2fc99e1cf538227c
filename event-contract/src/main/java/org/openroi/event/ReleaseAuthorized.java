package org.openroi.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The law allows this release.
 *
 * @param scope what may go: never wider than what was asked, nor than the authorization
 * @param authorization the authorization relied on; present on {@link LegalRoute#AUTH_508} only
 * @param policyVersion the version of the rules that decided
 * @param terms {@link DisclosureTerms} as a compact JWE to the disclosing service; where it is
 *     absent, no sensitive category may go
 */
public record ReleaseAuthorized(
    ReleaseId release,
    PatientRef patient,
    RequesterId requester,
    String endpoint,
    LegalRoute route,
    Scope scope,
    @Nullable AuthorizationId authorization,
    String policyVersion,
    Instant decidedAt,
    @Nullable String terms)
    implements ReleaseEvent {
  private static final int MAX_TERMS = 16_384;

  public ReleaseAuthorized {
    Checks.present("release", release);
    Checks.present("patient", patient);
    Checks.present("requester", requester);
    Checks.code("endpoint", endpoint);
    Checks.present("route", route);
    Checks.present("scope", scope);
    if ((route == LegalRoute.AUTH_508) == (authorization == null)) {
      throw new Checks.InvalidField("authorization");
    }
    // A topic may not say that psychotherapy notes of a patient exist; they go by hand only.
    if (scope.recordTypes().contains(RecordType.PSYCHOTHERAPY_NOTES)) {
      throw new Checks.InvalidField("scope");
    }
    Checks.code("policyVersion", policyVersion);
    decidedAt = EventEnvelope.millis("decidedAt", decidedAt);
    if (terms != null) {
      Checks.compactJwe("terms", terms, MAX_TERMS);
    }
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
