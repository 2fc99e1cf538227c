package org.openroi.authorization.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.authorization.DecisionOnRecord;
import org.openroi.authorization.policy.Decision.Authorized;
import org.openroi.authorization.policy.Decision.Denied;
import org.openroi.authorization.policy.Decision.Held;
import org.openroi.authorization.policy.HoldReason;
import org.openroi.authorization.policy.Obligation;
import org.openroi.authorization.policy.Reason;
import org.openroi.event.AuthorizationId;
import org.openroi.event.HoldClass;
import org.openroi.event.LegalRoute;
import org.openroi.event.RelationshipId;
import org.openroi.event.Scope;
import org.openroi.event.SensitiveCategory;

/**
 * One decision of a release.
 *
 * @param reasons why it was denied or is held, exactly; empty when it was authorized
 * @param missing what it waits for, as the world outside is told; empty unless it is held
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DecisionView(
    int version,
    Outcome outcome,
    @Nullable LegalRoute route,
    @Nullable AuthorizationId authorization,
    @Nullable RelationshipId relationship,
    @Nullable Scope scope,
    @Nullable TermsView terms,
    List<ObligationView> obligations,
    List<ReasonView> reasons,
    List<HoldClass> missing,
    String policyVersion,
    Instant decidedAt) {

  enum Outcome {
    AUTHORIZED,
    DENIED,
    HELD
  }

  /** What else binds the disclosure. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TermsView(
      Set<SensitiveCategory> categories, Set<String> encounters, @Nullable String protocol) {}

  record ReasonView(String code, String rule, String citation, String sentence) {}

  record ObligationView(String code, String rule, String citation) {}

  static DecisionView of(DecisionOnRecord on) {
    return switch (on.decision()) {
      case Authorized(
              var route,
              var scope,
              var authorization,
              var relationship,
              var terms,
              var obligations) ->
          new DecisionView(
              on.version(),
              Outcome.AUTHORIZED,
              route,
              authorization,
              relationship,
              scope,
              new TermsView(terms.categories(), terms.encounters(), terms.protocol()),
              obligations.stream().map(DecisionView::obligation).toList(),
              List.of(),
              List.of(),
              on.policyVersion(),
              on.decidedAt());
      case Denied(var reasons) -> refusal(on, Outcome.DENIED, reasons, List.of());
      case Held(var missing) ->
          refusal(
              on,
              Outcome.HELD,
              missing,
              missing.stream().map(HoldReason::neutral).distinct().sorted().toList());
    };
  }

  private static DecisionView refusal(
      DecisionOnRecord on,
      Outcome outcome,
      Collection<? extends Reason> reasons,
      List<HoldClass> missing) {
    return new DecisionView(
        on.version(),
        outcome,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        reasons.stream()
            .map(
                reason ->
                    new ReasonView(
                        reason.code(), reason.rule(), reason.citation(), reason.sentence()))
            .toList(),
        missing,
        on.policyVersion(),
        on.decidedAt());
  }

  private static ObligationView obligation(Obligation obligation) {
    return new ObligationView(obligation.name(), obligation.rule(), obligation.citation());
  }
}
