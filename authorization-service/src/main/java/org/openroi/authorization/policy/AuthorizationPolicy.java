package org.openroi.authorization.policy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openroi.event.LegalRoute;
import org.openroi.event.PatientRef;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.Scope;

/**
 * The law of releases, as a list of rules. The default is no: yes needs a lawful basis and every
 * rule of it satisfied, no needs one reason, and all reasons are reported.
 *
 * <p>The individual's own access comes first, since it gives the individual most. A third party
 * needs an authorization, or a relationship to the patient that staff recorded. Whatever else the
 * law may allow is left to a person.
 *
 * <p>Pure: the same case leads to the same decision, in whatever order its authorizations come.
 */
public final class AuthorizationPolicy {
  /** The version of these rules, kept with every decision. A change of any rule changes it. */
  public static final String VERSION = "2026-12";

  private static final List<Rule<ReleaseCase>> EVERY_RELEASE =
      List.of(
          new PatientIsKnown(),
          new RequesterIsKnown(),
          new RequesterIsActive(),
          new RequesterMayAskThisFacility(),
          new RequesterIdentityIsVerified(),
          new EndpointIsRegistered());

  private static final Rule<Reliance> OF_THIS_PATIENT = new AuthorizationIsOfThisPatient();

  private static final List<Rule<Reliance>> EVERY_AUTHORIZATION =
      List.of(
          new AuthorizationIsNotRevoked(),
          new AuthorizationHasNotExpired(),
          new AuthorizationDescribesTheInformation(),
          new AuthorizationNamesThisCustodianAsDiscloser(),
          new AuthorizationNamesThisRequesterAsRecipient(),
          new DeliveryGoesWhereTheAuthorizationSays(),
          new AuthorizationStatesItsPurpose(),
          new RequestKeepsToTheAuthorizedPurpose(),
          new AuthorizationStatesItsExpiration(),
          new AuthorizationIsSigned(),
          new AuthorizationIsDated(),
          new AuthorizationWasSignedBeforeItWasReceived(),
          new RepresentativeAuthorityIsVerified(),
          new AuthorizationStatesTheRightToRevoke(),
          new AuthorizationStatesWhetherCareDependsOnIt(),
          new AuthorizationStatesThatRecordsMayBeRedisclosed(),
          new AuthorizationIsFilledOutCompletely(),
          new AuthorizationIsCombinedWithNothingItMayNotBe(),
          new NothingDependsOnTheAuthorizationThatMayNot(),
          new AuthorizationIsNotConfirmedFalse(),
          new AuthorizationIsNotReportedFalse(),
          new PsychotherapyNotesAuthorizationStandsAlone(),
          new PsychotherapyNotesAreNotAskedFor(),
          new RemunerationIsStated(),
          new SomethingAskedForIsAuthorized());

  private static final List<String> GENERAL_NAMES = names(List.of(EVERY_RELEASE));
  private static final List<String> ACCESS_NAMES =
      names(List.of(EVERY_RELEASE, RightOfAccess.RULES));
  private static final List<String> AUTHORIZATION_NAMES =
      names(List.of(EVERY_RELEASE, List.of(OF_THIS_PATIENT), EVERY_AUTHORIZATION));

  /** What the law says of this case. */
  public Decision decide(ReleaseCase c) {
    Findings findings = new Findings().add(EVERY_RELEASE, c);
    PatientRef patient = c.request().patient();
    RequesterRegistered requester = c.requester();
    if (patient == null || requester == null) {
      return findings.refusal();
    }
    if (c.isAskedByThePatient()) {
      return RightOfAccess.decide(c, findings);
    }
    return switch (c.evidence()) {
      case Evidence.Referenced(var authorization) ->
          judge(Reliance.on(authorization, c, patient, requester), findings).decision();
      case Evidence.NotOnRecord() ->
          findings.add(new Finding.Holds(HoldReason.AUTH_NOT_FOUND)).refusal();
      case Evidence.OnFile(var authorizations, var relationships) ->
          onFile(authorizations, relationships, c, patient, requester, findings);
    };
  }

  /** The rules that {@link #decide} checks in this case, by name, in their order. */
  public List<String> rules(ReleaseCase c) {
    if (c.request().patient() == null || c.requester() == null) {
      return GENERAL_NAMES;
    }
    if (c.isAskedByThePatient()) {
      return ACCESS_NAMES;
    }
    return switch (c.evidence()) {
      case Evidence.Referenced _ -> AUTHORIZATION_NAMES;
      case Evidence.NotOnRecord _ -> GENERAL_NAMES;
      case Evidence.OnFile(var authorizations, var relationships) ->
          rules(authorizations, relationships, c, c.requester());
    };
  }

  /** Whether a relationship, if there is one, could be a basis for what this asks. */
  public boolean mayRestOnARelationship(ReleaseRequest request) {
    return request.authorization() == null
        && Stream.of(RequesterKind.values())
            .anyMatch(kind -> RoutesByRelationship.needed(request.purpose(), kind) != null);
  }

