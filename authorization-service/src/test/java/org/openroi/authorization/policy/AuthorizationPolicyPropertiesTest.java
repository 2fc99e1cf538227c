package org.openroi.authorization.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.authorization.policy.Decision.Authorized;
import org.openroi.event.AuthorizationId;
import org.openroi.event.Endpoint;
import org.openroi.event.EndpointKind;
import org.openroi.event.LegalRoute;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.RequesterKind;
import org.openroi.event.Scope;
import org.openroi.event.VerificationLevel;

@DisplayName("What holds in every case")
class AuthorizationPolicyPropertiesTest {
  private static final long SEED = Long.getLong("openroi.seed", 20_261_124L);
  private static final int CASES = 10_000;
  private static final LocalDate DAY_0 = LocalDate.parse("2026-01-01");

  private final AuthorizationPolicy policy = new AuthorizationPolicy();
  private final Random random = new Random(SEED);

  /** Each of these alone makes a release that was authorized one that is not. */
  private static final List<Consumer<AuthorizationFixture>> DEFECTS =
      List.of(
          a -> a.patient = AuthorizationFixture.OTHER_PATIENT,
          a -> a.description = null,
          a -> a.description = "...",
          a -> a.disclosers = List.of(),
          a -> a.disclosers = List.of(new Discloser.Named(new Name("Mercy Hospital"))),
          a -> a.recipients = List.of(),
          a -> a.recipients = List.of(new Recipient(null, new Name("Nobody"), null, null, null)),
          a ->
              a.recipients =
                  List.of(new Recipient(AuthorizationFixture.ATTORNEY, null, null, null, "fax")),
          a -> a.purposes = EnumSet.noneOf(PurposeOfUse.class),
          a -> {
            a.purposes = EnumSet.of(PurposeOfUse.PATRQT);
            a.initiator = Initiator.THIRD_PARTY;
          },
          a -> a.purposes = EnumSet.of(PurposeOfUse.HDECD),
          a -> a.expiry = null,
          a -> a.expiry = new Expiry(null, null, null, true),
          a -> a.expiry = new Expiry(LocalDate.parse("2026-11-19"), null, null, false),
          a -> a.expiry = new Expiry(null, "an event", LocalDate.parse("2026-11-19"), false),
          a -> a.signature = null,
          a -> a.signature = signature(Signature.Signer.INDIVIDUAL, null, false, null),
          a -> a.signature = signature(Signature.Signer.INDIVIDUAL, null, false, "2026-10-03"),
          a -> a.signature = signature(Signature.Signer.REPRESENTATIVE, null, true, "2026-10-01"),
          a ->
              a.signature =
                  signature(Signature.Signer.REPRESENTATIVE, "guardian", false, "2026-10-01"),
          a -> a.statements = new Statements(false, true, true),
          a -> a.statements = new Statements(true, false, true),
          a -> a.statements = new Statements(true, true, false),
          a -> a.incomplete = EnumSet.of(FormElement.PURPOSE),
          a -> a.scope = null,
          a -> a.scope = new Scope(Set.of(RecordType.PSYCHOTHERAPY_NOTES), null, null),
          a ->
              a.scope =
                  new Scope(
                      Set.of(RecordType.PSYCHOTHERAPY_NOTES, RecordType.ENTIRE_RECORD), null, null),
          a -> a.revocation = new Revocation(CaseFixture.AS_OF, null, null),
          a -> a.combinedWith = EnumSet.of(CombinedDocument.OTHER_DOCUMENT),
          a -> a.combinedWith = EnumSet.of(CombinedDocument.PSYCHOTHERAPY_AUTHORIZATION),
          a -> a.conditioning = Conditioning.OTHER,
          a -> a.falsehood = Falsehood.REPORTED,
          a -> a.falsehood = Falsehood.CONFIRMED,
          a -> a.remuneration = new Remuneration(true, false, false),
          a -> a.remuneration = new Remuneration(false, true, false));

