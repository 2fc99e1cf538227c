package org.openroi.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.AuthorizationFixture;
import org.openroi.authorization.policy.CaseFixture;
import org.openroi.authorization.policy.CombinedDocument;
import org.openroi.authorization.policy.Discloser;
import org.openroi.authorization.policy.DiscloserClass;
import org.openroi.authorization.policy.FormElement;
import org.openroi.authorization.policy.Name;
import org.openroi.authorization.policy.Recipient;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationId;
import org.openroi.event.PatientRef;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.SensitiveCategory;

/** What every {@link Authorizations} does. */
public abstract class AuthorizationsContract {
  private final PatientRef patient = new PatientRef(UUID.randomUUID());
  private final RequesterId recipient = new RequesterId(UUID.randomUUID());

  protected abstract Authorizations authorizations();

  /** Runs in a transaction of its own. */
  protected abstract <T> T committed(Supplier<T> work);

  private AuthorizationFixture fixture() {
    AuthorizationFixture fixture = AuthorizationFixture.valid().fresh();
    fixture.patient = patient;
    fixture.recipients = List.of(new Recipient(recipient, null, null, null, null));
    return fixture;
  }

  private Authorization added(AuthorizationFixture fixture) {
    Authorization authorization = fixture.build();
    committed(
        () -> {
          authorizations().add(authorization);
          return authorization;
        });
    return authorization;
  }

  private void revoke(Authorization authorization, Revocation revocation) {
    committed(
        () -> {
          authorizations().forRevocation(authorization.id()).orElseThrow();
          authorizations().revoke(authorization.id(), revocation);
          return null;
        });
  }

  @Test
  void keepsAFormAsItIs() {
    AuthorizationFixture fixture = fixture();
    fixture.disclosers =
        List.of(
            new Discloser.Named(new Name("Allgemeines Krankenhaus Größe 1")),
            new Discloser.OfClass(DiscloserClass.PHARMACY));
    fixture.recipients =
        List.of(
            new Recipient(
                recipient, new Name("A name"), RequesterKind.ATTORNEY, "mailto:a@b.c", "portal"),
            new Recipient(null, null, RequesterKind.OTHER, null, null));
    fixture.combinedWith = EnumSet.allOf(CombinedDocument.class);
    fixture.incomplete = EnumSet.allOf(FormElement.class);
    fixture.encounters = List.of("e1", "e2");
    fixture.sensitiveOptIn = EnumSet.allOf(SensitiveCategory.class);
    Authorization whole = added(fixture);
    assertThat(committed(() -> authorizations().find(whole.id()))).contains(whole);
  }

  @Test
  void keepsAFormThatLeavesEverythingOut() {
    AuthorizationFixture fixture = fixture();
    fixture.description = null;
    fixture.disclosers = List.of();
    fixture.recipients = List.of();
    fixture.scope = null;
    fixture.purposes = Set.of();
    fixture.initiator = null;
    fixture.expiry = null;
    fixture.signature = null;
    Authorization empty = added(fixture);
    assertThat(committed(() -> authorizations().forDecision(empty.id()))).contains(empty);
  }

  @Test
  void findsThoseOfThePatientThatNameTheRecipient() {
    Authorization first = added(fixture());
    Authorization second = added(fixture());
    AuthorizationFixture otherPatient = fixture();
    otherPatient.patient = new PatientRef(UUID.randomUUID());
    added(otherPatient);
    AuthorizationFixture otherRecipient = fixture();
    otherRecipient.recipients =
        List.of(new Recipient(new RequesterId(UUID.randomUUID()), null, null, null, null));
    added(otherRecipient);
    AuthorizationFixture byName = fixture();
    byName.recipients =
        List.of(new Recipient(null, new Name("Example & Partners"), null, null, null));
    added(byName);
    assertThat(committed(() -> authorizations().forDecision(patient, recipient)))
        .containsExactlyInAnyOrder(first, second);
  }

  @Test
  void aRevokedOneIsFoundByItsIdAlone() {
    Authorization authorization = added(fixture());
    Revocation revocation = new Revocation(CaseFixture.AS_OF, "ab".repeat(32), null);
    revoke(authorization, revocation);
    assertThat(committed(() -> authorizations().forDecision(patient, recipient))).isEmpty();
    assertThat(committed(() -> authorizations().forDecision(authorization.id())))
        .contains(authorization.revoked(revocation));
    assertThat(committed(() -> authorizations().find(authorization.id())))
        .contains(authorization.revoked(revocation));
  }

  @Test
  void aRevocationIsPendingUntilItIsEffective() {
    Authorization authorization = added(fixture());
    assertThat(committed(() -> authorizations().pendingRevocations()))
        .doesNotContain(authorization.id());
    revoke(authorization, new Revocation(CaseFixture.AS_OF, null, null));
    assertThat(committed(() -> authorizations().pendingRevocations())).contains(authorization.id());
    Instant effectiveAt =
        committed(
            () -> {
              authorizations().forRevocation(authorization.id()).orElseThrow();
              return authorizations().takeEffect(authorization.id());
            });
    assertThat(effectiveAt).isEqualTo(effectiveAt.truncatedTo(ChronoUnit.MILLIS));
    assertThat(committed(() -> authorizations().find(authorization.id())))
        .contains(authorization.revoked(new Revocation(CaseFixture.AS_OF, null, effectiveAt)));
    assertThat(committed(() -> authorizations().pendingRevocations()))
        .doesNotContain(authorization.id());
  }

  @Test
  void anUnknownOneIsNotFound() {
    AuthorizationId unknown = new AuthorizationId(UUID.randomUUID());
    assertThat(committed(() -> authorizations().find(unknown))).isEmpty();
    assertThat(committed(() -> authorizations().forDecision(unknown))).isEmpty();
    assertThat(committed(() -> authorizations().forRevocation(unknown))).isEmpty();
  }
}
