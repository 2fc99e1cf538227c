package org.openroi.intake;

import java.util.Set;
import org.openroi.event.RequesterId;

/**
 * What an integration engine may submit.
 *
 * @param requesters for whom, when not for {@code anyRequester}
 */
public record AdmittedClient(
    String name, Set<String> facilities, Set<RequesterId> requesters, boolean anyRequester) {
  public AdmittedClient {
    facilities = Set.copyOf(facilities);
    requesters = Set.copyOf(requesters);
  }

  boolean maySubmitFor(RequesterId requester, String facility) {
    return facilities.contains(facility) && (anyRequester || requesters.contains(requester));
  }
}
