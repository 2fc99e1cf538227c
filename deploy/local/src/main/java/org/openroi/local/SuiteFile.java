package org.openroi.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** What {@code suite.json} says of a suite. */
record SuiteFile(JsonNode json) {
  static SuiteFile of(Home home) throws IOException {
    return new SuiteFile(
        JsonMapper.builder().build().readTree(Files.readAllBytes(home.suiteFile())));
  }

  /** The suite that runs now, or one sentence. */
  static SuiteFile running() throws IOException {
    return of(
        Homes.running()
            .orElseThrow(
                () -> new ComponentFailed("No suite is running. Start one with ./roi up")));
  }

  String issuer() {
    return json.at("/oidc/issuer").asText();
  }

  String bootstrapServers() {
    return json.at("/kafka/bootstrapServers").asText();
  }

  /** What the verification of the audit log needs: the store, the checkpoint, the public key. */
  Map<String, String> auditEnvironment() {
    return Map.of(
        "QUARKUS_MONGODB_CONNECTION_STRING", json.at("/mongodb/connectionString").asText(),
        "QUARKUS_MONGODB_DATABASE", json.at("/mongodb/database").asText(),
        "OPENROI_AUDIT_PUBLIC_KEY_FILE", json.at("/files/auditPublicKey").asText(),
        "OPENROI_AUDIT_CHECKPOINT_FILE", json.at("/files/checkpoint").asText());
  }

  /** The base URL of a service. */
  String url(String service) {
    return json.at("/" + service + "/url").asText();
  }
}
