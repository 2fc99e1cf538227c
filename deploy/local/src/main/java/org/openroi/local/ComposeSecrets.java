package org.openroi.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes every secret of the compose file, once. Each of its containers has a volume of its own with
 * what it needs and no more, readable by its user only.
 */
final class ComposeSecrets {
  /** The users of the images. */
  private static final int OPENROI = 10001;

  private static final int MONGODB = 999;
  private static final int KEYCLOAK = 1000;
  private static final int ROOT = 0;

  /** Who may take a token with a password or a secret. */
  static final List<String> PEOPLE = List.of("clerk", "officer", "auditor");

  private final Path folder;

  private ComposeSecrets(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes what is not there yet; what is there stays as it is.
   *
   * @param records the folder of records, given to those who write and read it
   */
  static void write(Path folder, Path records) throws IOException {
    ComposeSecrets secrets = new ComposeSecrets(folder);
    secrets.stores();
    secrets.issuer();
    secrets.services();
    secrets.recipients();
    for (String owner : List.of("intake", "authorization", "redaction", "audit", "recipients")) {
      secrets.give(owner, OPENROI);
    }
    secrets.give("setup", OPENROI);
    secrets.give("smoke", OPENROI);
    secrets.give("postgresql", ROOT);
    secrets.give("mongodb", MONGODB);
    secrets.give("keycloak", KEYCLOAK);
    give(records, OPENROI, "rwx------");
  }

  private void stores() throws IOException {
    Map<String, String> setup = new LinkedHashMap<>();
    setup.put("postgresql", Keys.password(file("postgresql", "password")));
    for (String service : List.of("intake", "authorization", "redaction")) {
      setup.put(service, Keys.password(file(service, "database-password")));
    }
    Keys.password(file("mongodb", "admin-password"));
    Keys.aes(file("mongodb", "keyfile"));
    setup.put("mongodb", mongo(Keys.password(file("mongodb", "audit-password"))));
    properties(file("setup", "setup.properties"), setup);
  }

  private static String mongo(String password) {
    return "mongodb://audit:" + password + "@mongodb:27017/audit?replicaSet=roi&authSource=admin";
  }

  private void issuer() throws IOException {
    Keys.password(file("keycloak", "admin"));
    Keys.password(file("keycloak", "redaction"));
    Keys.password(file("keycloak", "engine-a"));
    for (String person : PEOPLE) {
      String password = Keys.password(file("keycloak", person));
      Keys.write(file("smoke", person), password);
    }
  }

  private void services() throws IOException {
    for (String service : List.of("intake", "authorization", "redaction", "audit")) {
      Map<String, String> settings = new LinkedHashMap<>();
      settings.put("openroi.quarantine-key", Keys.aes(file(service, "quarantine")));
      if (service.equals("audit")) {
        settings.put(
            "quarkus.mongodb.connection-string",
            mongo(Keys.password(file("mongodb", "audit-password"))));
      } else {
        settings.put(
            "quarkus.datasource.password", Keys.password(file(service, "database-password")));
      }
      switch (service) {
        case "intake" ->
            settings.put("openroi.intake.identifier-key", Keys.aes(file(service, "identifiers")));
        case "authorization" ->
            settings.put("openroi.authorization.sealing-key", Keys.aes(file(service, "sealing")));
        case "redaction" -> {
          settings.put("openroi.redaction.sealing-key", Keys.aes(file(service, "sealing")));
          settings.put(
              "quarkus.oidc-client.credentials.secret",
              Keys.password(file("keycloak", "redaction")));
        }
        default -> Keys.ed25519(file(service, "signing.pem"), file("smoke", "audit.pub.pem"));
      }
      properties(file(service, "service.properties"), settings);
    }
    Keys.jwk(file("redaction", "terms.jwks"), file("authorization", "terms.pub.jwks"));
  }

  private void recipients() throws IOException {
    KeyPair client = Keys.rsa(file("redaction", "sftp.pem"));
    Keys.writePublic(file("recipients", "redaction.pub.pem"), client.getPublic());
    KeyPair host = Keys.ec(file("recipients", "host.pem"));
    Files.writeString(file("smoke", "recipients-host-key"), Recipients.publicKey(host));
  }

  private Path file(String owner, String name) throws IOException {
    return Files.createDirectories(folder.resolve(owner)).resolve(name);
  }

  private static void properties(Path file, Map<String, String> settings) throws IOException {
    // Above what a service's own application.properties says.
    StringBuilder text = new StringBuilder("config_ordinal=275\n");
    settings.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(partial, text, StandardCharsets.UTF_8);
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void give(String owner, int user) throws IOException {
    Path own = folder.resolve(owner);
    try (Stream<Path> files = Files.list(own)) {
      for (Path file : files.toList()) {
        give(file, user, "r--------");
      }
    }
    give(own, user, "r-x------");
  }

  private static void give(Path path, int user, String permissions) throws IOException {
    Files.setAttribute(path, "unix:uid", user);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
