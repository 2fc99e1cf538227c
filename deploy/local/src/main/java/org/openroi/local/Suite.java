package org.openroi.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the suite of one folder is made of: components with their ports, keys and environment. */
final class Suite {
  static final String CUSTODIAN = "general-hospital";
  private static final String AUDIT_DATABASE = "audit";
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
  private final Service audit;

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
            .withDatabase("authorization", Keys.password(home.key("postgresql-authorization")));
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

    intake =
        service(
            "intake",
            8081,
            jdbc("intake"),
            key("OPENROI_INTAKE_IDENTIFIER_KEY", "intake-identifier"));
    authorization =
        service(
            "authorization",
            8082,
            jdbc("authorization"),
            key("OPENROI_AUTHORIZATION_SEALING_KEY", "authorization-sealing"));
    audit = service("audit", 8084, auditStore(), Map.of());
  }

  /** Brokers, stores and the issuer, which need nothing of each other. */
  List<Component> infrastructure() {
    return Stream.of(Optional.of(kafka), Optional.of(postgres), mongo, Optional.of(issuer))
        .flatMap(Optional::stream)
        .map(Component.class::cast)
        .toList();
  }

  List<Component> services() {
    return List.of(intake, authorization, audit);
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
    for (String name : List.of("intake", "authorization")) {
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
    for (Service service : List.of(intake, authorization, audit)) {
      component(suite, supervisor, service)
          .put("url", service.url())
          .put("managementUrl", service.managementUrl());
    }
    suite
        .putObject("files")
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
      String name, int port, Map<String, String> stores, Map<String, String> keys)
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
        environment);
  }
}
