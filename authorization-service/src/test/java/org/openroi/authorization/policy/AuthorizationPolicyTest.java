package org.openroi.authorization.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.authorization.policy.AuthorizationFixture.valid;
import static org.openroi.authorization.policy.CaseFixture.attorney;
import static org.openroi.authorization.policy.CaseFixture.individual;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openroi.authorization.policy.Decision.Authorized;
import org.openroi.authorization.policy.Decision.Denied;
import org.openroi.authorization.policy.Decision.Held;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DenialClass;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.HoldClass;
import org.openroi.event.LegalRoute;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.Scope;
import org.openroi.event.SensitiveCategory;
import org.openroi.event.VerificationLevel;

@DisplayName("The law of releases")
class AuthorizationPolicyTest {
  private static final DisclosureTerms NO_TERMS = new DisclosureTerms(Set.of(), Set.of(), null);

  private final AuthorizationPolicy policy = new AuthorizationPolicy();

  private Decision decide(ReleaseCase c) {
    return policy.decide(c);
  }

  private Decision under(Consumer<AuthorizationFixture> spoil) {
    AuthorizationFixture authorization = valid();
    spoil.accept(authorization);
    return decide(attorney().naming(authorization));
  }

  private static DisclosureTerms terms(Decision decision) {
    return ((Authorized) decision).terms();
  }

  private static Denied denied(DenialReason... reasons) {
    return new Denied(Set.of(reasons));
  }

  private static Held held(HoldReason... missing) {
    return new Held(Set.of(missing));
  }

  private static Scope scope(Set<RecordType> types) {
    return new Scope(types, null, null);
  }

  private static Signature signedOn(LocalDate day) {
    return new Signature(Signature.Signer.INDIVIDUAL, null, false, day, null, null);
  }

  @Nested
  @DisplayName("45 CFR 164.508: a third party with an authorization")
  class Authorizations {

    @Test
    @DisplayName("164.508(a)(1): a valid authorization is basis enough, in the scope asked for")
    void authorizesUnderAValidAuthorization() {
      assertThat(under(a -> {}))
          .isEqualTo(
              new Authorized(
                  LegalRoute.AUTH_508,
                  attorney().scope,
                  valid().id,
                  null,
                  NO_TERMS,
                  Set.of(Obligation.RETAIN_AUTHORIZATION)));
    }

    @Test
    @DisplayName("AUTH-01 (c)(1)(i): denies without a description of the information")
    void deniesWithoutADescription() {
      assertThat(under(a -> a.description = null))
          .isEqualTo(denied(DenialReason.AUTH_MISSING_DESCRIPTION));
      assertThat(under(a -> a.description = " — "))
          .isEqualTo(denied(DenialReason.AUTH_MISSING_DESCRIPTION));
    }

    @Test
    @DisplayName("AUTH-01 (c)(1)(i): \"any and all\" is specific, unless local policy forbids it")
    void anyAndAllIsALocalMatter() {
      assertThat(under(a -> a.description = "Any and all records.")).isInstanceOf(Authorized.class);
      CaseFixture strict = attorney();
      strict.custodian =
          new Custodian(
              strict.custodian.code(),
              strict.custodian.names(),
              strict.custodian.classes(),
              strict.custodian.zone(),
              true);
      AuthorizationFixture vague = valid();
      vague.description = "Any and all records.";
      assertThat(decide(strict.naming(vague)))
          .isEqualTo(denied(DenialReason.AUTH_MISSING_DESCRIPTION));
      assertThat(decide(strict.naming(valid()))).isInstanceOf(Authorized.class);
    }

    @Test
    @DisplayName("AUTH-02 (c)(1)(ii): denies when another discloser, or none, is named")
    void deniesWhenWeAreNotTheDiscloser() {
      assertThat(
              under(a -> a.disclosers = List.of(new Discloser.Named(new Name("Mercy Hospital")))))
          .isEqualTo(denied(DenialReason.AUTH_WRONG_DISCLOSER));
      assertThat(under(a -> a.disclosers = List.of(new Discloser.Named(new Name("...")))))
          .isEqualTo(denied(DenialReason.AUTH_WRONG_DISCLOSER));
      assertThat(under(a -> a.disclosers = List.of()))
          .isEqualTo(denied(DenialReason.AUTH_WRONG_DISCLOSER));
      assertThat(under(a -> a.disclosers = List.of(new Discloser.OfClass(DiscloserClass.PHARMACY))))
          .isEqualTo(denied(DenialReason.AUTH_WRONG_DISCLOSER));
    }

    @ParameterizedTest
    @CsvSource({
      "general-hospital",
      "'GENERAL HOSPITAL,'",
      "General Hospital of Example County",
      "Main Campus"
    })
    @DisplayName(
        "AUTH-02 (c)(1)(ii): our name is ours in any case and punctuation, our facility's too")
    void recognisesOurName(String name) {
      assertThat(under(a -> a.disclosers = List.of(new Discloser.Named(new Name(name)))))
          .isInstanceOf(Authorized.class);
    }

    @Test
    @DisplayName("AUTH-02 (c)(1)(ii): another facility of ours is not the one that is asked")
    void anotherFacilityIsNotMeant() {
      CaseFixture north = attorney();
      north.facility = "north-clinic";
      north.facilities = Set.of("north-clinic");
      AuthorizationFixture mainOnly = valid();
      mainOnly.disclosers = List.of(new Discloser.Named(new Name("Main Campus")));
      assertThat(decide(north.naming(mainOnly)))
          .isEqualTo(denied(DenialReason.AUTH_WRONG_DISCLOSER));
    }

