package org.openroi.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.authorization.policy.AuthorizationFixture.PATIENT;
import static org.openroi.authorization.policy.AuthorizationFixture.valid;
import static org.openroi.authorization.policy.CaseFixture.AS_OF;
import static org.openroi.authorization.policy.CaseFixture.attorney;
import static org.openroi.authorization.policy.CaseFixture.individual;
import static org.openroi.authorization.policy.CaseFixture.provider;
import static org.openroi.authorization.policy.RelationshipFixture.treatment;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.AuthorizationFixture;
import org.openroi.authorization.policy.AuthorizationPolicy;
import org.openroi.authorization.policy.CaseFixture;
import org.openroi.authorization.policy.Decision;
import org.openroi.authorization.policy.Relationship;
import org.openroi.authorization.policy.RelationshipFixture;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationRecorded;
import org.openroi.event.AuthorizationRevoked;
import org.openroi.event.DenialClass;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventType;
import org.openroi.event.HoldClass;
import org.openroi.event.LegalRoute;
import org.openroi.event.RelationshipKind;
import org.openroi.event.RelationshipRecorded;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.ReleaseDenied;
import org.openroi.event.ReleaseHeld;
import org.openroi.event.SensitiveCategory;
import org.openroi.event.VerificationLevel;

class UseCasesTest extends InMemoryUseCases {
  private final CaseFixture attorney = attorney();
  private final Authorization valid = valid().build();

  @BeforeEach
  void theAttorneyIsInTheDirectory() {
    keepRequester.keep(attorney.entry(), cause(), AS_OF);
  }

  private ReleaseRequest asked(CaseFixture c) {
    ReleaseRequest request = c.request(null);
    decideRelease.decide(request, cause(), AS_OF);
    return request;
  }

  @Test
  void publishesWhatItDecided() {
    authorizations.add(valid);
    EventId cause = cause();
    ReleaseRequest request = attorney.request(valid.id());
    decideRelease.decide(request, cause, AS_OF);
    EventEnvelope event = events.all().getLast();
    assertThat(event.data())
        .isEqualTo(
            new ReleaseAuthorized(
                request.release(),
                PATIENT,
                request.requester(),
                "portal",
                LegalRoute.AUTH_508,
                request.scope(),
                valid.id(),
                AuthorizationPolicy.VERSION,
                AS_OF,
                new InMemorySealedTerms().seal(new DisclosureTerms(Set.of(), Set.of(), null))));
    assertThat(event.id())
        .isEqualTo(
            EventId.following(cause, EventType.RELEASE_AUTHORIZED, request.release().toString()));
    assertThat(event.causationId()).isEqualTo(cause);
    assertThat(event.custodian()).isEqualTo("general-hospital");
    assertThat(event.facility()).isEqualTo("main-campus");
    assertThat(event.subjectVersion()).isZero();
  }

  @Test
  @DisplayName("Outside this service a reason is its neutral class and nothing more")
  void publishesNeutralClassesOnly() {
    AuthorizationFixture bad = valid();
    bad.signature = null;
    bad.description = null;
    authorizations.add(bad.build());
    ReleaseRequest request = asked(attorney);
    assertThat(last())
        .isEqualTo(
            new ReleaseDenied(
                request.release(),
                Set.of(DenialClass.AUTHORIZATION_DEFECTIVE),
                AuthorizationPolicy.VERSION,
                AS_OF));
  }

  @Test
  void aLateAuthorizationReleasesWhatWaitedForIt() {
    ReleaseRequest request = asked(attorney);
    assertThat(((ReleaseHeld) last()).missing()).containsExactly(HoldClass.AUTHORIZATION_NOT_FOUND);
    EventId id = cause();
    recordAuthorization.record(valid, id, AS_OF);
    assertThat(events.facts()).contains(new AuthorizationRecorded(valid.id(), PATIENT));
    assertThat(last()).isInstanceOf(ReleaseAuthorized.class);
    assertThat(events.all().getLast().causationId()).isEqualTo(id);
    assertThat(releases.decisions(request.release()))
        .extracting(DecisionOnRecord::version)
        .containsExactly(1, 2);
  }

  @Test
  void anotherPatientsAuthorizationChangesNothing() {
    asked(attorney);
    AuthorizationFixture other = valid();
    other.patient = AuthorizationFixture.OTHER_PATIENT;
    recordAuthorization.record(other.build(), cause(), AS_OF);
    assertThat(last()).isInstanceOf(AuthorizationRecorded.class);
  }

  @Test
  void aDefectiveAuthorizationIsRecordedAndDenies() {
    asked(attorney);
    AuthorizationFixture bad = valid();
    bad.signature = null;
    recordAuthorization.record(bad.build(), cause(), AS_OF);
    assertThat(authorizations.find(bad.id)).contains(bad.build());
    assertThat(last()).isInstanceOf(ReleaseDenied.class);
  }

