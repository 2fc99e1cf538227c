package org.openroi.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.authorization.policy.AuthorizationFixture.PATIENT;
import static org.openroi.authorization.policy.AuthorizationFixture.valid;
import static org.openroi.authorization.policy.CaseFixture.AS_OF;
import static org.openroi.authorization.policy.CaseFixture.attorney;
import static org.openroi.authorization.policy.CaseFixture.individual;
import static org.openroi.authorization.policy.CaseFixture.provider;
import static org.openroi.authorization.policy.RelationshipFixture.treatment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.AuthorizationFixture;
import org.openroi.authorization.policy.CaseFixture;
import org.openroi.authorization.policy.Decision;
import org.openroi.authorization.policy.Recipient;
import org.openroi.authorization.policy.RelationshipFixture;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationRevoked;
import org.openroi.event.DeliveryId;
import org.openroi.event.HoldClass;
import org.openroi.event.LegalRoute;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.ReleaseDenied;
import org.openroi.event.ReleaseHeld;
import org.openroi.event.ReleaseId;
import org.openroi.event.VerificationLevel;

@DisplayName("A permit to send, and a revocation")
class PermitsTest extends InMemoryUseCases {
  private static final Optional<Permission> GRANTED =
      Optional.of(new Permission.Granted(InMemoryPermits.VALIDITY));
  private static final Optional<Permission> SUPERSEDED =
      Optional.of(new Permission.Refused(Permission.Reason.SUPERSEDED));

  private final Authorization valid = valid().build();
  private final DeliveryId delivery = new DeliveryId(UUID.randomUUID());

  @BeforeEach
  void theAttorneyIsInTheDirectory() {
    keepRequester.keep(attorney().entry(), cause(), AS_OF);
  }

  private ReleaseRequest authorized() {
    recordAuthorization.record(valid, cause(), AS_OF);
    ReleaseRequest request = attorney().request(valid.id());
    decideRelease.decide(request, cause(), AS_OF);
    assertThat(last()).isInstanceOf(ReleaseAuthorized.class);
    return request;
  }

  private Optional<Permission> ask(ReleaseRequest request, int decisionVersion) {
    return ask(request, decisionVersion, AS_OF);
  }

  private Optional<Permission> ask(ReleaseRequest request, int decisionVersion, Instant asOf) {
    return grantPermit.grant(request.release(), delivery, decisionVersion, cause(), asOf);
  }

  private Instant revokeEffectively() {
    return revoke().revocation().effectiveAt();
  }

  private Authorization revoke() {
    return revokeAuthorization
        .revoke(valid.id(), FACILITIES, new Revocation(AS_OF, null, null), AS_OF)
        .orElseThrow();
  }

  @Test
  void isGrantedAndRenewedUnderTheLatestDecision() {
    ReleaseRequest request = authorized();
    int before = events.all().size();
    assertThat(ask(request, 1)).isEqualTo(GRANTED);
    assertThat(ask(request, 1)).isEqualTo(GRANTED);
    assertThat(events.all()).as("a permit is no decision").hasSize(before);
  }

  @Test
  void isNotKnownOfAReleaseThatNobodyRequested() {
    assertThat(grantPermit.grant(new ReleaseId(UUID.randomUUID()), delivery, 1, cause(), AS_OF))
        .isEmpty();
  }

  @Test
  void isRefusedUnderAnotherDecisionThanTheLatest() {
    ReleaseRequest request = authorized();
    assertThat(ask(request, 2)).isEqualTo(SUPERSEDED);
    assertThat(permits.isOpenUnder(valid.id())).isFalse();
  }

  private ReleaseRequest other(ReleaseRequest request) {
    return new ReleaseRequest(
        new ReleaseId(UUID.randomUUID()),
        request.facility(),
        request.requester(),
        request.endpoint(),
        request.purpose(),
        request.scope(),
        null,
        request.patient(),
        request.receivedAt());
  }