  private static List<String> rules(
      List<Authorization> authorizations,
      List<Relationship> relationships,
      ReleaseCase c,
      RequesterRegistered requester) {
    Optional<RoutesByRelationship.Judgement> nearest =
        RoutesByRelationship.judge(
            relationships, c, requester.kind(), new Findings().add(EVERY_RELEASE, c));
    if (nearest.isEmpty()) {
      return authorizations.isEmpty() ? GENERAL_NAMES : AUTHORIZATION_NAMES;
    }
    List<String> names = new ArrayList<>(GENERAL_NAMES);
    names.addAll(names(List.of(RoutesByRelationship.rules(nearest.get().relationship().kind()))));
    if (!authorizations.isEmpty() && !nearest.get().found().allSatisfied()) {
      names.addAll(AUTHORIZATION_NAMES.subList(GENERAL_NAMES.size(), AUTHORIZATION_NAMES.size()));
    }
    return List.copyOf(names);
  }

  /**
   * The route that the request takes by its purpose comes first, then an authorization. Where
   * neither is basis enough, the relationship says what is missing, if there is one.
   */
  private static Decision onFile(
      List<Authorization> authorizations,
      List<Relationship> relationships,
      ReleaseCase c,
      PatientRef patient,
      RequesterRegistered requester,
      Findings findings) {
    Optional<Decision> byRelationship =
        RoutesByRelationship.judge(relationships, c, requester.kind(), findings)
            .map(RoutesByRelationship.Judgement::decision);
    if (byRelationship.isPresent() && byRelationship.get() instanceof Decision.Authorized) {
      return byRelationship.get();
    }
    Decision byAuthorization = best(authorizations, c, patient, requester, findings);
    return byAuthorization instanceof Decision.Authorized
        ? byAuthorization
        : byRelationship.orElse(byAuthorization);
  }

  /**
   * Any one of them is basis enough. Where none is, the one that comes nearest says why; but a
   * request that named none and might go without one is not denied for a bad form on file.
   */
  private static Decision best(
      List<Authorization> authorizations,
      ReleaseCase c,
      PatientRef patient,
      RequesterRegistered requester,
      Findings findings) {
    Judgement best = null;
    for (Authorization authorization : authorizations) {
      Judgement judgement =
          judge(Reliance.on(authorization, c, patient, requester), findings.copy());
      if (best == null || judgement.isBetterThan(best)) {
        best = judgement;
      }
    }
    HoldReason without = OtherRoutes.withoutAuthorization(c.request().purpose(), requester.kind());
    if (best == null || (best.found.deny() && without != HoldReason.AUTH_NOT_FOUND)) {
      return findings.add(new Finding.Holds(without)).refusal();
    }
    return best.decision();
  }

  private static Judgement judge(Reliance reliance, Findings findings) {
    Finding ofThisPatient = OF_THIS_PATIENT.check(reliance);
    findings.add(ofThisPatient);
    if (ofThisPatient instanceof Finding.Satisfied) {
      findings.add(EVERY_AUTHORIZATION, reliance);
    }
    return new Judgement(reliance, findings);
  }

  /** What the rules found of one authorization. */
  private record Judgement(Reliance reliance, Findings found) {

    Decision decision() {
      Scope granted = reliance.granted();
      if (granted == null || !found.allSatisfied()) {
        return found.refusal();
      }
      return new Decision.Authorized(
          LegalRoute.AUTH_508,
          granted,
          reliance.authorization().id(),
          null,
          reliance.form().terms(),
          obligations());
    }

    private Set<Obligation> obligations() {
      EnumSet<Obligation> obligations = EnumSet.of(Obligation.RETAIN_AUTHORIZATION);
      if (reliance.isNarrowed()) {
        obligations.add(Obligation.NARROW_TO_AUTHORIZATION);
      }
      if (reliance.form().initiator() == Initiator.COVERED_ENTITY) {
        obligations.add(Obligation.COPY_TO_INDIVIDUAL);
      }
      return obligations;
    }

    /**
     * A hold may still become a yes, so it is better than a denial; then fewer reasons, then the
     * whole of what was asked for, then the newest form.
     */
    boolean isBetterThan(Judgement other) {
      if (found.deny() != other.found.deny()) {
        return other.found.deny();
      }
      if (found.count() != other.found.count()) {
        return found.count() < other.found.count();
      }
      if (reliance.isNarrowed() != other.reliance.isNarrowed()) {
        return other.reliance.isNarrowed();
      }
      return Authorization.NEWEST_FIRST.compare(
              reliance.authorization(), other.reliance.authorization())
          < 0;
    }
  }

  private static List<String> names(List<List<? extends Rule<?>>> lists) {
    return lists.stream().flatMap(List::stream).map(Rule::name).toList();
  }
}
