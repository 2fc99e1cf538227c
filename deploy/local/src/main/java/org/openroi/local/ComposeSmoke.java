package org.openroi.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * One release through the suite of the compose file, from a token to the receipt and to the proof
 * that the signed log holds it. Prints each step, and throws at the first that is not as it should
 * be. Every run makes its own patient and recipient.
 */
final class ComposeSmoke implements AutoCloseable {
  private static final String FACILITY = TokenIssuer.FACILITIES.getFirst();
  private static final String SYSTEM = "urn:oid:2.16.840.1.113883.19.5";
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Path RECIPIENTS = Path.of("/recipients");

  private final Path secrets;
  private final PrintStream out;
  private final RestClient rest = new RestClient();
  private final Instant begin = Instant.now();
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String user = "smoke-" + run;

  ComposeSmoke(Path secrets, PrintStream out) {
    this.secrets = secrets;
    this.out = out;
  }

  @FunctionalInterface
  private interface Question {
    /** The answer, or a missing node as long as it is not the one that is waited for. */
    JsonNode ask() throws IOException;
  }

  void run() throws IOException {
    for (String service : List.of("intake", "authorization", "redaction", "audit")) {
      URI ready = URI.create("http://" + service + ":9000/q/health/ready");
      until(
          service + " ready", () -> Service.answers(ready) ? object() : MissingNode.getInstance());
    }
    say("the four services are ready");
    String clerk = token("clerk");
    String auditor = token("auditor");
    say("Keycloak gave tokens to a records clerk and an auditor");

    String value = "SMOKE-" + run;
    String patient = patient(clerk, value);
    say("a made-up patient is known, and has a record");
    RecipientKeys keys = new RecipientKeys(Files.createTempDirectory("keys"));
    String requester = practice(clerk, keys);
    treats(clerk, requester, patient);
    say("a practice that treats the patient is in the directory");

    String release = submit(clerk, requester, value);
    say("202: release " + release);
    until(
        "delivered",
        () -> {
          JsonNode now = rest.get(intake("/releases/" + release), clerk);
          return status(now, "DELIVERED");
        });
    JsonNode disclosure = rest.get("http://redaction:8080/api/v1/disclosures/" + release, clerk);
    expect(disclosure.path("receipt").isObject(), "there is a receipt");
    say("delivered, receipt " + disclosure.at("/receipt/deliveredAt").asText());

    Path file = RECIPIENTS.resolve(user).resolve(disclosure.path("delivery").asText() + ".pgp");
    expect(
        sha256(Files.readAllBytes(file)).equals(disclosure.at("/pack/sha256").asText()),
        "the recipient has the package that was sealed");
    List<String> names = new ArrayList<>();
    keys.open(file, user, (name, content) -> names.add(name));
    expect(names.stream().anyMatch(name -> name.startsWith("record/")), "the record is in it");
    say("the recipient opened it with the practice's key: " + names.size() + " files");

    long sequence = entry(auditor, release);
    JsonNode entry =
        until(
            "signed",
            () -> {
              JsonNode now = rest.get(audit("/entries/" + sequence), auditor);
              return now.has("checkpoint") ? now : now.path("none");
            });
    verify(entry);
    say("audit entry " + sequence + " is under a signed checkpoint: proof and signature verified");
    out.printf(
        Locale.ROOT,
        "One release from REST to its receipt and its audit proof in %.1f s.%n",
        Duration.between(begin, Instant.now()).toMillis() / 1000.0);
  }

