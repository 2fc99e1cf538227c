package org.openroi.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small modules, compiled here with stand-ins for the frameworks, each of which breaks one rule.
 */
class HouseRulesTest {
  private static final String SHOP = "org.openroi.shop";
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile("(?:class|interface|record|enum|@interface) (\\w+)");

  @TempDir Path folder;
  private final Map<String, String> sources = new LinkedHashMap<>();

  @BeforeEach
  void aServiceThatKeepsTheRules() {
    nullMarked(SHOP);
    nullMarked(SHOP + ".policy");
    nullMarked(SHOP + ".rest");
    nullMarked(SHOP + ".kafka");
    nullMarked(SHOP + ".postgres");
    file("package org.openroi.shop; public interface Orders { void add(String order); }");
    file(
        """
        package org.openroi.shop;
        @jakarta.enterprise.context.ApplicationScoped
        public class PlaceOrder {
          private final Orders orders;
          public PlaceOrder(Orders orders) { this.orders = orders; }
          @jakarta.transaction.Transactional(jakarta.transaction.Transactional.TxType.REQUIRED)
          public void place(String[] names, byte[] bytes, java.time.Instant asOf) {
            if (org.openroi.shop.policy.Price.of(asOf) > 0) orders.add(names[0]);
          }
        }
        """);
    file(
        """
        package org.openroi.shop.policy;
        public record Price(int cents) {
          public static int of(java.time.Instant asOf) { return asOf.getNano(); }
        }
        """);
    file(
        """
        package org.openroi.shop.rest;
        @jakarta.ws.rs.Path("/orders")
        public class OrderResource {
          final org.openroi.shop.PlaceOrder place;
          OrderResource(org.openroi.shop.PlaceOrder place) { this.place = place; }
          void post() { place.place(new String[] {""}, new byte[0], java.time.Instant.now()); }
        }
        """);
    file(
        """
        package org.openroi.shop.kafka;
        class OrdersListener {
          @org.eclipse.microprofile.reactive.messaging.Incoming("orders")
          void on(org.openroi.kafka.Batches batches) {}
        }
        """);
    file(
        """
        package org.openroi.shop.postgres;
        @jakarta.persistence.Entity
        class OrderRow {}
        """);
    file(
        """
        package org.openroi.shop.postgres;
        class PostgresOrders implements org.openroi.shop.Orders {
          PostgresOrders(javax.sql.DataSource source, org.openroi.outbox.Outbox outbox) {}
          public void add(String order) { java.util.UUID.randomUUID(); }
        }
        """);
    standIn("jakarta.enterprise.context", "@interface ApplicationScoped {}");
    standIn(
        "jakarta.transaction",
        "@interface Transactional { enum TxType {REQUIRED} TxType value(); }");
    standIn("jakarta.persistence", "@interface Entity {}");
    standIn("jakarta.inject", "@interface Inject {}");
    standIn("jakarta.ws.rs", "@interface Path { String value(); }");
    standIn("org.eclipse.microprofile.config.inject", "@interface ConfigProperty {}");
    standIn(
        "org.eclipse.microprofile.reactive.messaging", "@interface Incoming { String value(); }");
    standIn("io.quarkus.runtime", "class Quarkus {}");
    standIn("com.mongodb", "class MongoClient {}");
    standIn("ca.uhn.fhir", "class FhirContext {}");
    standIn("org.apache.kafka", "class Producer {}");
    standIn("com.fasterxml.jackson.databind", "class ObjectMapper {}");
    standIn("org.apache.sshd", "class SshClient {}");
    standIn("org.bouncycastle", "class PGPKeyRing {}");
    standIn("org.openroi.kafka", "class Batches {}");
    standIn("org.openroi.outbox", "class Outbox {}");
    standIn("org.openroi.intake", "class SubmitRelease {}");
  }

  @Test
  void theEventContractKeepsTheHouseRules() {
    HouseRules.check("org.openroi.event");
  }

  @Test
  void acceptsAServiceThatKeepsThem() {
    assertThatCode(() -> check(SHOP)).doesNotThrowAnyException();
  }

