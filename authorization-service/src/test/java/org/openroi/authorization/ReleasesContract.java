package org.openroi.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.authorization.policy.CaseFixture.AS_OF;
import static org.openroi.authorization.policy.CaseFixture.attorney;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.AuthorizationFixture;
import org.openroi.authorization.policy.CaseFixture;
import org.openroi.authorization.policy.Decision;
import org.openroi.authorization.policy.DenialReason;
import org.openroi.authorization.policy.Evidence;
import org.openroi.authorization.policy.HoldReason;
import org.openroi.authorization.policy.Obligation;
import org.openroi.authorization.policy.Relationship;
import org.openroi.authorization.policy.RelationshipFixture;
import org.openroi.authorization.policy.ReleaseCase;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.EventId;
import org.openroi.event.LegalRoute;
import org.openroi.event.PatientRef;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;
import org.openroi.event.SensitiveCategory;

/** What every {@link Releases} does. */
public abstract class ReleasesContract {
  private static final Decision HELD =
      new Decision.Held(Set.of(HoldReason.AUTH_NOT_FOUND, HoldReason.IDENTITY_UNVERIFIED));

  private final PatientRef patient = new PatientRef(UUID.randomUUID());
  private final RequesterId requester = new RequesterId(UUID.randomUUID());
  private Authorization authorization;

  protected abstract Releases releases();

  /** An authorization that decisions may rely on. */
  protected abstract void given(Authorization authorization);

  /** A relationship that decisions may rely on. */
  protected abstract void given(Relationship relationship);

  /** Runs in a transaction of its own. */
  protected abstract <T> T committed(Supplier<T> work);

  private ReleaseRequest request(AuthorizationId named, PatientRef of) {
    CaseFixture c = attorney();
    return new ReleaseRequest(
        new ReleaseId(UUID.randomUUID()),
        c.facility,
        requester,
        c.endpoint,
        c.purpose,
        c.scope,
        named,
        of,
        AS_OF);
  }

  private ReleaseRequest added(AuthorizationId named, PatientRef of) {
    ReleaseRequest request = request(named, of);
    committed(
        () -> {
          releases().add(request);
          return request;
        });
    return request;
  }

  private ReleaseCase inputs(ReleaseRequest request) {
    Authorization relied =
        authorization == null ? AuthorizationFixture.valid().build() : authorization;
    return new ReleaseCase(
        request,
        attorney().entry(),
        new Evidence.OnFile(List.of(relied), List.of()),
        CaseFixture.CUSTODIAN,
        AS_OF);
  }

  private DecisionOnRecord decided(ReleaseRequest request, int version, Decision decision) {
    DecisionOnRecord on =
        new DecisionOnRecord(request.release(), version, decision, "2026-11", AS_OF);
    committed(
        () -> {
          releases().lock(request.release()).orElseThrow();
          releases().record(on, inputs(request), List.of("SomeRule"), new EventId("cause"));
          return on;
        });
    return on;
  }

  private Decision authorized() {
    AuthorizationFixture fixture = AuthorizationFixture.valid().fresh();
    authorization = fixture.build();
    given(authorization);
    return new Decision.Authorized(
        LegalRoute.AUTH_508,
        new Scope(
            Set.of(RecordType.BILLING, RecordType.ALLERGIES), null, LocalDate.parse("2030-12-31")),
        authorization.id(),
        null,
        new DisclosureTerms(
            Set.of(SensitiveCategory.HIV, SensitiveCategory.MENTAL_HEALTH),
            Set.of("e1", "e2"),
            null),
        Set.of(Obligation.RETAIN_AUTHORIZATION, Obligation.NARROW_TO_AUTHORIZATION));
  }

  @Test
  void findsWhatWasAdded() {
    ReleaseRequest request = added(null, patient);
    assertThat(committed(() -> releases().find(request.release()))).contains(request);
    assertThat(committed(() -> releases().lock(request.release())))
        .contains(new Release(request, null));
    assertThat(committed(() -> releases().find(new ReleaseId(UUID.randomUUID())))).isEmpty();
    assertThat(committed(() -> releases().lock(new ReleaseId(UUID.randomUUID())))).isEmpty();
  }