  private static final List<Consumer<CaseFixture>> OBSTACLES =
      List.of(
          c -> c.patient = null,
          c -> c.known = false,
          c -> c.active = false,
          c -> c.facilities = Set.of("elsewhere"),
          c -> c.verification = VerificationLevel.NOT_VERIFIED,
          c -> c.verification = VerificationLevel.CONTACT_CONFIRMED,
          c -> c.endpoint = "unregistered",
          c -> c.scope = new Scope(Set.of(RecordType.PSYCHOTHERAPY_NOTES), null, null));

  @Test
  @DisplayName("An authorized scope is never wider than the request, nor than the authorization")
  void neverWider() {
    int authorized = 0;
    for (int i = 0; i < CASES; i++) {
      CaseFixture c = anyCase();
      AuthorizationFixture a = anyAuthorization();
      ReleaseCase releaseCase = random.nextBoolean() ? c.naming(a) : c.onFile(a.build());
      if (policy.decide(releaseCase) instanceof Authorized yes) {
        authorized++;
        assertThat(days(yes.scope())).as("seed %d, case %d", SEED, i).isSubsetOf(days(c.scope));
        assertThat(yes.scope().recordTypes()).doesNotContain(RecordType.PSYCHOTHERAPY_NOTES);
        if (yes.route() == LegalRoute.AUTH_508) {
          assertThat(days(yes.scope())).as("seed %d, case %d", SEED, i).isSubsetOf(days(a.scope));
        }
      }
    }
    assertThat(authorized).as("cases that say something").isGreaterThan(CASES / 20);
  }

  @Test
  @DisplayName("Any single defect of the form turns a yes into a no or a wait")
  void anySingleDefectFlips() {
    for (int i = 0; i < CASES / 10; i++) {
      CaseFixture c = goodCase();
      assertThat(policy.decide(c.naming(goodAuthorization()))).isInstanceOf(Authorized.class);
      for (int defect = 0; defect < DEFECTS.size(); defect++) {
        AuthorizationFixture a = goodAuthorization();
        DEFECTS.get(defect).accept(a);
        assertThat(policy.decide(c.naming(a)))
            .as("seed %d, case %d, defect %d", SEED, i, defect)
            .isNotInstanceOf(Authorized.class);
        assertThat(policy.decide(c.onFile(a.build())))
            .as("seed %d, case %d, defect %d", SEED, i, defect)
            .isNotInstanceOf(Authorized.class);
      }
    }
  }

  @Test
  @DisplayName("Any single obstacle of the request turns a yes into a no or a wait")
  void anySingleObstacleFlips() {
    for (int i = 0; i < CASES / 10; i++) {
      for (int obstacle = 0; obstacle < OBSTACLES.size(); obstacle++) {
        CaseFixture c = goodCase();
        OBSTACLES.get(obstacle).accept(c);
        assertThat(policy.decide(c.naming(goodAuthorization())))
            .as("seed %d, case %d, obstacle %d", SEED, i, obstacle)
            .isNotInstanceOf(Authorized.class);
      }
    }
  }

  @Test
  @DisplayName("The same case leads to the same decision, in whatever order its evidence comes")
  void isDeterministic() {
    for (int i = 0; i < CASES / 4; i++) {
      CaseFixture c = anyCase();
      List<Authorization> onFile = new ArrayList<>();
      for (int n = random.nextInt(5); n > 0; n--) {
        onFile.add(anyAuthorization().build());
      }
      Decision first = policy.decide(c.with(null, new Evidence.OnFile(onFile, List.of())));
      Collections.shuffle(onFile, random);
      assertThat(
              new AuthorizationPolicy()
                  .decide(c.with(null, new Evidence.OnFile(onFile, List.of()))))
          .as("seed %d, case %d", SEED, i)
          .isEqualTo(first);
    }
  }

