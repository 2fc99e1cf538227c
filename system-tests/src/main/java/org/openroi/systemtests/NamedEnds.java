package org.openroi.systemtests;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.RelationshipKind;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.RequesterKind;
import org.openroi.event.Scope;
import org.openroi.systemtests.load.Bodies.Asked;
import org.openroi.systemtests.load.Bodies.Days;
import org.openroi.systemtests.load.Canary;
import org.openroi.systemtests.load.Desk;

/** Releases that are in order but for one thing, each of which must come to its own end. */
final class NamedEnds {
  private static final int LINE = 1 << 16;
  private static final int ED25519 = 32;
  private static final Scope ENTIRE = new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null);

  private final SuiteUnderTest suite;
  private final Desk desk;
  private final String run;

  NamedEnds(SuiteUnderTest suite, Desk desk, String run) {
    this.suite = suite;
    this.desk = desk;
    this.run = run;
  }

  /** A release and who is to receive it. */
  record Asking(String release, String user) {}

  /** All is in order. */
  Asking inOrder(String name) throws InterruptedException {
    return ask(name, new LinkedHashMap<>());
  }

  /** The end point pins another server's key. */
  Asking withWrongHostKey(String name) throws InterruptedException {
    return ask(name, Map.of("hostKey", otherHost()));
  }

  /** The end point has a text for a key that is none. */
  Asking withUnusableKey(String name) throws InterruptedException {
    return ask(name, Map.of("publicKey", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nnone\n"));
  }

  /** The recipient has no room, until {@link #makeRoom}. */
  Asking withFullDisk(String name) throws IOException, InterruptedException {
    Files.writeString(quota(user(name)), "10");
    return inOrder(name);
  }

  void makeRoom(Asking asked) throws IOException {
    Files.delete(quota(asked.user()));
  }

  /** The recipient's server does not let us in. */
  Asking withClosedAccount(String name) throws IOException, InterruptedException {
    Files.createFile(suite.received().resolve(user(name) + ".closed"));
    return inOrder(name);
  }

  /** The record's file ends in the middle. */
  Asking withUnreadableRecord(String name) throws InterruptedException {
    String reference = desk.patient(id(name));
    byte[] page = small(fhirId(name), fhirId(name));
    suite.records().page(reference, fhirId(name), Arrays.copyOf(page, page.length - 9));
    return ask(name, reference, Map.of());
  }

  /** One resource in the record is somebody else's. */
  Asking withRecordOfAnother(String name) throws InterruptedException {
    String reference = desk.patient(id(name));
    suite.records().page(reference, fhirId(name), small(fhirId(name), "somebody-else"));
    return ask(name, reference, Map.of());
  }

  /**
   * A record of so many bytes, four fifths of it one attachment; and what of it must arrive is all
   * of it, byte for byte.
   */
  Asking withHugeRecord(String name, long bytes) throws IOException, InterruptedException {
    String reference = desk.patient(id(name));
    String id = fhirId(name);
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(hugeRecord(name)), LINE)) {
      write(
          out,
          """
          {"resourceType": "Bundle", "type": "searchset", "entry": [
           {"resource": {"resourceType": "Patient", "id": "%1$s"}},
           {"resource": {"resourceType": "DocumentReference", "id": "scan", "status": "current", "subject": {"reference": "Patient/%1$s"},
            "date": "2026-03-05", "content": [{"attachment": {"contentType": "text/plain", "data": \""""
              .formatted(id));
      byte[] line = new byte[LINE];
      Arrays.fill(line, (byte) 'A');
      for (long written = 0; written < bytes / 5 * 4; written += line.length) {
        out.write(line);
      }
      write(out, "\"}}]}}");
      long each = 0;
      for (int number = 0; each < bytes / 5; number++) {
        String observation =
            """
            ,
             {"resource": {"resourceType": "Observation", "id": "o%1$d", "status": "final", "subject": {"reference": "Patient/%2$s"},
              "effectiveDateTime": "2026-03-05", "code": {"text": "Hemoglobin"}, "valueString": "%3$s %1$d"}}"""
                .formatted(number, id, Canary.RECORD);
        write(out, observation);
        each += observation.length();
      }
      write(out, "\n]}\n");
    }
    suite.records().link(reference, id);
    return ask(name, reference, Map.of());
  }

  /** Where the huge record lies. */
  Path hugeRecord(String name) throws IOException {
    return suite.records().file(fhirId(name));
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private Asking ask(String name, Map<String, String> otherwise) throws InterruptedException {
    return ask(name, desk.patientWithRecord(id(name)), otherwise);
  }

  /** A provider who treats the patient asks for all of it. */
  private Asking ask(String name, String reference, Map<String, String> otherwise)
      throws InterruptedException {
    Map<String, String> endpoint = suite.recipients().endpoint("inbox", user(name));
    endpoint.putAll(otherwise);
    String requester = desk.requester(id(name), RequesterKind.PROVIDER, null, endpoint);
    desk.relationship(
        id(name), reference, requester, RelationshipKind.TREATMENT, new Days(null, null));
    return new Asking(
        desk.release(
            id(name),
            new Asked(id(name), requester, PurposeOfUse.TREAT, ENTIRE, null),
            Set.of(ReleaseStatus.DELIVERED, ReleaseStatus.STOPPED)),
        user(name));
  }

  private String id(String name) {
    return run + "-" + name;
  }

  private String user(String name) {
    return Desk.user(id(name));
  }

  private String fhirId(String name) {
    return UUID.nameUUIDFromBytes(id(name).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Path quota(String user) {
    return suite.received().resolve(user + ".quota");
  }

  /** A host key of nobody here, in its one-line form (RFC 8709). */
  private static String otherHost() {
    try {
      byte[] encoded =
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
      byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
      ByteBuffer key = ByteBuffer.allocate(4 + type.length + 4 + ED25519);
      key.putInt(type.length).put(type);
      key.putInt(ED25519).put(encoded, encoded.length - ED25519, ED25519);
      return "ssh-ed25519 " + Base64.getEncoder().encodeToString(key.array());
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has Ed25519", every);
    }
  }

  private static byte[] small(String id, String other) {
    return """
    {"resourceType": "Bundle", "type": "searchset", "entry": [
     {"resource": {"resourceType": "Patient", "id": "%1$s"}},
     {"resource": {"resourceType": "Observation", "id": "made-up", "status": "final", "subject": {"reference": "Patient/%2$s"},
      "effectiveDateTime": "2026-03-05", "code": {"text": "Hemoglobin"}, "valueString": "%3$s"}}]}
    """
        .formatted(id, other, Canary.RECORD)
        .getBytes(StandardCharsets.UTF_8);
  }
}
