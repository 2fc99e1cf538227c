package org.openroi.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  AuditLogFiles auditLog() {
    return new AuditLogFiles(
        json.at("/mongodb/connectionString").asText(),
        json.at("/mongodb/database").asText(),
        Path.of(json.at("/files/auditPublicKey").asText()),
        Path.of(json.at("/files/checkpoint").asText()));
  }

  /** The base URL of a service. */
  String url(String service) {
    return json.at("/" + service + "/url").asText();
  }

  /** A file or folder of the suite, by its place in {@code suite.json}. */
  Path path(String pointer) {
    return Path.of(json.at(pointer).asText());
  }

  /** A recipient's place on this machine. */
  String recipientAddress(String user) {
    return "sftp://"
        + user
        + "@"
        + json.at("/recipients/host").asText()
        + ":"
        + json.at("/recipients/port").asInt()
        + "/";
  }

  String recipientHostKey() {
    return json.at("/recipients/hostKey").asText();
  }
}
