package org.openroi.authorization.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.Endpoint;
import org.openroi.event.EndpointKind;
import org.openroi.event.PatientRef;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.Scope;
import org.openroi.event.VerificationLevel;

/** An attorney asks for laboratory reports under a valid authorization; each test changes one. */
public final class CaseFixture {
  public static final Instant AS_OF = Instant.parse("2026-11-20T12:00:00Z");
  public static final Custodian CUSTODIAN =
      new Custodian(
          "general-hospital",
          List.of(new Name("General Hospital of Example County")),
          Set.of(DiscloserClass.HEALTH_CARE_PROVIDER, DiscloserClass.HOSPITAL),
          ZoneId.of("America/Chicago"),
          false);

  public String facility = "main-campus";
  public @Nullable PatientRef patient = AuthorizationFixture.PATIENT;
  public RequesterId requester = AuthorizationFixture.ATTORNEY;
  public PurposeOfUse purpose = PurposeOfUse.HLEGAL;
  public String endpoint = "portal";
  public Scope scope =
      new Scope(
          Set.of(RecordType.LABORATORY_REPORT),
          LocalDate.parse("2026-02-01"),
          LocalDate.parse("2026-03-31"));
  public boolean known = true;
  public RequesterKind kind = RequesterKind.ATTORNEY;
  public @Nullable String name = "Example & Partners";
  public VerificationLevel verification = VerificationLevel.DOCUMENT_CHECKED;
  public Set<String> facilities = Set.of("main-campus");
  public Set<Endpoint> endpoints =
      Set.of(
          new Endpoint("portal", EndpointKind.PORTAL, "portal:example-partners", null, null),
          new Endpoint("sftp", EndpointKind.SFTP, "sftp://files.example.org/in", null, null));
  public @Nullable PatientRef self;
  public boolean active = true;
  public Custodian custodian = CUSTODIAN;
  public Instant asOf = AS_OF;

  public static CaseFixture attorney() {
    return new CaseFixture();
  }

  /** The patient asks for the own records. */
  public static CaseFixture individual() {
    CaseFixture c = new CaseFixture();
    c.requester = RequesterId.of("0b000000-0000-4000-8000-000000000002");
    c.kind = RequesterKind.INDIVIDUAL;
    c.name = null;
    c.self = AuthorizationFixture.PATIENT;
    c.purpose = PurposeOfUse.PATRQT;
    return c;
  }

  /** A provider asks for the whole record, to treat. */
  public static CaseFixture provider() {
    CaseFixture c = new CaseFixture();
    c.requester = RelationshipFixture.PROVIDER;
    c.kind = RequesterKind.PROVIDER;
    c.name = "Example Clinic";
    c.purpose = PurposeOfUse.TREAT;
    c.scope = new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null);
    return c;
  }

  /** A health plan asks for the record of a claim, to pay it. */
  public static CaseFixture insurer() {
    CaseFixture c = new CaseFixture();
    c.requester = RelationshipFixture.INSURER;
    c.kind = RequesterKind.HEALTH_PLAN;
    c.name = "Example Mutual";
    c.purpose = PurposeOfUse.HPAYMT;
    c.scope =
        new Scope(
            Set.of(RecordType.ENTIRE_RECORD),
            LocalDate.parse("2026-03-02"),
            LocalDate.parse("2026-03-04"));
    return c;
  }

  public RequesterRegistered entry() {
    return new RequesterRegistered(
        requester, kind, name, verification, facilities, endpoints, self, active);
  }

  public ReleaseRequest request(@Nullable AuthorizationId named) {
    return new ReleaseRequest(
        ReleaseId.of("0d000000-0000-4000-8000-000000000001"),
        facility,
        requester,
        endpoint,
        purpose,
        scope,
        named,
        patient,
        Instant.parse("2026-11-20T11:59:00Z"));
  }

  /** The request names this authorization. */
  public ReleaseCase naming(AuthorizationFixture authorization) {
    Authorization named = authorization.build();
    return with(named.id(), new Evidence.Referenced(named));
  }

  /** The request names none; these are on file. */
  public ReleaseCase onFile(Authorization... authorizations) {
    return with(null, new Evidence.OnFile(List.of(authorizations), List.of()));
  }

  /** The request names no authorization; these relationships are on file. */
  public ReleaseCase related(Relationship... relationships) {
    return with(null, new Evidence.OnFile(List.of(), List.of(relationships)));
  }

  public ReleaseCase with(@Nullable AuthorizationId named, Evidence evidence) {
    return new ReleaseCase(request(named), known ? entry() : null, evidence, custodian, asOf);
  }
}