  @Test
  void acceptsAServiceWithoutPureCores() {
    sources.keySet().removeIf(name -> name.contains("policy"));
    file("package org.openroi.shop; class PlaceOrder { }");
    file("package org.openroi.shop.rest; class OrderResource { }");
    assertThatCode(() -> check(SHOP)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "io.quarkus.runtime.Quarkus",
        "com.fasterxml.jackson.databind.ObjectMapper",
        "org.openroi.kafka.Batches",
        "org.openroi.outbox.Outbox",
        "org.openroi.shop.postgres.PostgresOrders",
        "jakarta.inject.Inject",
        "java.sql.Connection",
        "com.mongodb.MongoClient"
      })
  void findsARootThatImports(String banned) {
    makePublic();
    file("package org.openroi.shop; class Broken { " + banned + " field; }");
    assertThatThrownBy(() -> check(SHOP))
        .hasMessageContaining("the root package is the business")
        .hasMessageContaining("Broken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.openroi.shop.Orders",
        "org.openroi.kafka.Batches",
        "jakarta.enterprise.context.ApplicationScoped",
        "com.fasterxml.jackson.databind.ObjectMapper",
        "java.sql.Connection",
        "java.net.http.HttpClient"
      })
  void findsAPureCoreThatImports(String banned) {
    file("package org.openroi.shop.policy; class Broken { " + banned + "[] field; }");
    assertThatThrownBy(() -> check(SHOP))
        .hasMessageContaining("a pure core knows nothing of its service")
        .hasMessageContaining("Broken");
  }

  @Test
  void acceptsAPureCoreThatImportsAnother() {
    nullMarked(SHOP + ".log");
    file("package org.openroi.shop.log; public class Tree {}");
    file("package org.openroi.shop.policy; class Good { org.openroi.shop.log.Tree[] field; }");
    assertThatCode(() -> check(SHOP)).doesNotThrowAnyException();
  }