  @Test
  void isRefusedWhatIsHeld() {
    ReleaseRequest request = attorney().request(null);
    decideRelease.decide(request, cause(), AS_OF);
    assertThat(last()).isInstanceOf(ReleaseHeld.class);
    assertThat(ask(request, 1)).isEqualTo(SUPERSEDED);
  }

  @Test
  @DisplayName("AUTH-13 (164.508(b)(2)(i)): an authorization that has expired since then denies")
  void expiryIsTestedWhenItGoes() {
    ReleaseRequest request = authorized();
    assertThat(ask(request, 1, Instant.parse("2027-04-01T12:00:00Z"))).isEqualTo(SUPERSEDED);
    assertThat(last()).isInstanceOf(ReleaseDenied.class);
    assertThat(releases.decisions(request.release())).hasSize(2);
    int before = events.all().size();
    assertThat(ask(request, 1)).isEqualTo(SUPERSEDED);
    assertThat(ask(request, 2)).isEqualTo(SUPERSEDED);
    assertThat(events.all()).hasSize(before);
  }

  @Test
  @DisplayName("VER-01 (164.514(h)): an identity that is doubted since then holds")
  void identityIsTestedWhenItGoes() {
    ReleaseRequest request = authorized();
    CaseFixture doubted = attorney();
    doubted.verification = VerificationLevel.NOT_VERIFIED;
    keepRequester.keep(doubted.entry(), cause(), AS_OF);
    assertThat(ask(request, 1)).isEqualTo(SUPERSEDED);
    assertThat(((ReleaseHeld) last()).missing()).containsExactly(HoldClass.IDENTITY_NOT_VERIFIED);
    keepRequester.keep(attorney().entry(), cause(), AS_OF);
    assertThat(last()).isInstanceOf(ReleaseAuthorized.class);
    assertThat(ask(request, 1)).isEqualTo(SUPERSEDED);
    assertThat(ask(request, 3)).isEqualTo(GRANTED);
  }

  @Test
  @DisplayName("164.506(c): a treatment that has ended since then holds")
  void theRelationshipIsTestedWhenItGoes() {
    CaseFixture provider = provider();
    keepRequester.keep(provider.entry(), cause(), AS_OF);
    RelationshipFixture ending = treatment();
    ending.validUntil = LocalDate.parse("2026-12-31");
    recordRelationship.record(ending.build(), cause(), AS_OF);
    ReleaseRequest request = provider.request(null);
    decideRelease.decide(request, cause(), AS_OF);
    assertThat(ask(request, 1)).isEqualTo(GRANTED);
    assertThat(ask(request, 1, Instant.parse("2027-01-02T12:00:00Z"))).isEqualTo(SUPERSEDED);
    assertThat(((ReleaseHeld) last()).missing()).containsExactly(HoldClass.REVIEW_REQUIRED);
  }

  @Test
  @DisplayName("What may go now on another basis goes under a new decision, not under the old one")
  void anotherBasisIsAnotherDecision() {
    CaseFixture provider = provider();
    provider.scope = attorney().scope;
    keepRequester.keep(provider.entry(), cause(), AS_OF);
    RelationshipFixture ending = treatment();
    ending.validUntil = LocalDate.parse("2026-12-31");
    recordRelationship.record(ending.build(), cause(), AS_OF);
    ReleaseRequest request = provider.request(null);
    decideRelease.decide(request, cause(), AS_OF);
    AuthorizationFixture form = valid().fresh();
    form.purposes = EnumSet.of(PurposeOfUse.TREAT);
    form.recipients = List.of(new Recipient(provider.requester, null, null, null, null));
    recordAuthorization.record(form.build(), cause(), AS_OF);
    assertThat(releases.decisions(request.release())).hasSize(1);
    Instant later = Instant.parse("2027-01-02T12:00:00Z");
    assertThat(ask(request, 1, later)).isEqualTo(SUPERSEDED);
    assertThat(((ReleaseAuthorized) last()).route()).isEqualTo(LegalRoute.AUTH_508);
    assertThat(ask(request, 2, later)).isEqualTo(GRANTED);
    assertThat(permits.isOpenUnder(form.id)).isTrue();
  }