    @Test
    @DisplayName("AUTH-02 (c)(1)(ii): a class of persons that includes us is enough")
    void aClassThatIncludesUsIsEnough() {
      assertThat(
              under(
                  a ->
                      a.disclosers =
                          List.of(
                              new Discloser.Named(new Name("Mercy Hospital")),
                              new Discloser.OfClass(DiscloserClass.HEALTH_CARE_PROVIDER))))
          .isInstanceOf(Authorized.class);
    }

    @Test
    @DisplayName("AUTH-03 (c)(1)(iii): denies when another recipient, or none, is named")
    void deniesWhenTheRequesterIsNotTheRecipient() {
      RequesterId other = RequesterId.of("0b000000-0000-4000-8000-000000000009");
      for (Recipient wrong :
          List.of(
              // Bound to another entry: the same name helps nobody.
              new Recipient(other, new Name("Example & Partners"), null, null, null),
              new Recipient(null, new Name("Example Partners Ltd"), null, null, null),
              new Recipient(
                  null, new Name("Example & Partners"), RequesterKind.LIFE_INSURER, null, null),
              new Recipient(null, null, RequesterKind.LIFE_INSURER, null, null),
              new Recipient(null, null, null, "portal:example-partners", "portal"))) {
        assertThat(under(a -> a.recipients = List.of(wrong)))
            .isEqualTo(denied(DenialReason.AUTH_RECIPIENT_MISMATCH));
      }
      assertThat(under(a -> a.recipients = List.of()))
          .isEqualTo(denied(DenialReason.AUTH_RECIPIENT_MISMATCH));
    }

    @Test
    @DisplayName("AUTH-03 (c)(1)(iii): a recipient is known by entry, by name or by class")
    void recognisesTheRecipient() {
      for (Recipient right :
          List.of(
              new Recipient(AuthorizationFixture.ATTORNEY, null, null, null, null),
              new Recipient(null, new Name("EXAMPLE, Partners"), null, null, null),
              new Recipient(
                  null, new Name("Example & Partners"), RequesterKind.ATTORNEY, null, null),
              new Recipient(null, null, RequesterKind.ATTORNEY, null, null))) {
        assertThat(under(a -> a.recipients = List.of(right))).isInstanceOf(Authorized.class);
      }
    }

    @Test
    @DisplayName("AUTH-03 (c)(1)(iii): holds when the form names another place of delivery")
    void holdsWhenTheEndPointIsAnother() {
      assertThat(
              under(
                  a ->
                      a.recipients =
                          List.of(
                              new Recipient(
                                  AuthorizationFixture.ATTORNEY, null, null, null, "sftp"))))
          .isEqualTo(held(HoldReason.AUTH_ENDPOINT_MISMATCH));
      assertThat(
              under(
                  a ->
                      a.recipients =
                          List.of(
                              new Recipient(
                                  AuthorizationFixture.ATTORNEY,
                                  null,
                                  null,
                                  "sftp://files.example.org/in",
                                  null))))
          .isEqualTo(held(HoldReason.AUTH_ENDPOINT_MISMATCH));
    }

    @Test
    @DisplayName("AUTH-03 (c)(1)(iii): the place is known by its code or its address")
    void recognisesTheEndPoint() {
      assertThat(
              under(
                  a ->
                      a.recipients =
                          List.of(
                              new Recipient(
                                  AuthorizationFixture.ATTORNEY, null, null, null, "sftp"),
                              new Recipient(
                                  AuthorizationFixture.ATTORNEY,
                                  null,
                                  null,
                                  "portal:example-partners",
                                  null))))
          .isInstanceOf(Authorized.class);
    }

    @Test
    @DisplayName("AUTH-04 (c)(1)(iv): denies without a purpose")
    void deniesWithoutAPurpose() {
      assertThat(under(a -> a.purposes = EnumSet.noneOf(PurposeOfUse.class)))
          .isEqualTo(denied(DenialReason.AUTH_MISSING_PURPOSE));
    }

    @ParameterizedTest
    @EnumSource(Initiator.class)
    @DisplayName("AUTH-04 (c)(1)(iv): \"at the request of the individual\" needs the individual")
    void atTheRequestOfTheIndividualNeedsTheIndividual(Initiator initiator) {
      Decision decision =
          under(
              a -> {
                a.purposes = EnumSet.of(PurposeOfUse.PATRQT);
                a.initiator = initiator;
              });
      if (initiator == Initiator.INDIVIDUAL) {
        assertThat(decision).isInstanceOf(Authorized.class);
      } else {
        assertThat(decision).isEqualTo(denied(DenialReason.AUTH_MISSING_PURPOSE));
      }
    }

    @Test
    @DisplayName("AUTH-04 (c)(1)(iv): who initiated it is not guessed")
    void anUnknownInitiatorIsNotTheIndividual() {
      assertThat(
              under(
                  a -> {
                    a.purposes = EnumSet.of(PurposeOfUse.PATRQT);
                    a.initiator = null;
                  }))
          .isEqualTo(denied(DenialReason.AUTH_MISSING_PURPOSE));
      assertThat(
              under(
                  a -> {
                    a.purposes = EnumSet.of(PurposeOfUse.PATRQT, PurposeOfUse.HLEGAL);
                    a.initiator = null;
                  }))
          .isInstanceOf(Authorized.class);
    }

