package org.openroi.redaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DeliveryId;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.Endpoint;
import org.openroi.event.EndpointKind;
import org.openroi.event.EventId;
import org.openroi.event.LegalRoute;
import org.openroi.event.PatientRef;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.Scope;
import org.openroi.event.SensitiveCategory;
import org.openroi.event.VerificationLevel;
import org.openroi.redaction.ccda.CdaFixture;
import org.openroi.redaction.fhir.GateFixture;
import org.openroi.redaction.folder.FolderFixture;
import org.openroi.redaction.label.ValueSets;
import org.openroi.redaction.openpgp.PgpFixture;

/** A folder of records, a folder of packages, and the real adapters between them. */
final class SealFixture {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  static final String PATIENT = "p1";
  static final CutSettings SETTINGS =
      new CutSettings(
          ValueSets.of(List.of(ValueSets.core())),
          List.of(ValueSets.core()),
          Set.of("example-program"),
          "2026-11-test");

  final Path records;
  final Path packages;
  final PatientRef patient = new PatientRef(UUID.randomUUID());
  LegalRoute route = LegalRoute.TPO_TREAT;
  Scope scope = new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null);
  Set<SensitiveCategory> optedIn = EnumSet.noneOf(SensitiveCategory.class);
  Set<String> encounters = Set.of();
  @Nullable String protocol;
  @Nullable String publicKey;
  RecordSource source;
  Gate gate = GateFixture.gate(SETTINGS);

  SealFixture(Path home, @Nullable String publicKey) {
    this.publicKey = publicKey;
    records = home.resolve("records");
    packages = home.resolve("packages");
    source = FolderFixture.records(records);
    try {
      Files.createDirectories(records.resolve("links"));
      Files.createDirectories(records.resolve("patients").resolve(PATIENT));
      Files.writeString(records.resolve("links").resolve(patient.value().toString()), PATIENT);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Path page(String name) {
    return records.resolve("patients").resolve(PATIENT).resolve(name);
  }

  PackageStore store() {
    return FolderFixture.packages(packages);
  }

  SealOutcome seal() throws IOException {
    return seal(1);
  }

  SealOutcome seal(int epoch) throws IOException {
    return new SealPackage(
            source, SETTINGS, CdaFixture.documents(SETTINGS), gate, PgpFixture.sealer(), store())
        .seal(order(epoch));
  }

  SealFixture individual() {
    route = LegalRoute.ROA_SELF;
    return this;
  }

  SealFixture claim(String from, String to) {
    route = LegalRoute.TPO_PAY;
    protocol = "claim-payment-1";
    scope =
        new Scope(
            EnumSet.of(
                RecordType.PROGRESS_NOTE,
                RecordType.LABORATORY_REPORT,
                RecordType.PROCEDURES,
                RecordType.BILLING),
            LocalDate.parse(from),
            LocalDate.parse(to));
    return this;
  }

  SealFixture optedIn(SensitiveCategory... categories) {
    route = LegalRoute.AUTH_508;
    optedIn = Set.of(categories);
    return this;
  }

  private PackageOrder order(int epoch) {
    ReleaseId release = new ReleaseId(new UUID(7, 1));
    RequesterId requester = new RequesterId(new UUID(7, 2));
    Endpoint endpoint =
        new Endpoint("inbox", EndpointKind.SFTP, "sftp://u@localhost/in", publicKey, null);
    return new PackageOrder(
        DeliveryId.of(release, requester, "inbox", 3),
        epoch,
        patient,
        new ReleaseAuthorized(
            release,
            patient,
            requester,
            "inbox",
            route,
            scope,
            route == LegalRoute.AUTH_508 ? new AuthorizationId(new UUID(7, 3)) : null,
            "policy-1",
            NOW,
            null),
        EventId.of(new UUID(7, 4)),
        3,
        "general-hospital",
        "main-campus",
        new DisclosureTerms(optedIn, encounters, protocol),
        new RequesterRegistered(
            requester,
            RequesterKind.PROVIDER,
            "Example Clinic",
            VerificationLevel.DOCUMENT_CHECKED,
            Set.of("main-campus"),
            Set.of(endpoint),
            null,
            true),
        endpoint,
        NOW);
  }
}
