package org.openroi.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openroi.authorization.policy.AuthorizationPolicy;
import org.openroi.authorization.policy.Custodian;
import org.openroi.authorization.policy.Decision;
import org.openroi.authorization.policy.Decision.Authorized;
import org.openroi.authorization.policy.Decision.Denied;
import org.openroi.authorization.policy.Decision.Held;
import org.openroi.authorization.policy.DenialReason;
import org.openroi.authorization.policy.Evidence;
import org.openroi.authorization.policy.HoldReason;
import org.openroi.authorization.policy.ReleaseCase;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.event.AuthorizationId;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventType;
import org.openroi.event.PatientRef;
import org.openroi.event.Publisher;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.ReleaseDenied;
import org.openroi.event.ReleaseEvent;
import org.openroi.event.ReleaseHeld;
import org.openroi.event.ReleaseId;

/**
 * Decides a release that was requested, by the law and the evidence on record.
 *
 * <p>The evidence cannot change between the reading of it and the commit of the decision: a
 * revocation waits for the decision and then withdraws it, or the decision waits for the revocation
 * and then sees it.
 */
@ApplicationScoped
public class DecideRelease {
  private static final String POLICY = AuthorizationPolicy.VERSION;

  private final AuthorizationPolicy policy = new AuthorizationPolicy();
  private final Releases releases;
  private final Requesters requesters;
  private final Authorizations authorizations;
  private final Relationships relationships;
  private final SealedTerms sealedTerms;
  private final Events events;
  private final Custodian custodian;

  public DecideRelease(
      Releases releases,
      Requesters requesters,
      Authorizations authorizations,
      Relationships relationships,
      SealedTerms sealedTerms,
      Events events,
      Custodian custodian) {
    this.releases = releases;
    this.requesters = requesters;
    this.authorizations = authorizations;
    this.relationships = relationships;
    this.sealedTerms = sealedTerms;
    this.events = events;
    this.custodian = custodian;
  }

  /**
   * Decides a new request.
   *
   * @param cause the event that brought it
   */
  @Transactional
  public void decide(ReleaseRequest request, EventId cause, Instant asOf) {
    releases.add(request);
    decide(new Release(request, null), cause, asOf);
  }

  /** Decides these again after evidence has come; what is denied stays so. */
  void decideAgain(Collection<ReleaseId> waiting, EventId cause, Instant asOf) {
    for (ReleaseId release : waiting) {
      releases
          .lock(release)
          .filter(standing -> !standing.isDenied())
          .ifPresent(standing -> decide(standing, cause, asOf));
    }
  }

  /**
   * Decides a locked release that is authorized once more, as if for the first time.
   *
   * @return whether the law says the very same; where it does not, what it says is on record and
   *     goes out
   */
  boolean confirm(Release release, EventId cause, Instant asOf) {
    ReleaseCase inputs = inputs(release, asOf);
    Decision decision = policy.decide(inputs);
    if (release.isConfirmedBy(decision)) {
      return true;
    }
    record(release, inputs, decision, cause);
    return false;
  }

  private void decide(Release release, EventId cause, Instant asOf) {
    ReleaseCase inputs = inputs(release, asOf);
    Decision decision = policy.decide(inputs);
    if (release.mayBecome(decision)) {
      record(release, inputs, decision, cause);
    }
  }

  private ReleaseCase inputs(Release release, Instant asOf) {
    ReleaseRequest request = release.request();
    return new ReleaseCase(
        request,
        requesters.forDecision(request.requester()).orElse(null),
        evidence(release),
        custodian,
        asOf);
  }

  private void record(Release release, ReleaseCase inputs, Decision decision, EventId cause) {
    ReleaseRequest request = release.request();
    Instant asOf = inputs.asOf();
    releases.record(
        new DecisionOnRecord(request.release(), release.nextVersion(), decision, POLICY, asOf),
        inputs,
        policy.rules(inputs),
        cause);
    ReleaseEvent fact = fact(request, decision, asOf);
    events.publish(
        new EventEnvelope(
            EventId.following(cause, EventType.of(fact), fact.subject()),
            Publisher.AUTHORIZATION.source(),
            asOf,
            custodian.code(),
            request.facility(),
            cause,
            0,
            fact));
  }

  private Evidence evidence(Release release) {
    AuthorizationId reliesOn = release.reliesOn();
    if (reliesOn != null) {
      return authorizations
          .forDecision(reliesOn)
          .<Evidence>map(Evidence.Referenced::new)
          .orElseGet(Evidence.NotOnRecord::new);
    }
    ReleaseRequest request = release.request();
    PatientRef patient = request.patient();
    if (patient == null) {
      return new Evidence.OnFile(List.of(), List.of());
    }
    return new Evidence.OnFile(
        authorizations.forDecision(patient, request.requester()),
        policy.mayRestOnARelationship(request)
            ? relationships.forDecision(patient, request.requester())
            : List.of());
  }

  private ReleaseEvent fact(ReleaseRequest request, Decision decision, Instant asOf) {
    ReleaseId release = request.release();
    return switch (decision) {
      case Authorized(var route, var scope, var authorization, _, var terms, _) ->
          new ReleaseAuthorized(
              release,
              Objects.requireNonNull(request.patient(), "nothing is authorized of nobody"),
              request.requester(),
              request.endpoint(),
              route,
              scope,
              authorization,
              POLICY,
              asOf,
              sealedTerms.seal(terms));
      case Denied(var reasons) ->
          new ReleaseDenied(release, neutral(reasons, DenialReason::neutral), POLICY, asOf);
      case Held(var missing) ->
          new ReleaseHeld(release, neutral(missing, HoldReason::neutral), POLICY, asOf);
    };
  }

  private static <R, N> Set<N> neutral(Set<R> reasons, Function<R, N> neutral) {
    return reasons.stream().map(neutral).collect(Collectors.toUnmodifiableSet());
  }
}
