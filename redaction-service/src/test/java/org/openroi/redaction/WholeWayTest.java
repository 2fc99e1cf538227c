package org.openroi.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.event.DeliveryAttempted;
import org.openroi.event.DisclosureDelivered;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.DisclosureWithdrawn;
import org.openroi.event.Endpoint;
import org.openroi.event.EventEnvelope;
import org.openroi.event.PackageSealed;
import org.openroi.event.RecordOpened;
import org.openroi.event.Topics;
import org.openroi.local.testing.TestBroker;
import org.openroi.redaction.http.PermitServer;
import org.openroi.redaction.jose.TermsKeys;
import org.openroi.redaction.sftp.SftpServer;
import org.openroi.redaction.sftp.SftpServer.Moment;
import org.pgpainless.PGPainless;
import org.pgpainless.key.util.KeyRingUtils;

@QuarkusTest
@TestProfile(EverybodyWorks.class)
@DisplayName("From a decision on the topic to a package at its recipient")
class WholeWayTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Inject ShowDisclosure showDisclosure;
  @Inject ShowLedger showLedger;

  @ConfigProperty(name = "openroi.redaction.records-folder")
  Path records;

  @ConfigProperty(name = "openroi.redaction.package-folder")
  Path packages;

  @ConfigProperty(name = "openroi.redaction.terms-key-file")
  Path terms;

  @ConfigProperty(name = "openroi.redaction.permit-url")
  URI permitUrl;

  private final DisclosureFixture f = new DisclosureFixture();
  private TestBroker broker;
  private SftpServer server;
  private PermitServer permits;

  @BeforeEach
  void open() throws Exception {
    broker = new TestBroker();
    server = new SftpServer(records.getParent());
    permits = new PermitServer(permitUrl.getPort());
    String patientId = UUID.randomUUID().toString();
    Files.createDirectories(records.resolve("links"));
    Files.writeString(records.resolve("links").resolve(f.patient.reveal()), patientId);
    Path folder = Files.createDirectories(records.resolve("patients").resolve(patientId));
    Files.writeString(folder.resolve("record.json"), record(patientId));
    Endpoint at = server.endpoint();
    broker.send(
        TestBroker.fromIntake(
            f.entry(new Endpoint("inbox", at.kind(), at.address(), certificate(), at.hostKey())),
            1));
    f.terms = TermsKeys.seal(new DisclosureTerms(Set.of(), Set.of(), null), terms);
  }

  @AfterEach
  void close() {
    permits.close();
    server.close();
    broker.close();
  }

  private static String certificate() throws Exception {
    return PGPainless.asciiArmor(
        KeyRingUtils.publicKeyRingFrom(
            PGPainless.generateKeyRing().modernKeyRing("Example Clinic")));
  }

  /** A made-up patient with a broken arm and, to be left out, a depression. */
  private static String record(String patientId) {
    return """
    {"resourceType":"Bundle","type":"collection","entry":[
     {"fullUrl":"urn:uuid:%1$s","resource":{"resourceType":"Patient","id":"%1$s"}},
     {"fullUrl":"urn:uuid:c1","resource":{"resourceType":"Condition","id":"c1",
      "subject":{"reference":"Patient/%1$s"},"onsetDateTime":"2026-03-01",
      "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"S52.501A"}]}}},
     {"fullUrl":"urn:uuid:c2","resource":{"resourceType":"Condition","id":"c2",
      "subject":{"reference":"Patient/%1$s"},"onsetDateTime":"2026-03-02",
      "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"F32.1"}]}}}]}
    """
        .formatted(patientId);
  }

  private void awaits(Standing standing) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        showDisclosure
                            .show(f.release, Set.of(DisclosureFixture.FACILITY))
                            .map(shown -> shown.disclosure().stage()))
                    .map(Standing::of)
                    .contains(standing));
  }

  private List<EventEnvelope> published() {
    return TestBroker.events(Topics.DISCLOSURES, f.release.toString());
  }

  @Test
  void isDelivered() {
    broker.send(f.authorized(1));
    awaits(Standing.DELIVERED);
    String name = f.order(1).delivery() + ".pgp";
    assertThat(server.files()).containsKey(name);
    await().atMost(SOON).until(() -> published().size() >= 4);
    assertThat(published())
        .extracting(event -> (Object) event.data().getClass())
        .containsExactly(
            RecordOpened.class,
            PackageSealed.class,
            DeliveryAttempted.class,
            DisclosureDelivered.class);
    DisclosureDelivered delivered = (DisclosureDelivered) published().getLast().data();
    assertThat(delivered.packageSha256()).isEqualTo(server.files().get(name));
    assertThat(showLedger.show(f.release, Set.of(DisclosureFixture.FACILITY)).orElseThrow().lines())
        .anySatisfy(line -> assertThat(line.id()).isEqualTo("c2"));
    await().atMost(SOON).until(() -> permits.asked("DELETE") == 1);
    assertThat(permits.asked()).allMatch(each -> each.contains("Bearer ey"));
  }

  @Test
  @DisplayName("A revocation that arrives while the recipient is away: nothing goes, ever")
  void revokedWhileItWaits() throws IOException {
    server.stop();
    broker.send(f.authorized(1));
    awaits(Standing.TO_DELIVER);
    broker.send(f.denied(2));
    awaits(Standing.WITHDRAWN);
    server.start();
    await().atMost(SOON).until(() -> published().size() >= 3);
    assertThat(published())
        .extracting(event -> (Object) event.data().getClass())
        .containsExactly(RecordOpened.class, PackageSealed.class, DisclosureWithdrawn.class);
    assertThat(server.bytes()).isZero();
    assertThat(permits.asked()).isEmpty();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(packages)
                    .isDirectoryNotContaining(
                        each ->
                            each.getFileName()
                                .toString()
                                .startsWith(f.order(1).delivery().toString())));
  }

  @Test
  @DisplayName("A recipient that breaks off again and again gets it once")
  void breaksOff() {
    server.once(Moment.WRITTEN, SftpServer.drops());
    broker.send(f.authorized(1));
    await().atMost(SOON).until(() -> server.bytes() > 0);
    server.once(Moment.RENAMED, SftpServer.drops());
    awaits(Standing.DELIVERED);
    assertThat(server.ledger()).filteredOn(each -> each.startsWith("rename")).hasSize(1);
  }
}