  @Test
  void aMatchedPatientDecidesAgain() {
    authorizations.add(valid);
    attorney.patient = null;
    ReleaseRequest request = asked(attorney);
    assertThat(((ReleaseHeld) last()).missing()).containsExactly(HoldClass.PATIENT_NOT_MATCHED);
    assertThat(matchPatient.match(request.release(), PATIENT, cause(), AS_OF)).isTrue();
    assertThat(last()).isInstanceOf(ReleaseAuthorized.class);
  }

  @Test
  void aPatientIsMatchedOnce() {
    ReleaseRequest request = asked(attorney);
    int before = events.all().size();
    assertThat(matchPatient.match(request.release(), PATIENT, cause(), AS_OF)).isTrue();
    assertThat(
            matchPatient.match(
                request.release(), AuthorizationFixture.OTHER_PATIENT, cause(), AS_OF))
        .isFalse();
    assertThat(events.all()).hasSize(before);
    assertThat(releases.find(request.release()).orElseThrow().patient()).isEqualTo(PATIENT);
  }

  @Test
  void aPatientOfAnUnknownReleaseDoesNotApply() {
    assertThat(matchPatient.match(attorney.request(null).release(), PATIENT, cause(), AS_OF))
        .isFalse();
  }

  @Test
  @DisplayName("VER-01: a verified identity releases the individual's own access")
  void aVerifiedIdentityDecidesAgain() {
    CaseFixture patient = individual();
    patient.verification = VerificationLevel.NOT_VERIFIED;
    keepRequester.keep(patient.entry(), cause(), AS_OF);
    asked(patient);
    assertThat(((ReleaseHeld) last()).missing()).containsExactly(HoldClass.IDENTITY_NOT_VERIFIED);
    patient.verification = VerificationLevel.IDENTITY_PROOFED;
    keepRequester.keep(patient.entry(), cause(), AS_OF);
    assertThat(last()).isInstanceOf(ReleaseAuthorized.class);
  }

  @Test
  void theSameDecisionAgainPublishesNothing() {
    ReleaseRequest request = asked(attorney);
    int before = events.all().size();
    keepRequester.keep(attorney.entry(), cause(), AS_OF.plusSeconds(60));
    assertThat(events.all()).hasSize(before);
    assertThat(releases.decisions(request.release())).hasSize(1);
  }

  @Test
  void aDenialStands() {
    AuthorizationFixture bad = valid();
    bad.signature = null;
    authorizations.add(bad.build());
    ReleaseRequest request = asked(attorney);
    recordAuthorization.record(valid().fresh().build(), cause(), AS_OF);
    keepRequester.keep(attorney.entry(), cause(), AS_OF);
    assertThat(releases.decisions(request.release())).hasSize(1);
  }

  @Test
  @DisplayName("164.508(b)(5): a revocation withdraws what was authorized under it")
  void aRevocationWithdraws() {
    recordAuthorization.record(valid, cause(), AS_OF);
    ReleaseRequest request = asked(attorney);
    assertThat(last()).isInstanceOf(ReleaseAuthorized.class);
    assertThat(
            revokeAuthorization.revoke(
                valid.id(), FACILITIES, new Revocation(AS_OF, null, null), AS_OF))
        .isPresent();
    assertThat(last()).isEqualTo(new AuthorizationRevoked(valid.id(), PATIENT, AS_OF));
    EventEnvelope denied = events.all().get(events.all().size() - 2);
    assertThat(denied.data())
        .isEqualTo(
            new ReleaseDenied(
                request.release(),
                Set.of(DenialClass.AUTHORIZATION_REVOKED),
                AuthorizationPolicy.VERSION,
                AS_OF));
    assertThat(denied.causationId()).isEqualTo(events.all().getLast().id());
  }

  @Test
  @DisplayName("164.508(b)(5): another good authorization does not hide a revocation")
  void aRevocationWithdrawsThoughThereIsAnother() {
    recordAuthorization.record(valid, cause(), AS_OF);
    ReleaseRequest request = asked(attorney);
    AuthorizationFixture another = valid().fresh();
    another.receivedAt = valid.receivedAt().plusSeconds(60);
    recordAuthorization.record(another.build(), cause(), AS_OF);
    revokeAuthorization.revoke(valid.id(), FACILITIES, new Revocation(AS_OF, null, null), AS_OF);
    assertThat(releases.decisions(request.release())).hasSize(2);
    assertThat(releases.decisions(request.release()).getLast().decision())
        .isInstanceOf(Decision.Denied.class);
  }

  @Test
  void aRevocationDeniesWhatIsHeldAndNamesIt() {
    attorney.verification = VerificationLevel.NOT_VERIFIED;
    keepRequester.keep(attorney.entry(), cause(), AS_OF);
    recordAuthorization.record(valid, cause(), AS_OF);
    ReleaseRequest request = attorney.request(valid.id());
    decideRelease.decide(request, cause(), AS_OF);
    assertThat(last()).isInstanceOf(ReleaseHeld.class);
    revokeAuthorization.revoke(valid.id(), FACILITIES, new Revocation(AS_OF, null, null), AS_OF);
    assertThat(events.facts())
        .contains(
            new ReleaseDenied(
                request.release(),
                Set.of(DenialClass.AUTHORIZATION_REVOKED),
                AuthorizationPolicy.VERSION,
                AS_OF));
  }