  @Test
  @DisplayName("More evidence on file never turns a yes into anything else")
  void moreEvidenceNeverHurts() {
    for (int i = 0; i < CASES / 4; i++) {
      CaseFixture c = goodCase();
      Authorization good = goodAuthorization().build();
      Authorization any = anyAuthorization().build();
      assertThat(policy.decide(c.onFile(good, any)))
          .as("seed %d, case %d", SEED, i)
          .isInstanceOf(Authorized.class);
    }
  }

  private CaseFixture goodCase() {
    CaseFixture c = CaseFixture.attorney();
    c.verification =
        random.nextBoolean()
            ? VerificationLevel.DOCUMENT_CHECKED
            : VerificationLevel.IDENTITY_PROOFED;
    c.scope = new Scope(Set.of(RecordType.LABORATORY_REPORT), from(), null);
    return c;
  }

  private AuthorizationFixture goodAuthorization() {
    AuthorizationFixture a = AuthorizationFixture.valid();
    a.id = new AuthorizationId(new UUID(random.nextLong(), random.nextLong()));
    a.scope = new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null);
    return a;
  }

  private CaseFixture anyCase() {
    CaseFixture c = random.nextInt(4) == 0 ? CaseFixture.individual() : CaseFixture.attorney();
    c.scope = anyScope();
    if (random.nextInt(5) == 0) {
      OBSTACLES.get(random.nextInt(OBSTACLES.size())).accept(c);
    }
    if (c.kind == RequesterKind.ATTORNEY && random.nextInt(5) == 0) {
      c.kind = RequesterKind.PROVIDER;
      c.purpose = PurposeOfUse.TREAT;
    }
    if (random.nextInt(5) == 0) {
      c.endpoints = Set.of(new Endpoint("portal", EndpointKind.PORTAL, "portal:other", null, null));
    }
    return c;
  }

  private AuthorizationFixture anyAuthorization() {
    AuthorizationFixture a = goodAuthorization();
    a.scope = anyScope();
    a.receivedAt = AuthorizationFixture.RECEIVED.plusSeconds(random.nextInt(3));
    for (int n = random.nextInt(3); n > 0; n--) {
      DEFECTS.get(random.nextInt(DEFECTS.size())).accept(a);
    }
    return a;
  }

  private Scope anyScope() {
    EnumSet<RecordType> types = EnumSet.of(any(RecordType.values()));
    for (int n = random.nextInt(6); n > 0; n--) {
      types.add(any(RecordType.values()));
    }
    LocalDate from = from();
    LocalDate to =
        random.nextBoolean() ? null : (from == null ? DAY_0 : from).plusDays(random.nextInt(40));
    return new Scope(types, from, to);
  }

  private LocalDate from() {
    return random.nextBoolean() ? null : DAY_0.plusDays(random.nextInt(60));
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  /** A second opinion on what a scope holds, written another way: every kind on every day. */
  private static Set<String> days(Scope scope) {
    Set<String> days = new HashSet<>();
    if (scope == null) {
      return days;
    }
    for (RecordType type : RecordType.values()) {
      boolean named = scope.recordTypes().contains(type);
      boolean within =
          type != RecordType.PSYCHOTHERAPY_NOTES
              && scope.recordTypes().contains(RecordType.ENTIRE_RECORD);
      if (named || within) {
        for (int day = -1; day <= 101; day++) {
          LocalDate date = DAY_0.plusDays(day);
          if ((scope.from() == null || !date.isBefore(scope.from()))
              && (scope.to() == null || !date.isAfter(scope.to()))) {
            days.add(type + "/" + day);
          }
        }
      }
    }
    return days;
  }

  private static Signature signature(
      Signature.Signer signer, String authority, boolean verified, String signedOn) {
    return new Signature(
        signer,
        authority,
        verified,
        signedOn == null ? null : LocalDate.parse(signedOn),
        null,
        null);
  }
}
