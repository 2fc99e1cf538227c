package org.openroi.authorization.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.authorization.policy.CaseFixture.insurer;
import static org.openroi.authorization.policy.CaseFixture.provider;
import static org.openroi.authorization.policy.RelationshipFixture.coverage;
import static org.openroi.authorization.policy.RelationshipFixture.treatment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openroi.authorization.policy.Decision.Authorized;
import org.openroi.authorization.policy.Decision.Held;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.HoldClass;
import org.openroi.event.LegalRoute;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.RequesterKind;
import org.openroi.event.Scope;
import org.openroi.event.VerificationLevel;

@DisplayName("45 CFR 164.506(c): treatment and payment, on evidence")
class RoutesByRelationshipTest {
  private static final long SEED = Long.getLong("openroi.seed", 20_261_201L);
  private static final Set<RecordType> FOR_A_CLAIM =
      EnumSet.of(
          RecordType.DISCHARGE_SUMMARY,
          RecordType.HISTORY_AND_PHYSICAL,
          RecordType.CONSULTATION_NOTE,
          RecordType.PROGRESS_NOTE,
          RecordType.OPERATIVE_NOTE,
          RecordType.EMERGENCY_NOTE,
          RecordType.LABORATORY_REPORT,
          RecordType.PATHOLOGY_REPORT,
          RecordType.IMAGING_REPORT,
          RecordType.PROCEDURES,
          RecordType.BILLING);

  private final AuthorizationPolicy policy = new AuthorizationPolicy();

  private Decision treating(Consumer<CaseFixture> change, Consumer<RelationshipFixture> spoil) {
    return decide(provider(), treatment(), change, spoil);
  }

  private Decision paying(Consumer<CaseFixture> change, Consumer<RelationshipFixture> spoil) {
    return decide(insurer(), coverage(), change, spoil);
  }

  private Decision decide(
      CaseFixture c,
      RelationshipFixture relationship,
      Consumer<CaseFixture> change,
      Consumer<RelationshipFixture> spoil) {
    change.accept(c);
    spoil.accept(relationship);
    return policy.decide(c.related(relationship.build()));
  }

  private static Held held(HoldReason... missing) {
    return new Held(Set.of(missing));
  }

