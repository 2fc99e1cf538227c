package org.openroi.authorization;

import static org.openroi.authorization.policy.CaseFixture.CUSTODIAN;

import java.util.Set;
import org.openroi.event.EventId;
import org.openroi.event.ReleaseEvent;

/** Every use case of this service on stores in memory. */
abstract class InMemoryUseCases {
  static final Set<String> FACILITIES = Set.of("main-campus");

  final InMemoryTime time = new InMemoryTime();
  final InMemoryReleases releases = new InMemoryReleases();
  final InMemoryRequesters requesters = new InMemoryRequesters();
  final InMemoryAuthorizations authorizations = new InMemoryAuthorizations(time);
  final InMemoryRelationships relationships = new InMemoryRelationships();
  final InMemoryPermits permits = new InMemoryPermits(time);
  final InMemoryEvents events = new InMemoryEvents();
  final DecideRelease decideRelease =
      new DecideRelease(
          releases,
          requesters,
          authorizations,
          relationships,
          new InMemorySealedTerms(),
          events,
          CUSTODIAN);
  final MatchPatient matchPatient = new MatchPatient(releases, decideRelease);
  final KeepRequester keepRequester = new KeepRequester(requesters, releases, decideRelease);
  final RecordAuthorization recordAuthorization =
      new RecordAuthorization(authorizations, releases, decideRelease, events, CUSTODIAN);
  final RecordRelationship recordRelationship =
      new RecordRelationship(relationships, releases, decideRelease, events, CUSTODIAN);
  final CompleteRevocation completeRevocation =
      new CompleteRevocation(authorizations, releases, permits, decideRelease, events, CUSTODIAN);
  final RevokeAuthorization revokeAuthorization =
      new RevokeAuthorization(authorizations, completeRevocation);
  final GrantPermit grantPermit = new GrantPermit(releases, permits, decideRelease);
  final ClosePermit closePermit = new ClosePermit(permits, completeRevocation);

  private int causes;

  EventId cause() {
    return new EventId("cause-" + ++causes);
  }

  ReleaseEvent last() {
    return events.facts().getLast();
  }
}
