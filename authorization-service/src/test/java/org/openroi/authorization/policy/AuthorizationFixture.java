package org.openroi.authorization.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.PatientRef;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;
import org.openroi.event.SensitiveCategory;

/**
 * A valid authorization of a made-up patient for a made-up attorney; each test spoils one thing.
 */
public final class AuthorizationFixture {
  public static final PatientRef PATIENT = PatientRef.of("0a000000-0000-4000-8000-000000000001");
  public static final PatientRef OTHER_PATIENT =
      PatientRef.of("0a000000-0000-4000-8000-000000000002");
  public static final RequesterId ATTORNEY = RequesterId.of("0b000000-0000-4000-8000-000000000001");
  public static final Instant RECEIVED = Instant.parse("2026-10-02T15:00:00Z");

  public AuthorizationId id = AuthorizationId.of("0c000000-0000-4000-8000-000000000001");
  public PatientRef patient = PATIENT;
  public String facility = "main-campus";
  public Instant receivedAt = RECEIVED;
  public @Nullable Revocation revocation;
  public @Nullable String description = "Records of the knee surgery of spring 2026";
  public List<Discloser> disclosers =
      new ArrayList<>(List.of(new Discloser.Named(new Name("General Hospital"))));
  public List<Recipient> recipients =
      new ArrayList<>(
          List.of(new Recipient(ATTORNEY, new Name("Example & Partners"), null, null, "portal")));
  public @Nullable Scope scope =
      new Scope(
          Set.of(RecordType.OPERATIVE_NOTE, RecordType.PROGRESS_NOTE, RecordType.LABORATORY_REPORT),
          LocalDate.parse("2026-01-01"),
          LocalDate.parse("2026-06-30"));
  public List<String> encounters = new ArrayList<>();
  public Set<SensitiveCategory> sensitiveOptIn = EnumSet.noneOf(SensitiveCategory.class);
  public Set<PurposeOfUse> purposes = EnumSet.of(PurposeOfUse.HLEGAL);
  public @Nullable Initiator initiator = Initiator.INDIVIDUAL;
  public @Nullable Expiry expiry = new Expiry(LocalDate.parse("2027-03-31"), null, null, false);
  public @Nullable Signature signature =
      new Signature(
          Signature.Signer.INDIVIDUAL,
          null,
          false,
          LocalDate.parse("2026-10-01"),
          Signature.Method.INK,
          null);
  public Statements statements = new Statements(true, true, true);
  public Set<CombinedDocument> combinedWith = EnumSet.noneOf(CombinedDocument.class);
  public Conditioning conditioning = Conditioning.NONE;
  public Remuneration remuneration = new Remuneration(false, false, false);
  public Falsehood falsehood = Falsehood.NONE_KNOWN;
  public Set<FormElement> incomplete = EnumSet.noneOf(FormElement.class);

  public static AuthorizationFixture valid() {
    return new AuthorizationFixture();
  }

  public AuthorizationFixture fresh() {
    id = new AuthorizationId(UUID.randomUUID());
    return this;
  }

  public Authorization build() {
    return new Authorization(
        id,
        patient,
        facility,
        new AuthorizationForm(
            description,
            disclosers,
            recipients,
            scope,
            encounters,
            sensitiveOptIn,
            purposes,
            initiator,
            expiry,
            signature,
            statements,
            combinedWith,
            conditioning,
            remuneration,
            falsehood,
            incomplete,
            "en-US",
            null,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        receivedAt,
        revocation);
  }
}