  private static void ofKind(CaseFixture c, RequesterKind kind) {
    c.kind = kind;
    c.name = null;
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  @Nested
  @DisplayName("164.506(c)(1), (2): a provider, to treat")
  class Treatment {

    @ParameterizedTest
    @EnumSource(
        value = PurposeOfUse.class,
        names = {"TREAT", "ETREAT"})
    @DisplayName("MN-01 (164.502(b)(2)(i)): gets what it asks for, exempt from the minimum")
    void authorizesWhatIsAsked(PurposeOfUse purpose) {
      assertThat(treating(c -> c.purpose = purpose, r -> {}))
          .isEqualTo(
              new Authorized(
                  LegalRoute.TPO_TREAT,
                  provider().scope,
                  null,
                  treatment().id,
                  new DisclosureTerms(Set.of(), Set.of(), null),
                  Set.of()));
    }

    @Test
    @DisplayName("164.506(c): the purpose alone is the requester's word")
    void aPurposeAloneIsNoBasis() {
      assertThat(policy.decide(provider().related()))
          .isEqualTo(held(HoldReason.OTHER_ROUTE_TO_REVIEW));
    }

    @ParameterizedTest
    @EnumSource(value = RequesterKind.class, names = "PROVIDER", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("164.506(c)(1), (2): only to a provider")
    void onlyAProvider(RequesterKind kind) {
      assertThat(treating(c -> ofKind(c, kind), r -> {})).isInstanceOf(Held.class);
    }

    @ParameterizedTest
    @EnumSource(
        value = PurposeOfUse.class,
        names = {"TREAT", "ETREAT"},
        mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("164.506(c)(1), (2): only for treatment")
    void onlyForTreatment(PurposeOfUse purpose) {
      assertThat(treating(c -> c.purpose = purpose, r -> {})).isInstanceOf(Held.class);
    }

    @Test
    @DisplayName("RES-02 (164.522(a)(1)(iii)): nobody attests that no restriction bars it")
    void restrictionsAreChecked() {
      assertThat(treating(c -> {}, r -> r.restrictionsChecked = false))
          .isEqualTo(held(HoldReason.RESTRICTIONS_UNCHECKED));
    }

    @Test
    @DisplayName("164.506(c): the treatment is under way today, in the custodian's days")
    void theTreatmentIsUnderWay() {
      assertThat(treating(c -> {}, r -> r.from = day("2026-11-20"))).isInstanceOf(Authorized.class);
      assertThat(treating(c -> {}, r -> r.to = day("2026-11-20"))).isInstanceOf(Authorized.class);
      assertThat(treating(c -> {}, r -> r.validUntil = day("2026-11-20")))
          .isInstanceOf(Authorized.class);
      for (Consumer<RelationshipFixture> spoil :
          List.<Consumer<RelationshipFixture>>of(
              r -> r.from = day("2026-11-21"),
              r -> r.to = day("2026-11-19"),
              r -> r.validUntil = day("2026-11-19"))) {
        assertThat(treating(c -> {}, spoil)).isEqualTo(held(HoldReason.RELATIONSHIP_NOT_IN_FORCE));
      }
      assertThat(
              treating(
                  c -> c.asOf = Instant.parse("2026-11-21T05:59:59Z"),
                  r -> r.validUntil = day("2026-11-20")))
          .isInstanceOf(Authorized.class);
      assertThat(
              treating(
                  c -> c.asOf = Instant.parse("2026-11-21T06:00:00Z"),
                  r -> r.validUntil = day("2026-11-20")))
          .isInstanceOf(Held.class);
    }

    @Test
    @DisplayName("164.508(a)(2): psychotherapy notes never go without an authorization")
    void psychotherapyNotesNeverGo() {
      for (Set<RecordType> types :
          List.of(
              Set.of(RecordType.PSYCHOTHERAPY_NOTES),
              Set.of(RecordType.PSYCHOTHERAPY_NOTES, RecordType.ENTIRE_RECORD))) {
        assertThat(treating(c -> c.scope = new Scope(types, null, null), r -> {}))
            .isEqualTo(held(HoldReason.PSYCHOTHERAPY_NOTES_BY_HAND));
      }
    }

    @Test
    @DisplayName("164.506(c): a relationship on record at another facility is for a person")
    void ofThisFacility() {
      assertThat(treating(c -> {}, r -> r.facility = "north-clinic"))
          .isEqualTo(held(HoldReason.RELATIONSHIP_FACILITY));
    }

    @Test
    @DisplayName("A relationship to another patient, or of another requester, says nothing")
    void ofThisPatientAndRequester() {
      assertThat(treating(c -> {}, r -> r.patient = AuthorizationFixture.OTHER_PATIENT))
          .isEqualTo(held(HoldReason.OTHER_ROUTE_TO_REVIEW));
      assertThat(treating(c -> {}, r -> r.requester = RelationshipFixture.INSURER))
          .isEqualTo(held(HoldReason.OTHER_ROUTE_TO_REVIEW));
    }

    @Test
    @DisplayName("VER-01 (164.514(h)): identity is verified first, and that is all that is missing")
    void identityIsVerified() {
      assertThat(treating(c -> c.verification = VerificationLevel.NOT_VERIFIED, r -> {}))
          .isEqualTo(held(HoldReason.IDENTITY_UNVERIFIED));
    }

    @Test
    @DisplayName("Every reason is reported, and outside all of them are a person's to review")
    void everyReasonIsReported() {
      Held all =
          held(
              HoldReason.RELATIONSHIP_FACILITY,
              HoldReason.RELATIONSHIP_NOT_IN_FORCE,
              HoldReason.RESTRICTIONS_UNCHECKED,
              HoldReason.PSYCHOTHERAPY_NOTES_BY_HAND);
      assertThat(
              treating(
                  c -> c.scope = new Scope(Set.of(RecordType.PSYCHOTHERAPY_NOTES), null, null),
                  r -> {
                    r.facility = "north-clinic";
                    r.restrictionsChecked = false;
                    r.validUntil = day("2026-01-01");
                  }))
          .isEqualTo(all);
      assertThat(all.missing())
          .extracting(HoldReason::neutral)
          .containsOnly(HoldClass.REVIEW_REQUIRED);
    }
  }

  @Nested
  @DisplayName("164.506(c)(3): a health plan, to pay a claim")
  class Payment {

    @ParameterizedTest
    @EnumSource(
        value = PurposeOfUse.class,
        names = {"HPAYMT", "CLMATTCH"})
    @DisplayName("MN-02 (164.514(d)(3)(i)): the entire record asked for becomes the protocol's")
    void theEntireRecordBecomesTheProtocol(PurposeOfUse purpose) {
      Authorized decision = (Authorized) paying(c -> c.purpose = purpose, r -> {});
      assertThat(decision.route()).isEqualTo(LegalRoute.TPO_PAY);
      assertThat(decision.relationship()).isEqualTo(coverage().id);
      assertThat(decision.scope())
          .isEqualTo(new Scope(FOR_A_CLAIM, day("2026-03-02"), day("2026-03-04")));
      assertThat(decision.terms())
          .isEqualTo(new DisclosureTerms(Set.of(), Set.of(), "claim-payment-1"));
      assertThat(decision.obligations()).containsExactly(Obligation.MINIMUM_NECESSARY);
    }

    @Test
    @DisplayName("MN-02 (164.514(d)(3)(i)): what the protocol does not cover stays out")
    void whatTheProtocolDoesNotCoverStaysOut() {
      Authorized decision =
          (Authorized)
              paying(
                  c ->
                      c.scope =
                          new Scope(
                              Set.of(
                                  RecordType.BILLING,
                                  RecordType.MEDICATIONS,
                                  RecordType.PROBLEMS,
                                  RecordType.VITAL_SIGNS),
                              day("2026-03-01"),
                              day("2026-03-01")),
                  r -> {});
      assertThat(decision.scope().recordTypes()).containsExactly(RecordType.BILLING);
    }

    @Test
    @DisplayName("MN-03 (164.514(d)(3)(ii)): what no protocol covers is for a person")
    void whatNoProtocolCoversIsForAPerson() {
      assertThat(
              paying(
                  c ->
                      c.scope =
                          new Scope(
                              Set.of(RecordType.MEDICATIONS, RecordType.PROBLEMS),
                              day("2026-03-01"),
                              day("2026-03-01")),
                  r -> {}))
          .isEqualTo(held(HoldReason.NOT_IN_PROTOCOL));
    }

    @Test
    @DisplayName("MN-02 (164.514(d)(3)(i)): only the days of service of the claim")
    void onlyTheDaysOfTheClaim() {
      for (Scope scope :
          List.of(
              new Scope(Set.of(RecordType.BILLING), null, null),
              new Scope(Set.of(RecordType.BILLING), day("2026-03-01"), null),
              new Scope(Set.of(RecordType.BILLING), null, day("2026-03-04")),
              new Scope(Set.of(RecordType.BILLING), day("2026-02-28"), day("2026-03-04")),
              new Scope(Set.of(RecordType.BILLING), day("2026-03-01"), day("2026-03-05")))) {
        assertThat(paying(c -> c.scope = scope, r -> {}))
            .isEqualTo(held(HoldReason.CLAIM_DATES_EXCEEDED));
      }
      assertThat(paying(c -> {}, r -> r.from = null))
          .isEqualTo(held(HoldReason.CLAIM_DATES_EXCEEDED));
      assertThat(paying(c -> {}, r -> r.to = null))
          .isEqualTo(held(HoldReason.CLAIM_DATES_EXCEEDED));
    }

    @Test
    @DisplayName("RES-01 (164.522(a)(1)(vi)): nobody attests that it was not paid out of pocket")
    void restrictionsAreChecked() {
      assertThat(paying(c -> {}, r -> r.restrictionsChecked = false))
          .isEqualTo(held(HoldReason.RESTRICTIONS_UNCHECKED));
    }

    @Test
    @DisplayName("164.506(c)(3): the coverage may still be relied on")
    void theCoverageIsInForce() {
      assertThat(paying(c -> {}, r -> r.validUntil = day("2026-11-19")))
          .isEqualTo(held(HoldReason.RELATIONSHIP_NOT_IN_FORCE));
    }

    @Test
    @DisplayName("164.508(a)(2): psychotherapy notes are no part of a claim")
    void psychotherapyNotesNeverGo() {
      assertThat(
              paying(
                  c ->
                      c.scope =
                          new Scope(
                              Set.of(RecordType.PSYCHOTHERAPY_NOTES, RecordType.BILLING),
                              day("2026-03-01"),
                              day("2026-03-01")),
                  r -> {}))
          .isEqualTo(held(HoldReason.PSYCHOTHERAPY_NOTES_BY_HAND));
    }

    @ParameterizedTest
    @EnumSource(value = RequesterKind.class, names = "HEALTH_PLAN", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("164.506(c)(3): only to a health plan; a life insurer needs an authorization")
    void onlyAHealthPlan(RequesterKind kind) {
      assertThat(paying(c -> ofKind(c, kind), r -> {})).isInstanceOf(Held.class);
    }

    @Test
    @DisplayName("A relationship of the other kind is no basis")
    void ofTheRightKind() {
      CaseFixture c = insurer();
      RelationshipFixture treats = treatment();
      treats.requester = c.requester;
      assertThat(policy.decide(c.related(treats.build())))
          .isEqualTo(held(HoldReason.OTHER_ROUTE_TO_REVIEW));
    }
  }

  @Test
  @DisplayName("A request that names an authorization is judged by it alone")
  void aNamedAuthorizationDecides() {
    CaseFixture c = provider();
    AuthorizationFixture bad = AuthorizationFixture.valid();
    bad.signature = null;
    assertThat(policy.decide(c.naming(bad))).isInstanceOf(Decision.Denied.class);
    assertThat(policy.mayRestOnARelationship(c.request(bad.id))).isFalse();
    assertThat(policy.mayRestOnARelationship(c.request(null))).isTrue();
    assertThat(policy.mayRestOnARelationship(CaseFixture.attorney().request(null))).isFalse();
  }

  @Test
  @DisplayName("Where the relationship is not basis enough, an authorization on file may be")
  void anAuthorizationOnFileHelps() {
    CaseFixture c = provider();
    c.scope = CaseFixture.attorney().scope;
    RelationshipFixture unchecked = treatment();
    unchecked.restrictionsChecked = false;
    AuthorizationFixture form = AuthorizationFixture.valid();
    form.purposes = EnumSet.of(PurposeOfUse.TREAT);
    form.recipients = List.of(new Recipient(c.requester, null, null, null, null));
    assertThat(
            ((Authorized)
                    policy.decide(
                        c.with(
                            null,
                            new Evidence.OnFile(
                                List.of(form.build()), List.of(unchecked.build())))))
                .route())
        .isEqualTo(LegalRoute.AUTH_508);
    assertThat(
            ((Authorized)
                    policy.decide(
                        c.with(
                            null,
                            new Evidence.OnFile(
                                List.of(form.build()), List.of(treatment().build())))))
                .route())
        .isEqualTo(LegalRoute.TPO_TREAT);
  }

  @Test
  @DisplayName("The individual's own access comes before every other route")
  void ownAccessComesFirst() {
    CaseFixture c = provider();
    ofKind(c, RequesterKind.INDIVIDUAL);
    c.self = AuthorizationFixture.PATIENT;
    assertThat(((Authorized) policy.decide(c.related(treatment().build()))).route())
        .isEqualTo(LegalRoute.ROA_SELF);
  }

  @Test
  @DisplayName("Any one relationship is enough, the newest first, in whatever order they come")
  void anyOneIsEnough() {
    Random random = new Random(SEED);
    for (int i = 0; i < 500; i++) {
      List<Relationship> onFile = new ArrayList<>();
      for (int n = random.nextInt(6); n >= 0; n--) {
        RelationshipFixture each = treatment().fresh();
        each.restrictionsChecked = random.nextBoolean();
        each.facility = random.nextInt(4) == 0 ? "north-clinic" : "main-campus";
        each.recordedAt = CaseFixture.AS_OF.minusSeconds(random.nextInt(3));
        onFile.add(each.build());
      }
      Decision first = policy.decide(provider().related(onFile.toArray(Relationship[]::new)));
      boolean good =
          onFile.stream()
              .anyMatch(
                  each -> each.restrictionsChecked() && each.facility().equals("main-campus"));
      assertThat(first instanceof Authorized).as("seed %d, case %d", SEED, i).isEqualTo(good);
      Collections.shuffle(onFile, random);
      assertThat(policy.decide(provider().related(onFile.toArray(Relationship[]::new))))
          .as("seed %d, case %d", SEED, i)
          .isEqualTo(first);
    }
  }

  @Test
  @DisplayName("The rules that were checked are known by name")
  void namesTheRulesChecked() {
    assertThat(policy.rules(provider().related(treatment().build())))
        .contains("RequesterIdentityIsVerified", "RestrictionsWereChecked")
        .doesNotContain("RequestKeepsToTheDatesOfTheClaim")
        .hasSize(10);
    assertThat(policy.rules(insurer().related(coverage().build())))
        .contains("RequestKeepsToTheDatesOfTheClaim", "SomethingAskedForLiesWithinTheProtocol")
        .doesNotHaveDuplicates()
        .hasSize(12);
    assertThat(policy.rules(provider().related())).hasSize(6);
    RelationshipFixture unchecked = treatment();
    unchecked.restrictionsChecked = false;
    assertThat(
            policy.rules(
                provider()
                    .with(
                        null,
                        new Evidence.OnFile(
                            List.of(AuthorizationFixture.valid().build()),
                            List.of(unchecked.build())))))
        .contains("RestrictionsWereChecked", "AuthorizationIsSigned")
        .doesNotHaveDuplicates();
  }
}