    @Test
    @DisplayName("164.508(a)(1): a purpose that the form does not name is a person's to judge")
    void holdsForAnotherPurpose() {
      assertThat(under(a -> a.purposes = EnumSet.of(PurposeOfUse.COVERAGE)))
          .isEqualTo(held(HoldReason.AUTH_PURPOSE_NOT_NAMED));
    }

    @Test
    @DisplayName("AUTH-05 (c)(1)(v): denies without an expiration date or event")
    void deniesWithoutAnExpiration() {
      assertThat(under(a -> a.expiry = null))
          .isEqualTo(denied(DenialReason.AUTH_MISSING_EXPIRATION));
      assertThat(under(a -> a.expiry = new Expiry(null, " ", null, false)))
          .isEqualTo(denied(DenialReason.AUTH_MISSING_EXPIRATION));
      assertThat(under(a -> a.expiry = new Expiry(null, "the end of the lawsuit", null, false)))
          .isInstanceOf(Authorized.class);
    }

    @Test
    @DisplayName("AUTH-05 (c)(1)(v): \"none\" is enough for research, and for nothing else")
    void noneIsEnoughForResearchOnly() {
      Expiry none = new Expiry(null, "end of the research study", null, true);
      assertThat(under(a -> a.expiry = none))
          .isEqualTo(denied(DenialReason.AUTH_MISSING_EXPIRATION));
      CaseFixture researcher = attorney();
      researcher.kind = RequesterKind.RESEARCHER;
      researcher.purpose = PurposeOfUse.HRESCH;
      AuthorizationFixture research = valid();
      research.expiry = none;
      research.purposes = EnumSet.of(PurposeOfUse.HRESCH);
      assertThat(decide(researcher.naming(research))).isInstanceOf(Authorized.class);
      research.purposes = EnumSet.of(PurposeOfUse.HRESCH, PurposeOfUse.HLEGAL);
      assertThat(decide(researcher.naming(research)))
          .isEqualTo(denied(DenialReason.AUTH_MISSING_EXPIRATION));
    }

    @Test
    @DisplayName("AUTH-06 (c)(1)(vi): denies what nobody signed, or nobody dated")
    void deniesWithoutSignatureOrDate() {
      assertThat(under(a -> a.signature = null)).isEqualTo(denied(DenialReason.AUTH_UNSIGNED));
      assertThat(under(a -> a.signature = signedOn(null)))
          .isEqualTo(denied(DenialReason.AUTH_UNDATED));
    }

    @Test
    @DisplayName(
        "AUTH-06 (c)(1)(vi): denies a date to come, or one after receipt; the day itself is good")
    void deniesAnImpossibleDate() {
      assertThat(under(a -> a.signature = signedOn(LocalDate.parse("2026-10-02"))))
          .isInstanceOf(Authorized.class);
      assertThat(under(a -> a.signature = signedOn(LocalDate.parse("2026-10-03"))))
          .isEqualTo(denied(DenialReason.AUTH_SIGNATURE_DATE));
      assertThat(
              under(
                  a -> {
                    a.signature = signedOn(LocalDate.parse("2026-11-21"));
                    a.receivedAt = Instant.parse("2026-12-01T00:00:00Z");
                  }))
          .isEqualTo(denied(DenialReason.AUTH_SIGNATURE_DATE));
    }

    @Test
    @DisplayName(
        "AUTH-06 (c)(1)(vi): the day of receipt is the custodian's calendar day, not UTC's")
    void readsDaysInTheCustodiansZone() {
      // 03:00 UTC on 3 October is still the evening of the 2nd in Chicago.
      assertThat(
              under(
                  a -> {
                    a.receivedAt = Instant.parse("2026-10-03T03:00:00Z");
                    a.signature = signedOn(LocalDate.parse("2026-10-03"));
                  }))
          .isEqualTo(denied(DenialReason.AUTH_SIGNATURE_DATE));
    }

    @ParameterizedTest
    @CsvSource({
      "true, guardian by order of the court, true",
      "false,, true",
      "false, ' ', true",
      "false, guardian by order of the court, false"
    })
    @DisplayName("AUTH-07 (c)(1)(vi): a representative's authority is described and verified")
    void aRepresentativesAuthorityIsDescribedAndVerified(
        boolean good, String authority, boolean verified) {
      Decision decision =
          under(
              a ->
                  a.signature =
                      new Signature(
                          Signature.Signer.REPRESENTATIVE,
                          authority,
                          verified,
                          LocalDate.parse("2026-10-01"),
                          null,
                          null));
      if (good) {
        assertThat(decision).isInstanceOf(Authorized.class);
      } else {
        assertThat(decision).isEqualTo(denied(DenialReason.AUTH_REP_AUTHORITY));
      }
    }

    @Test
    @DisplayName("AUTH-08 (c)(2)(i): denies without the statement of the right to revoke")
    void deniesWithoutTheStatementOnRevocation() {
      assertThat(under(a -> a.statements = new Statements(false, true, true)))
          .isEqualTo(denied(DenialReason.AUTH_STMT_REVOKE));
    }

    @Test
    @DisplayName("AUTH-09 (c)(2)(ii): denies without the statement on conditioning")
    void deniesWithoutTheStatementOnConditioning() {
      assertThat(under(a -> a.statements = new Statements(true, false, true)))
          .isEqualTo(denied(DenialReason.AUTH_STMT_CONDITION));
    }

    @Test
    @DisplayName("AUTH-10 (c)(2)(iii): denies without the statement on redisclosure")
    void deniesWithoutTheStatementOnRedisclosure() {
      assertThat(under(a -> a.statements = new Statements(true, true, false)))
          .isEqualTo(denied(DenialReason.AUTH_STMT_REDISCLOSE));
    }

