package org.openroi.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the suite of one folder is made of: components with their ports, keys and environment. */
final class Suite {
  static final String CUSTODIAN = "general-hospital";
  private static final String AUDIT_DATABASE = "audit";

  /** The codes that the corpus uses and the core value sets may not carry. */
  private static final String VALUE_SETS = "synthea.csv";

  private static final int HEAP = 384;
  private static final int REDACTION_HEAP = 256;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Home home;
  private final KafkaNode kafka;
  private final PostgresServer postgres;
  private final Optional<Component> mongo;
  private final String mongoUri;
  private final Optional<String> standIn;
  private final TokenIssuer issuer;
  private final Service intake;
  private final Service authorization;
  private final Service redaction;
  private final Service audit;
  private final Recipients recipients;

  /** Chooses ports and makes keys where there are none yet. Starts nothing. */
  Suite(Home home) throws IOException {
    this.home = home;
    home.create();
    kafka =
        new KafkaNode(
            home.data("kafka"), home.port("kafka", null), home.port("kafka.controller", null));
    int postgresPort = home.port("postgresql", null);
    postgres =
        new PostgresServer(
                home.data("postgresql"), postgresPort, Keys.password(home.key("postgresql")))
            .withDatabase("intake", Keys.password(home.key("postgresql-intake")))
            .withDatabase("authorization", Keys.password(home.key("postgresql-authorization")))
            .withDatabase("redaction", Keys.password(home.key("postgresql-redaction")));
    String given = System.getenv().getOrDefault("ROI_MONGODB_URI", "");
    if (given.isBlank()) {
      int port = home.port("mongodb", null);
      MongoChoice choice = MongoChoice.of(home, port);
      mongo = Optional.of(choice.component());
      mongoUri = choice.connectionString();
      standIn = choice.standIn();
    } else {
      mongo = Optional.empty();
      mongoUri = given;
      standIn = Optional.empty();
    }
    issuer = new TokenIssuer(home.key("oidc.jwk"), home.port("oidc", null));
    Keys.ed25519(signingKey(), publicKey());

    Keys.jwk(termsKey(), termsPublicKey());
    recipients =
        new Recipients(
            home.data("recipients"),
            home.data("recipients-ledger.jsonl"),
            home.key("recipients-host.pem"),
            home.key("redaction-sftp.pem"),
            home.port("recipients", null));
    Files.createDirectories(home.recordsOfPatients());
    Files.createDirectories(home.key("recipients"));

    intake =
        service(
            "intake",
            8081,
            HEAP,
            jdbc("intake"),
            key("OPENROI_INTAKE_IDENTIFIER_KEY", "intake-identifier"));
    authorization =
        service("authorization", 8082, HEAP, jdbc("authorization"), authorizationKeys());
    redaction = service("redaction", 8083, REDACTION_HEAP, jdbc("redaction"), disclosure());
    audit = service("audit", 8084, HEAP, auditStore(), Map.of());
  }

  /** Brokers, stores and the issuer, which need nothing of each other. */
  List<Component> infrastructure() {
    return Stream.of(
            Optional.of(kafka),
            Optional.of(postgres),
            mongo,
            Optional.of(issuer),
            Optional.of(recipients))
        .flatMap(Optional::stream)
        .map(Component.class::cast)
        .toList();
  }

  List<Component> services() {
    return List.of(intake, authorization, redaction, audit);
  }

  /** All of them, in the order of their start. */
  List<Component> components() {
    return Stream.concat(infrastructure().stream(), services().stream()).toList();
  }

  /** The audit log's store, unless another was given. */
  Optional<Component> mongo() {
    return mongo;
  }

  /** Why the audit log is kept in a stand-in, which a person must be told; empty if it is not. */
  Optional<String> standIn() {
    return standIn;
  }

  AuditLogFiles auditLog() {
    return new AuditLogFiles(mongoUri, AUDIT_DATABASE, publicKey(), checkpoint());
  }