  private String token(String person) throws IOException {
    String form =
        "grant_type=password&client_id=openroi-console&username="
            + person
            + "&password="
            + URLEncoder.encode(Files.readString(secrets.resolve(person)), StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(Compose.ISSUER + "/protocol/openid-connect/token"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      expect(response.statusCode() == 200, "a token for " + person);
      return RestClient.JSON.readTree(response.body()).path("access_token").asText();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ComponentFailed("The request for a token was interrupted.");
    }
  }

  private String patient(String clerk, String value) throws IOException {
    ObjectNode body = object().put("facility", FACILITY);
    body.putArray("identifiers").addObject().put("system", SYSTEM).put("value", value);
    String ref = rest.post(intake("/patients"), clerk, body).path("patient").asText();
    String id = UUID.randomUUID().toString();
    Path pages = Files.createTempDirectory("record");
    Files.writeString(
        pages.resolve("record.json"),
        """
        {"resourceType":"Bundle","type":"collection","entry":[
         {"fullUrl":"urn:uuid:%1$s","resource":{"resourceType":"Patient","id":"%1$s"}},
         {"fullUrl":"urn:uuid:c1","resource":{"resourceType":"Condition","id":"c1",
          "subject":{"reference":"Patient/%1$s"},"onsetDateTime":"2026-03-01",
          "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"S52.501A"}]}}}]}
        """
            .formatted(id));
    RecordFolder records = new RecordFolder(Compose.RECORDS);
    records.addPatient(id, pages);
    records.link(ref, id);
    return ref;
  }

  private String practice(String clerk, RecipientKeys keys) throws IOException {
    ObjectNode body = object().put("kind", "PROVIDER").put("name", "Lakeside Family Practice");
    body.put("verification", "DOCUMENT_CHECKED");
    body.putArray("facilities").add(FACILITY);
    body.putArray("endpoints")
        .addObject()
        .put("code", "sftp")
        .put("kind", "SFTP")
        .put(
            "address",
            "sftp://" + user + "@" + Compose.RECIPIENTS + ":" + Compose.RECIPIENTS_PORT + "/")
        .put("publicKey", keys.publicKey(user))
        .put("hostKey", Files.readString(secrets.resolve("recipients-host-key")));
    return rest.post(intake("/requesters"), clerk, body).path("requester").asText();
  }

  private void treats(String clerk, String requester, String patient) throws IOException {
    ObjectNode body = object().put("facility", FACILITY).put("patient", patient);
    body.put("requester", requester).put("kind", "TREATMENT").put("restrictionsChecked", true);
    rest.post("http://authorization:8080/api/v1/relationships", clerk, body);
  }

  private String submit(String clerk, String requester, String value) throws IOException {
    ObjectNode body = object().put("facility", FACILITY).put("clientReference", user);
    body.putObject("patient").put("system", SYSTEM).put("value", value);
    body.put("requester", requester).put("endpoint", "sftp").put("purpose", "TREAT");
    body.putObject("scope").putArray("recordTypes").add("ENTIRE_RECORD");
    return rest.post(intake("/releases"), clerk, body, "Idempotency-Key", user)
        .path("release")
        .asText();
  }

  /** The number of the entry that records the delivery. */
  private long entry(String auditor, String release) throws IOException {
    return until(
            "in the audit log",
            () -> {
              JsonNode entries = rest.get(audit("/entries?release=" + release), auditor);
              for (JsonNode each : entries) {
                if (each.at("/event/type").asText().equals("org.openroi.disclosure.delivered.v1")) {
                  return each.path("sequence");
                }
              }
              return entries.path("none");
            })
        .asLong();
  }

  /** RFC 9162 §2.1.3.2, and the signature of the note (c2sp.org/signed-note). */
  private void verify(JsonNode entry) throws IOException {
    byte[] leaf = hash(new byte[] {0}, base64(entry.path("bytes").asText()));
    String note = entry.path("checkpoint").asText();
    int end = note.indexOf("\n\n") + 1;
    String[] lines = note.substring(0, end).split("\n");
    long size = Long.parseLong(lines[1]);
    expect(entry.at("/proof/size").asLong() == size, "proof and checkpoint are of one size");
    long at = entry.at("/proof/index").asLong();
    long last = size - 1;
    byte[] root = leaf;
    for (JsonNode each : entry.at("/proof/hashes")) {
      byte[] sibling = base64(each.asText());
      if ((at & 1) == 1 || at == last) {
        root = hash(new byte[] {1}, sibling, root);
        while ((at & 1) == 0 && at != 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        root = hash(new byte[] {1}, root, sibling);
      }
      at >>= 1;
      last >>= 1;
    }
    expect(last == 0 && Arrays.equals(root, base64(lines[2])), "the proof leads to the root");
    byte[] signed = base64(note.substring(note.lastIndexOf(' ') + 1).strip());
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(Keys.readPublic(secrets.resolve("audit.pub.pem"), "Ed25519"));
      signature.update(note.substring(0, end).getBytes(StandardCharsets.UTF_8));
      byte[] bytes = new byte[signed.length - Integer.BYTES];
      ByteBuffer.wrap(signed).position(Integer.BYTES).get(bytes);
      expect(signature.verify(bytes), "the log's key signed the checkpoint");
    } catch (GeneralSecurityException invalid) {
      throw new IOException("The checkpoint's signature cannot be read.", invalid);
    }
  }

  private static JsonNode until(String what, Question question) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    JsonNode answer = question.ask();
    while (answer.isMissingNode()) {
      expect(Instant.now().isBefore(deadline), what + " within " + PATIENCE.toSeconds() + " s");
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      answer = question.ask();
    }
    return answer;
  }

  /** A status that waits for nothing but a person ends the run. */
  private static JsonNode status(JsonNode release, String wanted) throws IOException {
    String now = release.path("status").asText();
    for (String other : List.of("DENIED", "STOPPED")) {
      expect(!now.equals(other), wanted + ", and it is " + now);
    }
    return now.equals(wanted) ? release : release.path("none");
  }

  private static void expect(boolean holds, String what) throws ComponentFailed {
    if (!holds) {
      throw new ComponentFailed("Expected, and not so: " + what);
    }
  }

  private void say(String step) {
    long millis = Duration.between(begin, Instant.now()).toMillis();
    out.printf(Locale.ROOT, "%6.1f s  %s%n", millis / 1000.0, step);
  }

  private static String sha256(byte[] content) throws IOException {
    return HexFormat.of().formatHex(hash(content));
  }

  private static byte[] hash(byte[]... parts) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException impossible) {
      throw new IOException(impossible);
    }
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static String intake(String path) {
    return "http://intake:8080/api/v1" + path;
  }

  private static String audit(String path) {
    return "http://audit:8080/api/v1" + path;
  }

  private static ObjectNode object() {
    return RestClient.JSON.createObjectNode();
  }

  @Override
  public void close() {
    rest.close();
  }
}