  @Test
  void isGrantedToTheIndividualWithoutAnAuthorization() {
    CaseFixture patient = individual();
    keepRequester.keep(patient.entry(), cause(), AS_OF);
    ReleaseRequest request = patient.request(null);
    decideRelease.decide(request, cause(), AS_OF);
    assertThat(ask(request, 1)).isEqualTo(GRANTED);
    closePermit.close(request.release(), delivery, AS_OF);
    closePermit.close(request.release(), delivery, AS_OF);
    assertThat(ask(request, 1)).isEqualTo(GRANTED);
  }

  @Test
  @DisplayName("164.508(b)(5): with no permit open a revocation is effective at once")
  void aRevocationIsEffectiveAtOnce() {
    ReleaseRequest request = authorized();
    ask(request, 1);
    closePermit.close(request.release(), delivery, AS_OF);
    assertThat(revokeEffectively()).isEqualTo(time.now());
    assertThat(last()).isEqualTo(new AuthorizationRevoked(valid.id(), PATIENT, time.now()));
    assertThat(ask(request, 1)).isEqualTo(SUPERSEDED);
    assertThat(ask(request, 2)).isEqualTo(SUPERSEDED);
  }

  @Test
  @DisplayName("164.508(b)(5): a revocation waits for an open permit, renews none, and then is")
  void aRevocationWaitsForAnOpenPermit() {
    ReleaseRequest request = authorized();
    ask(request, 1);
    time.pass(Duration.ofSeconds(10));
    assertThat(revokeEffectively()).isNull();
    assertThat(releases.decisions(request.release()).getLast().decision())
        .as("what was authorized is withdrawn at once")
        .isInstanceOf(Decision.Denied.class);
    assertThat(last()).isInstanceOf(ReleaseDenied.class);
    assertThat(ask(request, 1)).as("not renewed").isEqualTo(SUPERSEDED);
    assertThat(completeRevocation.pending()).containsExactly(valid.id());
    assertThat(revokeEffectively()).as("asked again").isNull();
    time.pass(Duration.ofSeconds(20));
    assertThat(completeRevocation.complete(valid.id(), AS_OF).orElseThrow().revocation())
        .isEqualTo(new Revocation(AS_OF, null, time.now()));
    assertThat(last()).isEqualTo(new AuthorizationRevoked(valid.id(), PATIENT, time.now()));
    assertThat(completeRevocation.pending()).isEmpty();
    int before = events.all().size();
    Instant effectiveAt = time.now();
    time.pass(Duration.ofSeconds(20));
    assertThat(revokeEffectively()).isEqualTo(effectiveAt);
    completeRevocation.complete(valid.id(), AS_OF);
    assertThat(events.all()).hasSize(before);
  }

  @Test
  @DisplayName("164.508(b)(5): the closing of the last permit makes a revocation effective")
  void theLastClosingMakesItEffective() {
    ReleaseRequest request = authorized();
    ReleaseRequest second = other(request);
    decideRelease.decide(second, cause(), AS_OF);
    ask(request, 1);
    ask(second, 1);
    assertThat(revokeEffectively()).isNull();
    closePermit.close(request.release(), delivery, AS_OF);
    assertThat(completeRevocation.pending()).containsExactly(valid.id());
    closePermit.close(second.release(), delivery, AS_OF);
    assertThat(completeRevocation.pending()).isEmpty();
    assertThat(last()).isInstanceOf(AuthorizationRevoked.class);
  }

  @Test
  void anAuthorizationThatIsNotRevokedIsNotCompleted() {
    authorized();
    int before = events.all().size();
    assertThat(completeRevocation.complete(valid.id(), AS_OF)).contains(valid);
    assertThat(completeRevocation.pending()).isEmpty();
    assertThat(events.all()).hasSize(before);
  }
}