  /** Describes what runs, for programs: {@code suite.json}. */
  synchronized void describe(Supervisor supervisor) {
    ObjectNode suite = JSON.createObjectNode();
    suite.put("home", home.folder().toString());
    suite.put("pid", ProcessHandle.current().pid());
    suite.put(
        "ready",
        components().stream().allMatch(component -> supervisor.process(component).isPresent()));
    suite.put("custodian", CUSTODIAN);
    component(suite, supervisor, kafka).put("bootstrapServers", kafka.bootstrapServers());
    ObjectNode databases = component(suite, supervisor, postgres).putObject("databases");
    for (String name : List.of("intake", "authorization", "redaction")) {
      databases
          .putObject(name)
          .put("url", postgres.jdbcUrl(name))
          .put("username", name)
          .put("passwordFile", home.key("postgresql-" + name).toString());
    }
    ObjectNode mongodb = suite.putObject("mongodb");
    mongo.flatMap(supervisor::process).ifPresent(process -> mongodb.put("pid", process.pid()));
    mongodb.put("connectionString", mongoUri).put("database", AUDIT_DATABASE).put("kind", kind());
    component(suite, supervisor, issuer).put("issuer", issuer.url());
    for (Service service : List.of(intake, authorization, redaction, audit)) {
      component(suite, supervisor, service)
          .put("url", service.url())
          .put("managementUrl", service.managementUrl());
    }
    component(suite, supervisor, recipients)
        .put("host", Ports.HOST)
        .put("port", recipients.port())
        .put("hostKey", recipients.hostKey())
        .put("folder", recipients.folder().toString())
        .put("ledger", recipients.ledger().toString());
    suite
        .putObject("files")
        .put("records", home.recordsOfPatients().toString())
        .put("packages", packages().toString())
        .put("recipientKeys", home.key("recipients").toString())
        .put("checkpoint", checkpoint().toString())
        .put("auditPublicKey", publicKey().toString())
        .put("logs", home.logs().toString());
    try {
      Home.write(home.suiteFile(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(suite));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static ObjectNode component(
      ObjectNode suite, Supervisor supervisor, Component component) {
    ObjectNode node = suite.putObject(component.name());
    supervisor.process(component).ifPresent(process -> node.put("pid", process.pid()));
    return node;
  }

  private String kind() {
    if (standIn.isPresent()) {
      return "stand-in";
    }
    return mongo.isPresent() ? "mongod" : "given";
  }

  private Path checkpoint() {
    return home.data("checkpoint");
  }

  private Path signingKey() {
    return home.key("audit-signing.pem");
  }

  private Path publicKey() {
    return home.key("audit-signing.pub.pem");
  }

  private Map<String, String> jdbc(String database) throws IOException {
    return Map.of(
        "QUARKUS_DATASOURCE_JDBC_URL",
        postgres.jdbcUrl(database),
        "QUARKUS_DATASOURCE_USERNAME",
        database,
        "QUARKUS_DATASOURCE_PASSWORD",
        Keys.password(home.key("postgresql-" + database)));
  }

  private Path termsKey() {
    return home.key("redaction-terms.jwks");
  }

  private Path termsPublicKey() {
    return home.key("redaction-terms.pub.jwks");
  }

  private Path packages() {
    return home.data("packages");
  }

  private Map<String, String> authorizationKeys() throws IOException {
    Map<String, String> keys =
        new HashMap<>(key("OPENROI_AUTHORIZATION_SEALING_KEY", "authorization-sealing"));
    keys.put("OPENROI_AUTHORIZATION_TERMS_KEY_FILE", termsPublicKey().toString());
    return keys;
  }

  /** What the service that discloses reads, where it keeps packages, and how it is known. */
  private Map<String, String> disclosure() throws IOException {
    Path pack = home.folder().resolve("value-sets").resolve(VALUE_SETS);
    Files.createDirectories(pack.getParent());
    try (InputStream codes = Suite.class.getResourceAsStream(VALUE_SETS)) {
      Home.write(pack, Objects.requireNonNull(codes, VALUE_SETS).readAllBytes());
    }
    Map<String, String> settings =
        new HashMap<>(key("OPENROI_REDACTION_SEALING_KEY", "redaction-sealing"));
    settings.put("OPENROI_REDACTION_RECORDS_FOLDER", home.recordsOfPatients().toString());
    settings.put("OPENROI_REDACTION_PACKAGE_FOLDER", packages().toString());
    settings.put("OPENROI_REDACTION_TERMS_KEY_FILE", termsKey().toString());
    settings.put("OPENROI_REDACTION_SFTP_KEY_FILE", home.key("redaction-sftp.pem").toString());
    settings.put("OPENROI_REDACTION_PERMIT_URL", authorization.url());
    settings.put("OPENROI_REDACTION_VALUE_SETS", pack.toString());
    settings.put("QUARKUS_OIDC_CLIENT_AUTH_SERVER_URL", issuer.url());
    settings.put("QUARKUS_OIDC_CLIENT_CLIENT_ID", TokenIssuer.REDACTION);
    settings.put("QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET", "-");
    return settings;
  }

  private Map<String, String> auditStore() {
    return Map.of(
        "QUARKUS_MONGODB_CONNECTION_STRING",
        mongoUri,
        "QUARKUS_MONGODB_DATABASE",
        AUDIT_DATABASE,
        "OPENROI_AUDIT_SIGNING_KEY_FILE",
        signingKey().toString(),
        "OPENROI_AUDIT_CHECKPOINT_FILE",
        checkpoint().toString());
  }

  private Map<String, String> key(String variable, String file) throws IOException {
    return Map.of(variable, Keys.aes(home.key(file)));
  }

  private Service service(
      String name,
      int port,
      int heapMegabytes,
      Map<String, String> stores,
      Map<String, String> keys)
      throws IOException {
    Map<String, String> environment = new HashMap<>(stores);
    environment.putAll(keys);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url());
    environment.put("OPENROI_CUSTODIAN", CUSTODIAN);
    environment.put("OPENROI_QUARANTINE_KEY", Keys.aes(home.key(name + "-quarantine")));
    return new Service(
        name,
        ComponentClassPath.project().resolve(name + "-service/target/quarkus-app/quarkus-run.jar"),
        home.port(name, port),
        home.port(name + ".management", port + 1000),
        heapMegabytes,
        environment);
  }
}