    @Test
    @DisplayName(
        "AUTH-13 (b)(2)(i): good on its last day, expired on the next, in the custodian's zone")
    void expiresAfterItsLastDay() {
      AuthorizationFixture lastDay = valid();
      lastDay.expiry = new Expiry(LocalDate.parse("2026-11-20"), null, null, false);
      CaseFixture c = attorney();
      c.asOf = Instant.parse("2026-11-21T05:59:59Z"); // 23:59:59 on the 20th in Chicago
      assertThat(decide(c.naming(lastDay))).isInstanceOf(Authorized.class);
      c.asOf = Instant.parse("2026-11-21T06:00:00Z");
      assertThat(decide(c.naming(lastDay))).isEqualTo(denied(DenialReason.AUTH_EXPIRED));
    }

    @Test
    @DisplayName("AUTH-13 (b)(2)(i): expired when its event is known to have occurred")
    void expiresWithItsEvent() {
      assertThat(
              under(
                  a ->
                      a.expiry =
                          new Expiry(
                              null, "end of the lawsuit", LocalDate.parse("2026-11-20"), false)))
          .isEqualTo(denied(DenialReason.AUTH_EXPIRED));
      assertThat(
              under(
                  a ->
                      a.expiry =
                          new Expiry(
                              LocalDate.parse("2027-03-31"),
                              "end of the lawsuit",
                              LocalDate.parse("2026-11-01"),
                              false)))
          .isEqualTo(denied(DenialReason.AUTH_EXPIRED));
      assertThat(
              under(
                  a ->
                      a.expiry =
                          new Expiry(
                              null, "end of the lawsuit", LocalDate.parse("2026-11-21"), false)))
          .isInstanceOf(Authorized.class);
    }

    @Test
    @DisplayName("AUTH-14 (b)(2)(ii): denies what is not filled out completely")
    void deniesWhatIsNotFilledOut() {
      assertThat(under(a -> a.incomplete = EnumSet.of(FormElement.RECIPIENT)))
          .isEqualTo(denied(DenialReason.AUTH_INCOMPLETE));
      assertThat(under(a -> a.scope = null)).isEqualTo(denied(DenialReason.AUTH_INCOMPLETE));
    }

    @Test
    @DisplayName("AUTH-15 (b)(2)(iii): denies what is known to be revoked")
    void deniesWhatIsRevoked() {
      assertThat(under(a -> a.revocation = new Revocation(CaseFixture.AS_OF, null, null)))
          .isEqualTo(denied(DenialReason.AUTH_REVOKED));
    }

    @Test
    @DisplayName("AUTH-15 (b)(5): a clock that is behind does not undo a revocation")
    void aRevocationCountsWhateverTheClockSays() {
      assertThat(
              under(
                  a -> a.revocation = new Revocation(CaseFixture.AS_OF.plusSeconds(5), null, null)))
          .isEqualTo(denied(DenialReason.AUTH_REVOKED));
    }