  @Test
  void aSecondRevocationChangesNothing() {
    recordAuthorization.record(valid, cause(), AS_OF);
    Revocation first = new Revocation(AS_OF, null, null);
    revokeAuthorization.revoke(valid.id(), FACILITIES, first, AS_OF);
    int before = events.all().size();
    assertThat(
            revokeAuthorization
                .revoke(
                    valid.id(),
                    FACILITIES,
                    new Revocation(AS_OF.plusSeconds(60), null, null),
                    AS_OF)
                .orElseThrow()
                .revocation())
        .isEqualTo(new Revocation(AS_OF, null, AS_OF));
    assertThat(events.all()).hasSize(before);
  }

  @Test
  void anotherFacilitysAuthorizationIsUnknown() {
    recordAuthorization.record(valid, cause(), AS_OF);
    Set<String> elsewhere = Set.of("north-clinic");
    assertThat(
            revokeAuthorization.revoke(
                valid.id(), elsewhere, new Revocation(AS_OF, null, null), AS_OF))
        .isEmpty();
    assertThat(new ShowAuthorization(authorizations).show(valid.id(), elsewhere)).isEmpty();
    assertThat(new ShowAuthorization(authorizations).show(valid.id(), FACILITIES)).contains(valid);
    ReleaseRequest request = asked(attorney);
    assertThat(new ShowDecisions(releases).show(request.release(), elsewhere)).isEmpty();
    assertThat(new ShowDecisions(releases).show(request.release(), FACILITIES).orElseThrow())
        .hasSize(1);
  }

  @Test
  @DisplayName("A decision can be made again from what it rested on")
  void decidesTheSameFromItsInputs() {
    recordAuthorization.record(valid, cause(), AS_OF);
    ReleaseRequest request = asked(attorney);
    assertThat(
            new AuthorizationPolicy().decide(releases.inputs(request.release(), 1).orElseThrow()))
        .isEqualTo(releases.decisions(request.release()).getFirst().decision());
  }

  @Test
  @DisplayName("164.506(c): a relationship that staff record releases what waited for a person")
  void aLateRelationshipReleasesWhatWaited() {
    CaseFixture provider = provider();
    keepRequester.keep(provider.entry(), cause(), AS_OF);
    ReleaseRequest request = asked(provider);
    assertThat(((ReleaseHeld) last()).missing()).containsExactly(HoldClass.REVIEW_REQUIRED);
    Relationship relationship = treatment().build();
    EventId id = cause();
    recordRelationship.record(relationship, id, AS_OF);
    assertThat(events.facts())
        .contains(
            new RelationshipRecorded(
                relationship.id(), PATIENT, provider.requester, RelationshipKind.TREATMENT));
    ReleaseAuthorized authorized = (ReleaseAuthorized) last();
    assertThat(authorized.route()).isEqualTo(LegalRoute.TPO_TREAT);
    assertThat(authorized.authorization()).isNull();
    assertThat(events.all().getLast().causationId()).isEqualTo(id);
    assertThat(new ShowRelationship(relationships).show(relationship.id(), FACILITIES))
        .contains(relationship);
    assertThat(new ShowRelationship(relationships).show(relationship.id(), Set.of("north-clinic")))
        .isEmpty();
    assertThat(
            new AuthorizationPolicy().decide(releases.inputs(request.release(), 2).orElseThrow()))
        .isEqualTo(releases.decisions(request.release()).getLast().decision());
  }

  @Test
  void aRelationshipOfAnotherPatientChangesNothing() {
    CaseFixture provider = provider();
    keepRequester.keep(provider.entry(), cause(), AS_OF);
    asked(provider);
    RelationshipFixture other = treatment();
    other.patient = AuthorizationFixture.OTHER_PATIENT;
    recordRelationship.record(other.build(), cause(), AS_OF);
    assertThat(last()).isInstanceOf(RelationshipRecorded.class);
  }

  @Test
  @DisplayName("The terms go out sealed, and are those of the decision")
  void publishesTheTermsSealed() {
    AuthorizationFixture optedIn = valid();
    optedIn.sensitiveOptIn = Set.of(SensitiveCategory.HIV);
    optedIn.encounters = List.of("enc-1");
    authorizations.add(optedIn.build());
    asked(attorney);
    String terms = ((ReleaseAuthorized) last()).terms();
    assertThat(terms).doesNotContain("HIV").doesNotContain("enc-1");
    assertThat(InMemorySealedTerms.open(terms))
        .isEqualTo(new DisclosureTerms(Set.of(SensitiveCategory.HIV), Set.of("enc-1"), null));
  }
}