  @Test
  void findsAnAdapterThatImportsAnother() {
    makePublic();
    file(
        "package org.openroi.shop.rest; class Broken {"
            + " void f() { new org.openroi.shop.postgres.PostgresOrders(null, null); } }");
    assertThatThrownBy(() -> check(SHOP))
        .hasMessageContaining("adapters meet in the root's ports")
        .hasMessageContaining("Broken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".policy", ".rest"})
  void findsAServiceThatImportsAnother(String part) {
    file("package " + SHOP + part + "; class Broken { org.openroi.intake.SubmitRelease field; }");
    assertThatThrownBy(() -> check(SHOP))
        .hasMessageContaining("services share facts and plumbing only")
        .hasMessageContaining("Broken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rest|channels|@org.eclipse.microprofile.reactive.messaging.Incoming(\"a\") void f() {}",
        "rest|Kafka|org.apache.kafka.Producer field;",
        "rest|SQL|javax.sql.DataSource field;",
        "kafka|SQL|java.sql.Connection field;",
        "kafka|HTTP resources|@jakarta.ws.rs.Path(\"a\") static class A {}",
        "postgres|channels|@org.eclipse.microprofile.reactive.messaging.Incoming(\"a\") void f() {}",
        "postgres|MongoDB|com.mongodb.MongoClient field;",
        "rest|FHIR|ca.uhn.fhir.FhirContext field;",
        "rest|SSH|org.apache.sshd.SshClient field;",
        "kafka|OpenPGP|org.bouncycastle.PGPKeyRing field;",
        "rest|an HTTP client|java.net.http.HttpClient field;"
      })
  void findsAnAdapterThatUsesAnothersTechnology(String part, String technology, String member) {
    file("package " + SHOP + "." + part + "; class Broken { " + member + " }");
    assertThatThrownBy(() -> check(SHOP))
        .hasMessageContaining("belong to " + technology)
        .hasMessageContaining("Broken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.time.Instant.now()",
        "java.time.LocalDate.now(java.time.ZoneOffset.UTC)",
        "java.time.Clock.systemUTC()",
        "System.currentTimeMillis()",
        "System.nanoTime()",
        "java.util.UUID.randomUUID()",
        "Math.random()",
        "new java.util.Random()",
        "new java.security.SecureRandom()",
        "java.util.concurrent.ThreadLocalRandom.current()",
        "new java.util.Date()",
        "(java.util.function.Supplier<Object>) java.time.Instant::now",
        "(java.util.function.Supplier<Object>) () -> java.util.UUID.randomUUID()"
      })
  void findsTimeAndIdsThatDoNotComeInByTheDoor(String expression) {
    for (String part : List.of("", ".policy")) {
      file(
          "package "
              + SHOP
              + part
              + "; class Broken { Object f() { return "
              + expression
              + "; } }");
      assertThatThrownBy(() -> check(SHOP))
          .hasMessageContaining("take time and ids as parameters")
          .hasMessageContaining("Broken");
      sources.remove(SHOP + part + ".Broken");
    }
  }

  @Test
  void findsAPublicAdapter() {
    file("package org.openroi.shop.postgres; public class Broken {}");
    assertThatThrownBy(() -> check(SHOP))
        .hasMessageContaining("be package-private")
        .hasMessageContaining("Broken");
  }

  @Test
  void acceptsAPublicAdapterThatIsAProgram() {
    file(
        "package org.openroi.shop.postgres; public class Verify {"
            + " public static void main(String[] arguments) {} }");
    assertThatCode(() -> check(SHOP)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"postgres,Broken", "rest,BrokenRow"})
  void findsAnEntityThatIsNoRowOrNotInPostgres(String part, String name) {
    file("package " + SHOP + "." + part + "; @jakarta.persistence.Entity class " + name + " {}");
    assertThatThrownBy(() -> check(SHOP))
        .hasMessageContaining("named …Row")
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@jakarta.inject.Inject String field;",
        "@org.eclipse.microprofile.config.inject.ConfigProperty String field;",
        "@jakarta.inject.Inject void set(String value) {}"
      })
  void findsInjectionThatIsNotByConstructor(String member) {
    file("package org.openroi.shop.rest; class Broken { " + member + " }");
    assertThatThrownBy(() -> check(SHOP))
        .hasMessageContaining("be injected by their constructors")
        .hasMessageContaining("Broken");
  }

  @Test
  void acceptsAnInjectedConstructor() {
    file("package org.openroi.shop.rest; class Good { @jakarta.inject.Inject Good(String a) {} }");
    assertThatCode(() -> check(SHOP)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"util", "model", "service"})
  void findsASubPackageThatIsNeitherCoreNorAdapter(String part) {
    nullMarked(SHOP + "." + part);
    file("package " + SHOP + "." + part + "; class Broken {}");
    assertThatThrownBy(() -> check(SHOP))
        .hasMessageContaining("in a pure core")
        .hasMessageContaining("Broken");
  }

  @Test
  void findsAPackageThatIsNotNullMarked() {
    file("package org.openroi.shop.fhir; class Broken {}");
    assertThatThrownBy(() -> check(SHOP))
        .hasMessageContaining("@NullMarked")
        .hasMessageContaining("Broken");
  }

  @Test
  void findsACycleOfPackages() {
    nullMarked(SHOP + ".rest.view");
    file("package org.openroi.shop.rest; class A { org.openroi.shop.rest.view.B b; }");
    file(
        "package org.openroi.shop.rest.view; public class B { org.openroi.shop.rest.OrderResource a; }");
    file("package org.openroi.shop.rest; class C { org.openroi.shop.rest.view.B b; }");
    assertThatThrownBy(() -> check(SHOP)).hasMessageContaining("Cycle detected");
  }

  @Test
  void failsWhereARuleMatchesNoClass() {
    assertThatThrownBy(() -> HouseRules.check("org.openroi.nowhere"))
        .hasMessageContaining("failed to check any classes");
    sources.keySet().removeIf(name -> name.equals(SHOP + ".PlaceOrder"));
    sources.keySet().removeIf(name -> name.equals(SHOP + ".Orders"));
    sources.keySet().removeIf(name -> name.startsWith(SHOP + ".postgres"));
    file("package org.openroi.shop.rest; class OrderResource { }");
    assertThatThrownBy(() -> check(SHOP)).hasMessageContaining("failed to check any classes");
  }

  @ParameterizedTest
  @CsvSource({
    "org.openroi.event, io.quarkus.runtime.Quarkus, no framework and no transport",
    "org.openroi.event, org.apache.kafka.Producer, no framework and no transport",
    "org.openroi.event, com.fasterxml.jackson.databind.ObjectMapper, only EventCodec",
    "org.openroi.kafka, org.openroi.intake.SubmitRelease, plumbing knows no business",
    "org.openroi.kafka, org.openroi.outbox.Outbox, plumbing knows no business",
    "org.openroi.kafka, io.quarkus.runtime.Quarkus, no framework's",
    "org.openroi.kafka, javax.sql.DataSource, no framework's",
    "org.openroi.kafka, java.sql.Connection, no framework's",
    "org.openroi.outbox, org.openroi.intake.SubmitRelease, plumbing knows no business",
    "org.openroi.outbox, jakarta.enterprise.context.ApplicationScoped, no framework's"
  })
  void findsALibraryThatImports(String root, String banned, String reason) {
    nullMarked(root);
    file("package " + root + "; class Broken { " + banned + " field; }");
    assertThatThrownBy(() -> check(root))
        .hasMessageContaining(reason)
        .hasMessageContaining("Broken");
  }

  @ParameterizedTest
  @CsvSource({
    "org.openroi.event, java.time.Instant",
    "org.openroi.kafka, org.apache.kafka.Producer",
    "org.openroi.kafka, java.sql.SQLException",
    "org.openroi.outbox, org.openroi.kafka.Batches",
    "org.openroi.outbox, javax.sql.DataSource"
  })
  void acceptsALibraryThatImports(String root, String allowed) {
    nullMarked(root);
    file("package " + root + "; class Good { " + allowed + " field; }");
    assertThatCode(() -> check(root)).doesNotThrowAnyException();
  }

  @Test
  void findsAContractThatReadsTheClock() {
    nullMarked("org.openroi.event");
    file("package org.openroi.event; class Broken { Object a = java.time.Instant.now(); }");
    assertThatThrownBy(() -> check("org.openroi.event"))
        .hasMessageContaining("take time and ids as parameters");
  }

  private void nullMarked(String name) {
    sources.put(
        name + ".package-info", "@org.jspecify.annotations.NullMarked package " + name + ";");
  }

  private void standIn(String home, String type) {
    file("package " + home + "; public " + type);
  }

  private void file(String source) {
    Matcher home = PACKAGE.matcher(source);
    Matcher type = TYPE.matcher(source);
    assertThat(home.find() && type.find()).isTrue();
    sources.put(home.group(1) + "." + type.group(1), source);
  }

  /** So that a broken import compiles; that adapters are public is then a violation too. */
  private void makePublic() {
    String adapter = SHOP + ".postgres.PostgresOrders";
    sources.put(
        adapter,
        sources
            .get(adapter)
            .replace("class PostgresOrders", "public class PostgresOrders")
            .replace("  PostgresOrders(", "  public PostgresOrders("));
  }

  private void check(String root) {
    JavaClasses classes = compile(root);
    HouseRules.check(root, classes);
  }

  private JavaClasses compile(String root) {
    try {
      Path work = Files.createTempDirectory(folder, "module");
      List<Path> files = new ArrayList<>();
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Path file = work.resolve("src").resolve(source.getKey().replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.getValue());
        files.add(file);
      }
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
        Iterable<? extends JavaFileObject> units = manager.getJavaFileObjectsFromPaths(files);
        List<String> options =
            List.of(
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                work.resolve("out").toString());
        assertThat(compiler.getTask(null, manager, null, options, null, units).call()).isTrue();
      }
      return new ClassFileImporter().importPath(work.resolve("out/" + root.replace('.', '/')));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