    @Test
    @DisplayName("AUTH-15: revocation beats expiry: both are said, the revocation first")
    void revocationBeatsExpiry() {
      Decision decision =
          under(
              a -> {
                a.revocation = new Revocation(CaseFixture.AS_OF, null, null);
                a.expiry = new Expiry(LocalDate.parse("2026-10-31"), null, null, false);
              });
      assertThat(((Denied) decision).reasons())
          .containsExactly(DenialReason.AUTH_REVOKED, DenialReason.AUTH_EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({
      "AUTHORIZATION, NONE, false, true",
      "AUTHORIZATION, CARE_FOR_THIRD_PARTY, false, false",
      "CONDITIONED_AUTHORIZATION, NONE, false, false",
      "CONDITIONED_AUTHORIZATION, NONE, true, true",
      "RESEARCH_PERMISSION, NONE, false, false",
      "RESEARCH_PERMISSION, NONE, true, true",
      "OTHER_DOCUMENT, NONE, false, false",
      "OTHER_DOCUMENT, NONE, true, false"
    })
    @DisplayName("AUTH-16 (b)(3): denies a compound that is not one of the allowed ones")
    void deniesAProhibitedCompound(
        CombinedDocument with, Conditioning conditioning, boolean research, boolean allowed) {
      CaseFixture c = attorney();
      AuthorizationFixture a = valid();
      a.combinedWith = EnumSet.of(with);
      a.conditioning = conditioning;
      if (research) {
        c.purpose = PurposeOfUse.HRESCH;
        a.purposes = EnumSet.of(PurposeOfUse.HRESCH);
      }
      if (allowed) {
        assertThat(decide(c.naming(a))).isInstanceOf(Authorized.class);
      } else {
        assertThat(decide(c.naming(a))).isEqualTo(denied(DenialReason.AUTH_COMPOUND));
      }
    }

    @ParameterizedTest
    @CsvSource({
      "NONE, HLEGAL, true",
      "OTHER, HLEGAL, false",
      "RESEARCH_TREATMENT, HLEGAL, false",
      "RESEARCH_TREATMENT, HRESCH, true",
      "PLAN_ENROLLMENT, COVERAGE, true",
      "CARE_FOR_THIRD_PARTY, HLEGAL, true"
    })
    @DisplayName("AUTH-16 (b)(4): denies when care was made to depend on it where it may not be")
    void deniesProhibitedConditioning(
        Conditioning conditioning, PurposeOfUse purpose, boolean allowed) {
      CaseFixture c = attorney();
      c.purpose = purpose;
      AuthorizationFixture a = valid();
      a.purposes = EnumSet.of(purpose);
      a.conditioning = conditioning;
      if (allowed) {
        assertThat(decide(c.naming(a))).isInstanceOf(Authorized.class);
      } else {
        assertThat(decide(c.naming(a))).isEqualTo(denied(DenialReason.AUTH_CONDITIONED));
      }
    }

    @Test
    @DisplayName("AUTH-17 (b)(2)(v): reported falsehood is a person's to judge, confirmed denies")
    void falsehoodIsHeldThenDenied() {
      assertThat(under(a -> a.falsehood = Falsehood.REPORTED))
          .isEqualTo(held(HoldReason.AUTH_FALSE_REPORTED));
      assertThat(under(a -> a.falsehood = Falsehood.CONFIRMED))
          .isEqualTo(denied(DenialReason.AUTH_FALSE));
    }

    @Test
    @DisplayName("AUTH-18 (b)(3)(ii): psychotherapy notes and other records on one form deny")
    void psychotherapyNotesStandAlone() {
      assertThat(
              under(
                  a ->
                      a.scope =
                          scope(Set.of(RecordType.ENTIRE_RECORD, RecordType.PSYCHOTHERAPY_NOTES))))
          .isEqualTo(denied(DenialReason.AUTH_PSYCH_COMPOUND));
      assertThat(
              under(a -> a.combinedWith = EnumSet.of(CombinedDocument.PSYCHOTHERAPY_AUTHORIZATION)))
          .isEqualTo(denied(DenialReason.AUTH_PSYCH_COMPOUND));
    }

    @ParameterizedTest
    @EnumSource(CombinedDocument.class)
    @DisplayName("AUTH-18 (b)(3)(ii): psychotherapy notes combine with their like alone")
    void psychotherapyNotesCombineWithTheirLike(CombinedDocument with) {
      CaseFixture c = attorney();
      c.scope = scope(Set.of(RecordType.PSYCHOTHERAPY_NOTES));
      AuthorizationFixture a = valid();
      a.scope = scope(Set.of(RecordType.PSYCHOTHERAPY_NOTES));
      a.combinedWith = EnumSet.of(with);
      Decision decision = decide(c.naming(a));
      if (with == CombinedDocument.PSYCHOTHERAPY_AUTHORIZATION) {
        assertThat(decision).isEqualTo(held(HoldReason.PSYCHOTHERAPY_NOTES_BY_HAND));
      } else {
        assertThat(((Denied) decision).reasons()).contains(DenialReason.AUTH_PSYCH_COMPOUND);
      }
    }

    @Test
    @DisplayName("164.508(a)(2): a request for psychotherapy notes is a person's to judge")
    void holdsWhenPsychotherapyNotesAreAskedFor() {
      CaseFixture c = attorney();
      c.scope = scope(Set.of(RecordType.PSYCHOTHERAPY_NOTES));
      AuthorizationFixture a = valid();
      a.scope = scope(Set.of(RecordType.PSYCHOTHERAPY_NOTES));
      assertThat(decide(c.naming(a))).isEqualTo(held(HoldReason.PSYCHOTHERAPY_NOTES_BY_HAND));
      c.scope = scope(Set.of(RecordType.PSYCHOTHERAPY_NOTES, RecordType.LABORATORY_REPORT));
      assertThat(decide(c.naming(valid()))).isEqualTo(held(HoldReason.PSYCHOTHERAPY_NOTES_BY_HAND));
    }

    @Test
    @DisplayName(
        "164.508(b)(4)(ii)(B): a plan may not make enrollment depend on psychotherapy notes")
    void aPlanMayNotAskForPsychotherapyNotes() {
      CaseFixture c = attorney();
      c.scope = scope(Set.of(RecordType.PSYCHOTHERAPY_NOTES));
      AuthorizationFixture a = valid();
      a.scope = scope(Set.of(RecordType.PSYCHOTHERAPY_NOTES));
      a.conditioning = Conditioning.PLAN_ENROLLMENT;
      assertThat(decide(c.naming(a))).isEqualTo(denied(DenialReason.AUTH_CONDITIONED));
    }

    @ParameterizedTest
    @CsvSource({
      "true, false, false, false",
      "false, true, false, false",
      "true, true, true, true",
      "false, false, false, true"
    })
    @DisplayName("AUTH-22 (a)(3), (a)(4): what is paid for says so")
    void remunerationIsStated(boolean marketing, boolean sale, boolean stated, boolean good) {
      Decision decision = under(a -> a.remuneration = new Remuneration(marketing, sale, stated));
      if (good) {
        assertThat(decision).isInstanceOf(Authorized.class);
      } else {
        assertThat(decision).isEqualTo(denied(DenialReason.AUTH_REMUNERATION));
      }
    }

    @Test
    @DisplayName("AUTH-23 (a)(1): what goes lies in the request and in the authorization")
    void intersectsTheScopes() {
      CaseFixture c = attorney();
      c.scope =
          new Scope(
              Set.of(RecordType.LABORATORY_REPORT, RecordType.BILLING),
              LocalDate.parse("2026-06-01"),
              null);
      assertThat(decide(c.naming(valid())))
          .isEqualTo(
              new Authorized(
                  LegalRoute.AUTH_508,
                  new Scope(
                      Set.of(RecordType.LABORATORY_REPORT),
                      LocalDate.parse("2026-06-01"),
                      LocalDate.parse("2026-06-30")),
                  valid().id,
                  null,
                  NO_TERMS,
                  Set.of(Obligation.RETAIN_AUTHORIZATION, Obligation.NARROW_TO_AUTHORIZATION)));
    }

    @Test
    @DisplayName("AUTH-23 (a)(1): the entire record asked for is the part of it that is authorized")
    void entireRecordIsNarrowed() {
      CaseFixture c = attorney();
      c.scope = scope(Set.of(RecordType.ENTIRE_RECORD));
      assertThat(((Authorized) decide(c.naming(valid()))).scope()).isEqualTo(valid().scope);
    }

    @Test
    @DisplayName("AUTH-23 (a)(1): denies when nothing asked for is authorized")
    void deniesWhenNothingIsInScope() {
      CaseFixture c = attorney();
      c.scope = scope(Set.of(RecordType.BILLING));
      assertThat(decide(c.naming(valid()))).isEqualTo(denied(DenialReason.AUTH_NOTHING_IN_SCOPE));
      c.scope =
          new Scope(Set.of(RecordType.LABORATORY_REPORT), LocalDate.parse("2026-07-01"), null);
      assertThat(decide(c.naming(valid()))).isEqualTo(denied(DenialReason.AUTH_NOTHING_IN_SCOPE));
    }

    @Test
    @DisplayName("AUTH-23 (a)(1): a form limited to encounters binds the disclosure to them")
    void bindsToTheEncountersOfTheForm() {
      assertThat(terms(under(a -> a.encounters = List.of("enc-2", "enc-1", "enc-2"))))
          .isEqualTo(new DisclosureTerms(Set.of(), Set.of("enc-1", "enc-2"), null));
    }

    @Test
    @DisplayName("AUTH-23 (a)(1): a sensitive category goes only where the form opts in by name")
    void bindsToTheCategoriesThatTheFormNames() {
      assertThat(terms(under(a -> {}))).isEqualTo(NO_TERMS);
      assertThat(terms(under(a -> a.sensitiveOptIn = Set.of(SensitiveCategory.HIV))))
          .isEqualTo(new DisclosureTerms(Set.of(SensitiveCategory.HIV), Set.of(), null));
    }

    @Test
    @DisplayName("AUTH-12 (c)(4): a form that we sought obliges us to give the individual a copy")
    void obligesToCopy() {
      assertThat(((Authorized) under(a -> a.initiator = Initiator.COVERED_ENTITY)).obligations())
          .contains(Obligation.COPY_TO_INDIVIDUAL);
    }

    @Test
    @DisplayName("Every reason is reported, not the first; one reason to deny outweighs every hold")
    void reportsEveryReason() {
      assertThat(
              under(
                  a -> {
                    a.description = null;
                    a.expiry = null;
                    a.signature = null;
                    a.statements = new Statements(false, false, false);
                    a.falsehood = Falsehood.REPORTED;
                  }))
          .isEqualTo(
              denied(
                  DenialReason.AUTH_MISSING_DESCRIPTION,
                  DenialReason.AUTH_MISSING_EXPIRATION,
                  DenialReason.AUTH_UNSIGNED,
                  DenialReason.AUTH_STMT_REVOKE,
                  DenialReason.AUTH_STMT_CONDITION,
                  DenialReason.AUTH_STMT_REDISCLOSE));
    }

    @Test
    @DisplayName("Another patient's authorization denies, and nothing is learned of that form")
    void anotherPatientsAuthorizationTellsNothing() {
      for (boolean revoked : new boolean[] {true, false}) {
        assertThat(
                under(
                    a -> {
                      a.patient = AuthorizationFixture.OTHER_PATIENT;
                      a.signature = null;
                      a.revocation = revoked ? new Revocation(CaseFixture.AS_OF, null, null) : null;
                    }))
            .isEqualTo(denied(DenialReason.AUTH_OTHER_PATIENT));
      }
      assertThat(DenialReason.AUTH_OTHER_PATIENT.neutral())
          .isEqualTo(DenialClass.AUTHORIZATION_DOES_NOT_COVER_THIS);
    }

    @Test
    @DisplayName("An authorization that is not on record is waited for")
    void holdsWhenTheNamedAuthorizationIsNotOnRecord() {
      assertThat(decide(attorney().with(valid().id, new Evidence.NotOnRecord())))
          .isEqualTo(held(HoldReason.AUTH_NOT_FOUND));
    }
  }

  @Nested
  @DisplayName("A request that names no authorization")
  class OnFile {

    private AuthorizationFixture numbered(int last) {
      AuthorizationFixture a = valid();
      a.id = AuthorizationId.of("0c000000-0000-4000-8000-00000000000" + last);
      return a;
    }

    @Test
    void takesTheOneThatAuthorizes() {
      AuthorizationFixture bad = numbered(2);
      bad.signature = null;
      assertThat(decide(attorney().onFile(bad.build(), valid().build())))
          .isEqualTo(decide(attorney().naming(valid())));
    }

    @Test
    void takesTheSameOneInWhateverOrderTheyCome() {
      AuthorizationFixture narrow = numbered(2);
      narrow.scope =
          new Scope(Set.of(RecordType.LABORATORY_REPORT), LocalDate.parse("2026-03-01"), null);
      AuthorizationFixture newer = numbered(3);
      newer.receivedAt = AuthorizationFixture.RECEIVED.plusSeconds(60);
      AuthorizationFixture twin = numbered(4);
      twin.receivedAt = newer.receivedAt;
      List<Authorization> all =
          List.of(valid().build(), narrow.build(), newer.build(), twin.build());
      for (int shift = 0; shift < all.size(); shift++) {
        ArrayList<Authorization> turned = new ArrayList<>(all);
        Collections.rotate(turned, shift);
        Decision decision = decide(attorney().onFile(turned.toArray(new Authorization[0])));
        assertThat(((Authorized) decision).authorization()).isEqualTo(newer.id);
      }
    }

    @Test
    void deniesWithEveryReasonOfTheBestOne() {
      AuthorizationFixture worse = numbered(2);
      worse.signature = null;
      worse.description = null;
      worse.purposes = EnumSet.noneOf(PurposeOfUse.class);
      AuthorizationFixture better = numbered(3);
      better.signature = null;
      better.description = null;
      assertThat(decide(attorney().onFile(worse.build(), better.build())))
          .isEqualTo(denied(DenialReason.AUTH_UNSIGNED, DenialReason.AUTH_MISSING_DESCRIPTION));
    }

    @Test
    void prefersTheOneThatMayStillBecomeAYes() {
      AuthorizationFixture unsigned = numbered(2);
      unsigned.signature = null;
      AuthorizationFixture waiting = numbered(3);
      waiting.falsehood = Falsehood.REPORTED;
      waiting.purposes = EnumSet.of(PurposeOfUse.HDECD);
      assertThat(decide(attorney().onFile(unsigned.build(), waiting.build())))
          .isInstanceOf(Held.class);
    }

    @Test
    @DisplayName("A third party without any authorization is held until one is found")
    void holdsAThirdPartyWithoutAny() {
      assertThat(decide(attorney().onFile())).isEqualTo(held(HoldReason.AUTH_NOT_FOUND));
      assertThat(HoldReason.AUTH_NOT_FOUND.neutral()).isEqualTo(HoldClass.AUTHORIZATION_NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
      "TREAT, PROVIDER, OTHER_ROUTE_TO_REVIEW",
      "ETREAT, PROVIDER, OTHER_ROUTE_TO_REVIEW",
      "HPAYMT, HEALTH_PLAN, OTHER_ROUTE_TO_REVIEW",
      "CLMATTCH, HEALTH_PLAN, OTHER_ROUTE_TO_REVIEW",
      "HOPERAT, HEALTH_PLAN, OTHER_ROUTE_TO_REVIEW",
      "PUBHLTH, GOVERNMENT_AGENCY, OTHER_ROUTE_TO_REVIEW",
      "HRESCH, RESEARCHER, OTHER_ROUTE_TO_REVIEW",
      "FAMRQT, PERSONAL_REPRESENTATIVE, REPRESENTATIVE_TO_REVIEW",
      "TREAT, ATTORNEY, AUTH_NOT_FOUND",
      "COVERAGE, LIFE_INSURER, AUTH_NOT_FOUND",
      "HLEGAL, ATTORNEY, AUTH_NOT_FOUND",
      "PATRQT, INDIVIDUAL, AUTH_NOT_FOUND"
    })
    @DisplayName("164.506, 164.512, 164.502(g): what may go without one is a person's to judge")
    void otherRoutesAreForAPerson(PurposeOfUse purpose, RequesterKind kind, HoldReason reason) {
      CaseFixture c = attorney();
      c.purpose = purpose;
      c.kind = kind;
      c.name = null;
      assertThat(decide(c.onFile())).isEqualTo(held(reason));
    }

    @Test
    @DisplayName(
        "164.506(c): a provider who treats is not denied for a bad form that it did not name")
    void aBadFormOnFileDoesNotDenyAnotherRoute() {
      CaseFixture c = attorney();
      c.purpose = PurposeOfUse.TREAT;
      c.kind = RequesterKind.PROVIDER;
      AuthorizationFixture bad = valid();
      bad.signature = null;
      assertThat(decide(c.onFile(bad.build()))).isEqualTo(held(HoldReason.OTHER_ROUTE_TO_REVIEW));
      assertThat(((Denied) decide(c.naming(bad))).reasons()).contains(DenialReason.AUTH_UNSIGNED);
    }
  }

  @Nested
  @DisplayName("45 CFR 164.524: the individual's own access")
  class RightOfAccessRoute {

    @Test
    @DisplayName("164.524(a)(1): the individual needs no authorization")
    void authorizesTheIndividual() {
      assertThat(decide(individual().onFile()))
          .isEqualTo(
              new Authorized(
                  LegalRoute.ROA_SELF,
                  individual().scope,
                  null,
                  null,
                  NO_TERMS,
                  Set.of(Obligation.EXCLUDE_LITIGATION_MATERIAL)));
    }

    @Test
    @DisplayName("164.524: a bad authorization beside it does not spoil the own access")
    void aBadAuthorizationDoesNotSpoilAccess() {
      AuthorizationFixture bad = valid();
      bad.signature = null;
      assertThat(decide(individual().naming(bad))).isInstanceOf(Authorized.class);
    }

    @ParameterizedTest
    @EnumSource(VerificationLevel.class)
    @DisplayName("VER-01, ROA-20 (164.514(h)): holds until the identity is verified")
    void identityIsVerified(VerificationLevel level) {
      CaseFixture c = individual();
      c.verification = level;
      if (level.isVerified()) {
        assertThat(decide(c.onFile())).isInstanceOf(Authorized.class);
      } else {
        assertThat(decide(c.onFile())).isEqualTo(held(HoldReason.IDENTITY_UNVERIFIED));
        assertThat(HoldReason.IDENTITY_UNVERIFIED.neutral())
            .isEqualTo(HoldClass.IDENTITY_NOT_VERIFIED);
      }
    }

    @Test
    @DisplayName("ROA-02 (164.524(a)(1)(i)): psychotherapy notes stay out, and the rest goes")
    void psychotherapyNotesStayOut() {
      CaseFixture c = individual();
      c.scope = scope(Set.of(RecordType.ENTIRE_RECORD, RecordType.PSYCHOTHERAPY_NOTES));
      Authorized decision = (Authorized) decide(c.onFile());
      assertThat(decision.scope()).isEqualTo(scope(Set.of(RecordType.ENTIRE_RECORD)));
      assertThat(decision.obligations()).contains(Obligation.EXCLUDE_PSYCHOTHERAPY_NOTES);
    }

    @Test
    @DisplayName("ROA-02 (164.524(a)(1)(i)): psychotherapy notes alone are denied")
    void psychotherapyNotesAloneAreDenied() {
      CaseFixture c = individual();
      c.scope = scope(Set.of(RecordType.PSYCHOTHERAPY_NOTES));
      assertThat(decide(c.onFile())).isEqualTo(denied(DenialReason.EXCL_PSYCH));
    }

    @Test
    @DisplayName("Another individual is a third party")
    void anotherIndividualIsAThirdParty() {
      CaseFixture c = individual();
      c.self = AuthorizationFixture.OTHER_PATIENT;
      assertThat(decide(c.onFile())).isEqualTo(held(HoldReason.AUTH_NOT_FOUND));
    }
  }

  @Nested
  @DisplayName("Every release")
  class EveryRelease {

    @Test
    @DisplayName("An unknown patient is waited for, and no authorization is looked at")
    void holdsForAnUnknownPatient() {
      CaseFixture c = attorney();
      c.patient = null;
      AuthorizationFixture bad = valid();
      bad.signature = null;
      assertThat(decide(c.naming(bad))).isEqualTo(held(HoldReason.PATIENT_UNKNOWN));
    }

    @Test
    void holdsForAnUnknownRequester() {
      CaseFixture c = attorney();
      c.known = false;
      assertThat(decide(c.naming(valid()))).isEqualTo(held(HoldReason.REQUESTER_UNKNOWN));
      c.patient = null;
      assertThat(decide(c.naming(valid())))
          .isEqualTo(held(HoldReason.PATIENT_UNKNOWN, HoldReason.REQUESTER_UNKNOWN));
    }

    @Test
    void holdsForAClosedEntry() {
      CaseFixture c = attorney();
      c.active = false;
      assertThat(decide(c.naming(valid()))).isEqualTo(held(HoldReason.REQUESTER_INACTIVE));
      assertThat(HoldReason.REQUESTER_INACTIVE.neutral()).isEqualTo(HoldClass.REVIEW_REQUIRED);
    }

    @Test
    void holdsWhenTheRequesterMayNotAskTheFacility() {
      CaseFixture c = attorney();
      c.facilities = Set.of("north-clinic");
      assertThat(decide(c.naming(valid()))).isEqualTo(held(HoldReason.REQUESTER_FACILITY));
    }

    @Test
    void holdsWhenTheEndPointIsNoLongerRegistered() {
      CaseFixture c = attorney();
      c.endpoint = "fhir";
      AuthorizationFixture anywhere = valid();
      anywhere.recipients =
          List.of(new Recipient(AuthorizationFixture.ATTORNEY, null, null, null, null));
      assertThat(decide(c.naming(anywhere))).isEqualTo(held(HoldReason.ENDPOINT_UNREGISTERED));
    }

    @Test
    @DisplayName("VER-01 (164.514(h)): a third party's identity is verified too")
    void verifiesAThirdPartyToo() {
      CaseFixture c = attorney();
      c.verification = VerificationLevel.CONTACT_CONFIRMED;
      assertThat(decide(c.naming(valid()))).isEqualTo(held(HoldReason.IDENTITY_UNVERIFIED));
    }
  }

  @Test
  @DisplayName("Every reason cites the law, in one sentence without anything of a case")
  void everyReasonCitesTheLaw() {
    List<Reason> reasons = new ArrayList<>(List.of(DenialReason.values()));
    reasons.addAll(List.of(HoldReason.values()));
    assertThat(reasons)
        .allSatisfy(
            reason -> {
              assertThat(reason.citation()).startsWith("45 CFR 164.");
              assertThat(reason.sentence()).endsWith(".").hasSizeLessThan(160);
              assertThat(reason.code()).matches("[A-Z][A-Z_]+");
              assertThat(reason.rule()).isNotBlank();
            });
  }

  @Test
  @DisplayName("The rules that were checked are known by name")
  void namesTheRulesChecked() {
    assertThat(policy.rules(attorney().naming(valid())))
        .contains("RequesterIdentityIsVerified", "AuthorizationHasNotExpired")
        .doesNotHaveDuplicates()
        .hasSize(32);
    assertThat(policy.rules(individual().onFile()))
        .contains("MoreThanPsychotherapyNotesIsAskedFor")
        .doesNotContain("AuthorizationHasNotExpired");
    assertThat(policy.rules(attorney().onFile())).hasSize(6);
  }

  @Test
  @DisplayName("What may hold words of the patient's cannot print itself")
  void cannotPrintItself() {
    String printed = attorney().naming(valid()).toString();
    assertThat(printed)
        .doesNotContain("knee")
        .doesNotContain(AuthorizationFixture.PATIENT.reveal());
    assertThat(valid().build().form().recipients().toString()).doesNotContain("Partners");
  }
}
