package org.openroi.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openroi.event.DisclosureStopped;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.DisclosureWithdrawn;
import org.openroi.event.PackageSealed;
import org.openroi.event.RecordOpened;
import org.openroi.event.SensitiveCategory;
import org.openroi.event.StopClass;
import org.openroi.redaction.redactor.CutRule;
import org.openroi.redaction.redactor.LedgerLine;

class PrepareDisclosureTest {
  private static final Ledger LEDGER =
      new Ledger(
          List.of(new LedgerLine(0, "Condition", "c-1", CutRule.CATEGORY, null, true)), List.of());

  @TempDir Path home;
  private Workshop w;
  private Sealing sealing;

  /** Makes a package as it is told. */
  private interface Sealing {
    SealOutcome seal(PackageOrder order) throws IOException;
  }

  @BeforeEach
  void open() {
    w = new Workshop(home);
    w.disclosures.add(Disclosure.of(w.f.order(1)));
    sealing = this::sealed;
  }

  @AfterEach
  void close() {
    w.close();
  }

  private SealOutcome sealed(PackageOrder order) {
    return new SealOutcome.Sealed(
        w.packages.put(order.delivery(), order.epoch(), w.sealed),
        "ab".repeat(32),
        3,
        "fingerprint",
        "cut-1",
        LEDGER);
  }

  private Optional<Claim> claim() {
    return w.claimDisclosure().claim(Work.PREPARE);
  }

  private PrepareDisclosure worker(Terms terms) {
    SealPackage sealPackage =
        new SealPackage(null, null, null, null, null, null) {
          @Override
          public SealOutcome seal(PackageOrder order) throws IOException {
            return sealing.seal(order);
          }
        };
    return new PrepareDisclosure(
        new Destinations(w.requesters),
        w.channel(),
        new PackageOrders(terms),
        sealPackage,
        w.packages,
        w.ledgers,
        new ChangeDisclosure(w.disclosures, w.events, new Custodian("general-hospital")),
        w.patience(),
        w.time());
  }

  private void prepare() throws IOException {
    worker(
            _ -> {
              throw new IllegalStateException("no terms here");
            })
        .prepare(claim().orElseThrow());
  }

  private void assertStopped(StopClass reason) {
    assertThat(w.now().stage())
        .isInstanceOfSatisfying(
            Stage.Stopped.class, stopped -> assertThat(stopped.reason()).isEqualTo(reason));
    assertThat(w.published(DisclosureStopped.class)).isEqualTo(1);
    w.pass(Duration.ofDays(2));
    assertThat(claim()).isEmpty();
  }

  @Test
  @DisplayName("The reading is on record before the record is read, the package after it is made")
  void isPrepared() throws IOException {
    sealing =
        order -> {
          assertThat(w.published(RecordOpened.class)).isEqualTo(1);
          assertThat(w.published(PackageSealed.class)).isZero();
          assertThat(order.epoch()).isEqualTo(w.now().epoch());
          assertThat(order.terms()).isEqualTo(new DisclosureTerms(Set.of(), Set.of(), null));
          return sealed(order);
        };
    prepare();
    assertThat(w.standing()).isEqualTo(Standing.TO_DELIVER);
    assertThat(w.events.facts()).hasExactlyElementsOfTypes(RecordOpened.class, PackageSealed.class);
    assertThat(w.ledgers.find(w.f.order(1).delivery())).contains(LEDGER);
    assertThat(w.now().outgoing().parcel().pack().sha256()).isEqualTo(w.sha256);
    assertThat(w.events.all())
        .allSatisfy(
            event -> {
              assertThat(event.causationId()).isEqualTo(w.now().order().event().id());
              assertThat(event.facility()).isEqualTo(DisclosureFixture.FACILITY);
            });
    assertThat(claim()).as("it is made once").isEmpty();
  }

