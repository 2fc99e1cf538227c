package org.openroi.intake.rest;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.RequesterId;
import org.openroi.intake.Release;

/**
 * Who calls, as the bearer token says.
 *
 * @param name the token's issuer and subject, and the requester that it acts for
 * @param requester whom a caller of the role requester acts for
 * @param client which integration engine a caller of that role is
 */
record Caller(
    String name,
    Set<String> roles,
    Set<String> facilities,
    @Nullable RequesterId requester,
    @Nullable String client) {

  /** A requester sees its own releases, an engine those it submitted, staff their facilities'. */
  boolean maySee(Release release) {
    boolean staff =
        roles.contains(Roles.RECORDS_CLERK)
            || roles.contains(Roles.PRIVACY_OFFICER)
            || roles.contains(Roles.AUDITOR);
    boolean own = roles.contains(Roles.REQUESTER) && release.requester().equals(requester);
    boolean submitted =
        roles.contains(Roles.INTEGRATION_ENGINE)
            && client != null
            && client.equals(release.client());
    return facilities.contains(release.facility()) && (staff || own || submitted);
  }

  /** A clerk may ask for every requester, a requester for itself alone. */
  boolean maySubmitFor(RequesterId asked) {
    return roles.contains(Roles.RECORDS_CLERK)
        || (roles.contains(Roles.REQUESTER) && asked.equals(requester));
  }

  void requireFacility(String facility) {
    if (!facilities.contains(facility)) {
      throw new Refusal(Problem.forbidden("facility"));
    }
  }
}