  @Test
  void keepsEveryDecisionInItsOrder() {
    ReleaseRequest request = added(null, patient);
    DecisionOnRecord held = decided(request, 1, HELD);
    DecisionOnRecord authorized = decided(request, 2, authorized());
    DecisionOnRecord denied =
        decided(
            request,
            3,
            new Decision.Denied(Set.of(DenialReason.AUTH_REVOKED, DenialReason.AUTH_EXPIRED)));
    assertThat(committed(() -> releases().decisions(request.release())))
        .containsExactly(held, authorized, denied);
    assertThat(committed(() -> releases().lock(request.release())).orElseThrow().latest())
        .isEqualTo(denied);
  }

  @Test
  void keepsADecisionOnARelationship() {
    Relationship relationship = RelationshipFixture.coverage().fresh().build();
    given(relationship);
    ReleaseRequest request = added(null, patient);
    DecisionOnRecord authorized =
        decided(
            request,
            1,
            new Decision.Authorized(
                LegalRoute.TPO_PAY,
                request.scope(),
                null,
                relationship.id(),
                new DisclosureTerms(Set.of(), Set.of(), "claim-payment-1"),
                Set.of(Obligation.MINIMUM_NECESSARY)));
    assertThat(committed(() -> releases().decisions(request.release())))
        .containsExactly(authorized);
  }

  @Test
  void keepsWhatADecisionRestedOn() {
    ReleaseRequest request = added(null, patient);
    decided(request, 1, HELD);
    assertThat(committed(() -> releases().inputs(request.release(), 1))).contains(inputs(request));
    assertThat(committed(() -> releases().inputs(request.release(), 2))).isEmpty();
  }

  @Test
  void learnsThePatient() {
    ReleaseRequest request = added(null, null);
    decided(request, 1, HELD);
    committed(
        () -> {
          releases().lock(request.release()).orElseThrow();
          releases().match(request.release(), patient);
          return null;
        });
    assertThat(committed(() -> releases().find(request.release()))).contains(request.of(patient));
    assertThat(committed(() -> releases().heldOf(patient))).containsExactly(request.release());
  }

  @Test
  void findsWhatIsHeld() {
    AuthorizationId named = new AuthorizationId(UUID.randomUUID());
    ReleaseRequest held = added(named, patient);
    ReleaseRequest denied = added(named, patient);
    ReleaseRequest undecided = added(named, patient);
    decided(held, 1, HELD);
    decided(denied, 1, HELD);
    decided(denied, 2, new Decision.Denied(Set.of(DenialReason.AUTH_UNSIGNED)));
    assertThat(committed(() -> releases().heldOf(patient))).containsExactly(held.release());
    assertThat(committed(() -> releases().heldFor(requester))).containsExactly(held.release());
    assertThat(committed(() -> releases().relyingOn(named))).containsExactly(held.release());
    assertThat(committed(() -> releases().find(undecided.release()))).isPresent();
  }

  @Test
  void findsWhatReliesOnAnAuthorization() {
    ReleaseRequest request = added(null, patient);
    Decision authorized = authorized();
    decided(request, 1, authorized);
    assertThat(committed(() -> releases().relyingOn(authorization.id())))
        .containsExactly(request.release());
    assertThat(committed(() -> releases().heldOf(patient))).isEmpty();
    decided(request, 2, new Decision.Denied(Set.of(DenialReason.AUTH_REVOKED)));
    assertThat(committed(() -> releases().relyingOn(authorization.id()))).isEmpty();
  }

  @Test
  void matchesAndDecidesInTheTransactionThatAdds() {
    ReleaseRequest request = request(null, null);
    committed(
        () -> {
          releases().add(request);
          releases().lock(request.release()).orElseThrow();
          releases().match(request.release(), patient);
          return null;
        });
    assertThat(committed(() -> releases().find(request.release()))).contains(request.of(patient));
  }
}