  @Test
  void opensTheTerms() throws IOException {
    DisclosureTerms terms = new DisclosureTerms(Set.of(SensitiveCategory.HIV), Set.of(), null);
    DisclosureFixture f = new DisclosureFixture();
    f.terms = "aaaa.bbbb.cccc.dddd.eeee";
    w.requesters.keep(f.entry(w.server.endpoint()));
    prepare();
    w.disclosures.add(Disclosure.of(f.order(1)));
    sealing =
        order -> {
          assertThat(order.terms()).isEqualTo(terms);
          return sealed(order);
        };
    worker(text -> text.equals(f.terms) ? terms : null).prepare(claim().orElseThrow());
    assertThat(Standing.of(w.disclosures.find(f.release).orElseThrow().stage()))
        .isEqualTo(Standing.TO_DELIVER);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "RECORD_NOT_FOUND",
        "RECORD_UNREADABLE",
        "RECORD_NOT_OF_THIS_PATIENT",
        "NOTHING_TO_RELEASE",
        "REVIEW_REQUIRED",
        "RECIPIENT_KEY_NOT_USABLE"
      })
  @DisplayName("stops where the record side stops, with its ledger")
  void stopsWhereTheRecordSideStops(StopClass reason) throws IOException {
    sealing = _ -> new SealOutcome.Stopped(reason, LEDGER);
    prepare();
    assertStopped(reason);
    assertThat(w.ledgers.find(w.f.order(1).delivery())).contains(LEDGER);
  }

  @Test
  @DisplayName("An end point that cannot be delivered to stops it before the record is read")
  void endpointNotUsable() throws IOException {
    w.register(DisclosureFixture.endpoint(w.server.endpoint().address(), null));
    prepare();
    assertStopped(StopClass.ENDPOINT_NOT_USABLE);
    assertThat(w.published(RecordOpened.class)).isZero();
  }

  @Test
  void waitsTenMinutesForTheDirectory() throws IOException {
    w.requesters.forget(w.f.requester);
    prepare();
    assertThat(w.standing()).isEqualTo(Standing.TO_PREPARE);
    w.pass(Duration.ofMinutes(10));
    prepare();
    assertStopped(StopClass.ENDPOINT_NOT_USABLE);
  }

  @Test
  @DisplayName("We are broken: nothing is released, it is tried again, and then a person is asked")
  void weAreBroken() throws IOException {
    sealing =
        _ -> {
          throw new IOException("a disk");
        };
    assertThatThrownBy(this::prepare).isInstanceOf(IOException.class);
    assertThat(w.standing()).isEqualTo(Standing.TO_PREPARE);
    assertThat(claim()).as("it rests first").isEmpty();
    w.pass(Duration.ofSeconds(31));
    sealing =
        _ -> {
          throw new OutOfMemoryError("made up");
        };
    assertThatThrownBy(this::prepare).isInstanceOf(OutOfMemoryError.class);
    w.pass(Workshop.PATIENCE);
    assertThatThrownBy(this::prepare).isInstanceOf(OutOfMemoryError.class);
    assertStopped(StopClass.INTERNAL_FAULT);
    assertThat(w.published(RecordOpened.class)).isEqualTo(3);
    assertThat(w.published(PackageSealed.class)).isZero();
  }

  @Test
  @DisplayName("Whoever lost the claim meanwhile changes nothing, and destroys what he made")
  void aZombie() throws IOException {
    sealing =
        order -> {
          SealOutcome late = sealed(order);
          sealing = this::sealed;
          w.pass(Workshop.LEASE);
          worker(_ -> null).prepare(claim().orElseThrow());
          return late;
        };
    prepare();
    assertThat(w.standing()).isEqualTo(Standing.TO_DELIVER);
    String kept = w.now().outgoing().parcel().pack().reference();
    assertThat(w.packages.references()).containsExactly(kept);
    assertThat(w.published(PackageSealed.class)).isEqualTo(1);
    assertThat(w.published(RecordOpened.class)).isEqualTo(2);
  }

  @Test
  @DisplayName("A withdrawal while it is made: withdrawn at once, and what is made is destroyed")
  void withdrawnMeanwhile() throws IOException {
    sealing =
        order -> {
          w.withdraw(2);
          return sealed(order);
        };
    prepare();
    assertThat(w.standing()).isEqualTo(Standing.WITHDRAWN);
    assertThat(w.packages.references()).isEmpty();
    assertThat(w.published(DisclosureWithdrawn.class)).isEqualTo(1);
    assertThat(w.published(PackageSealed.class)).isZero();
  }

  @Test
  @DisplayName("The package of a delivery that was withdrawn is destroyed")
  void destroyed() throws IOException {
    prepare();
    DestroyPackages destroyPackages = new DestroyPackages(w.disclosures, w.packages);
    destroyPackages.destroy(w.time().instant());
    assertThat(w.packages.references()).hasSize(1);
    w.withdraw(2);
    destroyPackages.destroy(w.time().instant());
    destroyPackages.destroy(w.time().instant());
    assertThat(w.packages.references()).isEmpty();
  }

  @Test
  @DisplayName("A package that its maker did not live to put on record is destroyed")
  void orphaned() throws IOException {
    prepare();
    String kept = w.now().outgoing().parcel().pack().reference();
    w.packages.put(w.f.order(1).delivery(), 7, w.sealed);
    new DestroyPackages(w.disclosures, w.packages).destroy(w.time().instant());
    assertThat(w.packages.references()).containsExactly(kept);
  }

  @Test
  @DisplayName("A person lets it go on: it is prepared again")
  void resumed() throws IOException {
    sealing = _ -> new SealOutcome.Stopped(StopClass.RECORD_UNREADABLE, Ledger.EMPTY);
    prepare();
    Function<ResumeDisclosure.Outcome, ResumeDisclosure.Resumption> resume =
        outcome ->
            new ResumeDisclosure(
                    w.disclosures,
                    (_, _, _, _) -> {},
                    new ChangeDisclosure(w.disclosures, w.events, new Custodian("c")))
                .resume(
                    w.f.release,
                    Set.of(DisclosureFixture.FACILITY),
                    outcome,
                    "officer-1",
                    w.time().instant())
                .orElseThrow();
    assertThat(resume.apply(ResumeDisclosure.Outcome.DELIVERED))
        .isInstanceOf(ResumeDisclosure.Resumption.NotInDoubt.class);
    assertThat(resume.apply(ResumeDisclosure.Outcome.RETRY))
        .isInstanceOf(ResumeDisclosure.Resumption.Resumed.class);
    assertThat(resume.apply(ResumeDisclosure.Outcome.RETRY))
        .isInstanceOf(ResumeDisclosure.Resumption.NotStopped.class);
    sealing = this::sealed;
    prepare();
    assertThat(w.standing()).isEqualTo(Standing.TO_DELIVER);
  }
}
