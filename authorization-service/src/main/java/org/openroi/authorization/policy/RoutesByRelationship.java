package org.openroi.authorization.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.LegalRoute;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RelationshipKind;
import org.openroi.event.RequesterKind;
import org.openroi.event.Scope;

/**
 * Treatment and payment (45 CFR 164.506(c)): no authorization is needed, but the evidence of staff
 * that the requester treats, or pays for, this patient. A purpose alone is the requester's word.
 */
final class RoutesByRelationship {
  private static final Rule<Standing> OF_THIS_FACILITY = new RelationshipIsOfThisFacility();
  private static final Rule<Standing> IN_FORCE = new RelationshipIsInForce();
  private static final Rule<Standing> RESTRICTIONS = new RestrictionsWereChecked();
  private static final Rule<Standing> PSYCHOTHERAPY =
      new NoPsychotherapyNotesAreAskedForWithoutAuthorization();

  /** 164.506(c)(1), (2). Exempt from the minimum necessary (164.502(b)(2)(i), MN-01). */
  private static final List<Rule<Standing>> TREATMENT =
      List.of(OF_THIS_FACILITY, IN_FORCE, RESTRICTIONS, PSYCHOTHERAPY);

  /** 164.506(c)(3). */
  private static final List<Rule<Standing>> PAYMENT =
      List.of(
          OF_THIS_FACILITY,
          IN_FORCE,
          RESTRICTIONS,
          PSYCHOTHERAPY,
          new RequestKeepsToTheDatesOfTheClaim(),
          new SomethingAskedForLiesWithinTheProtocol());

  private RoutesByRelationship() {}

  /** The relationship that someone of this kind needs for this purpose; absent where none helps. */
  static @Nullable RelationshipKind needed(PurposeOfUse purpose, RequesterKind requester) {
    return switch (purpose) {
      case TREAT, ETREAT -> requester == RequesterKind.PROVIDER ? RelationshipKind.TREATMENT : null;
      case HPAYMT, CLMATTCH ->
          requester == RequesterKind.HEALTH_PLAN ? RelationshipKind.COVERAGE : null;
      case COVERAGE, HOPERAT, HLEGAL, HDECD, PATRQT, FAMRQT, PWATRNY, PUBHLTH, HRESCH -> null;
    };
  }

  static List<Rule<Standing>> rules(RelationshipKind kind) {
    return switch (kind) {
      case TREATMENT -> TREATMENT;
      case COVERAGE -> PAYMENT;
    };
  }

  /** The relationship that comes nearest, and what the rules found; empty where none is of use. */
  static Optional<Judgement> judge(
      List<Relationship> onFile, ReleaseCase c, RequesterKind requester, Findings findings) {
    ReleaseRequest request = c.request();
    RelationshipKind needed = needed(request.purpose(), requester);
    return onFile.stream()
        .filter(each -> each.kind() == needed)
        .filter(
            each ->
                each.patient().equals(request.patient())
                    && each.requester().equals(request.requester()))
        .sorted(Relationship.NEWEST_FIRST)
        .map(
            each ->
                new Judgement(
                    request,
                    each,
                    findings
                        .copy()
                        .add(rules(each.kind()), new Standing(request, each, c.today()))))
        // The first of equals is the newest.
        .reduce((first, next) -> next.found.count() < first.found.count() ? next : first);
  }

  /** What the rules found of one relationship. They only ever hold. */
  record Judgement(ReleaseRequest request, Relationship relationship, Findings found) {

    Decision decision() {
      Scope scope =
          switch (relationship.kind()) {
            case TREATMENT -> request.scope();
            case COVERAGE -> ClaimPaymentProtocol.narrow(request.scope());
          };
      if (scope == null || !found.allSatisfied()) {
        return found.refusal();
      }
      return switch (relationship.kind()) {
        case TREATMENT -> authorized(LegalRoute.TPO_TREAT, scope, null, Set.of());
        case COVERAGE ->
            authorized(
                LegalRoute.TPO_PAY,
                scope,
                ClaimPaymentProtocol.CODE,
                EnumSet.of(Obligation.MINIMUM_NECESSARY));
      };
    }

    private Decision authorized(
        LegalRoute route, Scope scope, @Nullable String protocol, Set<Obligation> obligations) {
      return new Decision.Authorized(
          route,
          scope,
          null,
          relationship.id(),
          new DisclosureTerms(Set.of(), Set.of(), protocol),
          obligations);
    }
  }
}
