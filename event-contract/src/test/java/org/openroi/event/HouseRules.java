package org.openroi.event;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may import what. Every module calls {@link #check(String)} with its root package from a test
 * of its own:
 *
 * <pre>{@code
 * class HouseRulesTest {
 *   @Test
 *   void keepsTheHouseRules() {
 *     HouseRules.check("org.openroi.intake");
 *   }
 * }
 * }</pre>
 *
 * <p>A service is a root package (the business), pure cores and adapters; every sub-package must be
 * one of those named here. A rule that matches no class fails.
 */
public final class HouseRules {
  private static final String OPENROI = "org.openroi";
  private static final String EVENT = OPENROI + ".event";
  private static final String KAFKA = OPENROI + ".kafka";
  private static final String OUTBOX = OPENROI + ".outbox";
  private static final String JACKSON = "com.fasterxml.jackson";

  /** Sub-packages of values and functions: no annotations, no ports, no clock. */
  private static final Set<String> CORES =
      Set.of("policy", "redactor", "label", "deadline", "log", "report");

  /** Sub-packages named after a technology. */
  private static final Set<String> ADAPTERS =
      Set.of(
          "rest",
          "kafka",
          "postgres",
          "mongo",
          "fhir",
          "letter",
          "jose",
          "pdf",
          "ccda",
          "openpgp",
          "sftp",
          "mail",
          "folder",
          "http",
          "scheduler");

  /** Packages of a technology, and the only adapters that may import them. */
  private record Technology(String name, Set<String> adapters, Set<String> packages) {}

  private static final List<Technology> TECHNOLOGIES =
      List.of(
          new Technology(
              "channels",
              Set.of("kafka"),
              Set.of(
                  "org.eclipse.microprofile.reactive.messaging", "io.smallrye.reactive.messaging")),
          // The postgres adapter wires the outbox's relay, which sends.
          new Technology("Kafka", Set.of("kafka", "postgres"), Set.of("org.apache.kafka")),
          new Technology(
              "HTTP resources",
              Set.of("rest", "fhir"),
              Set.of("jakarta.ws.rs", "org.jboss.resteasy", "io.quarkus.resteasy")),
          new Technology(
              "SQL",
              Set.of("postgres"),
              Set.of(
                  "java.sql",
                  "javax.sql",
                  "jakarta.persistence",
                  "org.hibernate",
                  "io.quarkus.hibernate",
                  "io.agroal",
                  "org.postgresql",
                  "org.flywaydb")),
          new Technology(
              "MongoDB", Set.of("mongo"), Set.of("com.mongodb", "org.bson", "io.quarkus.mongodb")),
          new Technology("FHIR", Set.of("fhir"), Set.of("ca.uhn.fhir", "org.hl7.fhir")),
          new Technology("JOSE", Set.of("jose"), Set.of("com.nimbusds", "org.jose4j")),
          new Technology("SSH", Set.of("sftp"), Set.of("org.apache.sshd")),
          new Technology(
              "OpenPGP", Set.of("openpgp"), Set.of("org.pgpainless", "org.bouncycastle")),
          // One service asks another over HTTP in one place: the send permit.
          new Technology("an HTTP client", Set.of("http"), Set.of("java.net.http")));

  /** What a service's root may take from CDI and JTA: two annotations. */
  private static final Set<String> ROOT_ANNOTATIONS =
      Set.of(
          "jakarta.enterprise.context.ApplicationScoped",
          "jakarta.transaction.Transactional",
          "jakarta.transaction.Transactional$TxType");

  private static final Set<String> INJECTIONS =
      Set.of(
          "jakarta.inject.Inject",
          "jakarta.persistence.PersistenceContext",
          "jakarta.ws.rs.core.Context",
          "org.eclipse.microprofile.config.inject.ConfigProperty",
          "org.eclipse.microprofile.reactive.messaging.Channel");

  /** Types that a framework finds or wraps by itself and that may have to be public. */
  private static final Set<String> PUBLIC_BY_FRAMEWORK =
      Set.of(
          "jakarta.persistence.Entity",
          "jakarta.persistence.Embeddable",
          "jakarta.persistence.MappedSuperclass",
          "jakarta.ws.rs.Path",
          "jakarta.ws.rs.ApplicationPath",
          "jakarta.ws.rs.ext.Provider",
          "io.smallrye.config.ConfigMapping",
          "io.quarkus.runtime.annotations.QuarkusMain");

  private HouseRules() {}

  /**
   * Checks every class of a module, its tests excepted, against the rules for its kind: the event
   * contract, a plumbing library, or a service.
   *
   * @param root the root package, such as {@code org.openroi.intake}
   * @throws AssertionError that lists every violation, or says which rule matched no class
   */
  public static void check(String root) {
    check(
        root,
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(root));
  }

  static void check(String root, JavaClasses classes) {
    List<ArchRule> rules =
        switch (root) {
          case EVENT -> contract();
          case KAFKA -> plumbing(root, Set.of(EVENT), Set.of("java.sql", "javax.sql", OUTBOX));
          case OUTBOX -> plumbing(root, Set.of(EVENT, KAFKA), Set.of());
          default -> service(root, parts(root, classes));
        };
    List<String> violations = new ArrayList<>();
    for (ArchRule rule : rules) {
      try {
        rule.check(classes);
      } catch (AssertionError broken) {
        violations.add(broken.getMessage());
      }
    }
    if (!violations.isEmpty()) {
      throw new AssertionError(String.join("\n\n", violations));
    }
  }

  private static List<ArchRule> contract() {
    DescribedPredicate<JavaClass> codec =
        matching("EventCodec", c -> outermost(c).getName().equals(EVENT + ".EventCodec"));
    return List.of(
        classes()
            .that(liveIn(EVENT))
            .should()
            .onlyDependOnClassesThat(
                matching(
                    "belong to java, JSpecify, Jackson or the contract",
                    c -> isPlain(c) || in(c, EVENT) || in(c, JACKSON)))
            .because("the contract has no framework and no transport"),
        noClasses()
            .that(liveIn(EVENT))
            .and(DescribedPredicate.not(codec))
            .should()
            .dependOnClassesThat(
                matching(
                    "belong to Jackson, its annotations excepted",
                    c -> in(c, JACKSON) && !in(c, JACKSON + ".annotation")))
            .because("only EventCodec reads and writes JSON"),
        classes().that(liveIn(EVENT)).should(takeTimeAndIdsAsParameters()),
        nullMarked(EVENT),
        noCycles(EVENT));
  }

  private static List<ArchRule> plumbing(String root, Set<String> ours, Set<String> alsoBanned) {
    Set<String> banned = new TreeSet<>(alsoBanned);
    banned.addAll(
        Set.of(
            "io.quarkus",
            "jakarta.enterprise",
            "jakarta.inject",
            "jakarta.persistence",
            "jakarta.ws.rs",
            "org.hibernate"));
    return List.of(
        noClasses()
            .that(liveIn(root))
            .should()
            .dependOnClassesThat(
                matching(
                    "belong to another module than " + new TreeSet<>(ours),
                    c -> in(c, OPENROI) && !in(c, root) && ours.stream().noneMatch(o -> in(c, o))))
            .because("plumbing knows no business"),
        noClasses()
            .that(liveIn(root))
            .should()
            .dependOnClassesThat(
                matching(
                    "belong to " + banned,
                    // A failure may be described by its SQL state wherever it is caught.
                    c ->
                        banned.stream().anyMatch(b -> in(c, b))
                            && !c.getName().equals("java.sql.SQLException")))
            .because("plumbing is wired by the services and is no framework's"),
        nullMarked(root),
        noCycles(root));
  }

  private static List<ArchRule> service(String root, Set<String> parts) {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(
        classes()
            .that(liveIn(root))
            .should(
                beIn(
                    "live in the root, in a pure core "
                        + new TreeSet<>(CORES)
                        + " or in an adapter "
                        + new TreeSet<>(ADAPTERS),
                    c -> {
                      String part = part(root, c);
                      return part.isEmpty() || CORES.contains(part) || ADAPTERS.contains(part);
                    })));
    rules.add(
        noClasses()
            .that(liveIn(root))
            .should()
            .dependOnClassesThat(
                matching(
                    "belong to another service",
                    c ->
                        in(c, OPENROI)
                            && !in(c, root)
                            && Stream.of(EVENT, KAFKA, OUTBOX).noneMatch(ours -> in(c, ours))))
            .because("services share facts and plumbing only"));
    rules.add(
        classes()
            .that(areBusiness(root))
            .should()
            .onlyDependOnClassesThat(
                matching(
                    "belong to java, JSpecify, the event contract, the root or its cores, or are"
                        + " @ApplicationScoped or @Transactional",
                    c ->
                        isPlain(c)
                            || in(c, EVENT)
                            || ROOT_ANNOTATIONS.contains(c.getName())
                            || (in(c, root)
                                && (part(root, c).isEmpty() || CORES.contains(part(root, c))))))
            .because("the root package is the business and compiles without a framework"));
    rules.add(
        classes()
            .that(
                matching("are no adapters", c -> in(c, root) && !ADAPTERS.contains(part(root, c))))
            .should(takeTimeAndIdsAsParameters()));
    for (String part : parts) {
      String home = root + "." + part;
      if (CORES.contains(part)) {
        rules.add(
            classes()
                .that(liveIn(home))
                .should()
                .onlyDependOnClassesThat(
                    matching(
                        "belong to java, JSpecify, the event contract or a pure core",
                        c ->
                            isPlain(c)
                                || in(c, EVENT)
                                || (in(c, root) && CORES.contains(part(root, c)))))
                .because("a pure core knows nothing of its service"));
      } else {
        rules.add(
            noClasses()
                .that(liveIn(home))
                .should()
                .dependOnClassesThat(
                    matching(
                        "belong to another adapter",
                        c -> in(c, root) && !in(c, home) && ADAPTERS.contains(part(root, c))))
                .because("adapters meet in the root's ports"));
        rules.add(classes().that(liveIn(home)).should(bePackagePrivate()));
      }
    }
    for (Technology technology : TECHNOLOGIES) {
      rules.add(
          noClasses()
              .that(
                  matching(
                      "live outside " + new TreeSet<>(technology.adapters()),
                      c -> in(c, root) && !technology.adapters().contains(part(root, c))))
              .should()
              .dependOnClassesThat(
                  matching(
                      "belong to " + technology.name(),
                      c -> technology.packages().stream().anyMatch(p -> in(c, p)))));
    }
    rules.add(classes().that(liveIn(root)).should(nameEntitiesRow(root)));
    rules.add(classes().that(liveIn(root)).should(injectByConstructor()));
    rules.add(nullMarked(root));
    rules.add(noCycles(root));
    return rules;
  }

  private static ArchCondition<JavaClass> takeTimeAndIdsAsParameters() {
    return condition(
        "take time and ids as parameters",
        (type, violation) -> {
          for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            boolean readsTheClock =
                (owner.startsWith("java.time.") && name.equals("now"))
                    || owner.equals("java.time.Clock")
                    || (owner.equals("java.lang.System")
                        && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
                    || (owner.equals("java.util.Date")
                        && name.equals(JavaConstructor.CONSTRUCTOR_NAME));
            boolean draws =
                (owner.equals("java.util.UUID") && name.equals("randomUUID"))
                    || (owner.equals("java.lang.Math") && name.equals("random"))
                    || owner.equals("java.util.Random")
                    || owner.equals("java.util.concurrent.ThreadLocalRandom")
                    || owner.equals("java.security.SecureRandom");
            if (readsTheClock || draws) {
              violation.accept(access.getDescription());
            }
          }
        });
  }

  private static ArchCondition<JavaClass> bePackagePrivate() {
    return condition(
        "be package-private, unless a framework finds it by its annotation",
        (type, violation) -> {
          boolean found =
              PUBLIC_BY_FRAMEWORK.stream().anyMatch(type::isAnnotatedWith)
                  || type.tryGetMethod("main", String[].class).isPresent();
          if (type.isTopLevelClass()
              && type.getModifiers().contains(JavaModifier.PUBLIC)
              && !found) {
            violation.accept("Class <" + type.getName() + "> is public");
          }
        });
  }

  private static ArchCondition<JavaClass> nameEntitiesRow(String root) {
    return condition(
        "be in postgres and named …Row where they are entities",
        (type, violation) -> {
          if (type.isAnnotatedWith("jakarta.persistence.Entity")
              && !(part(root, type).equals("postgres") && type.getSimpleName().endsWith("Row"))) {
            violation.accept("Class <" + type.getName() + "> is an entity");
          }
        });
  }

  private static ArchCondition<JavaClass> injectByConstructor() {
    return condition(
        "be injected by their constructors",
        (type, violation) ->
            Stream.<JavaMember>concat(type.getFields().stream(), type.getMethods().stream())
                .filter(
                    member ->
                        INJECTIONS.stream()
                            .anyMatch(
                                injection ->
                                    member.isAnnotatedWith(injection)
                                        && (member instanceof JavaField
                                            || injection.equals("jakarta.inject.Inject"))))
                // A record's component carries its annotations on the field as well.
                .filter(member -> !type.isRecord())
                .forEach(member -> violation.accept(member.getDescription() + " is injected")));
  }

  private static ArchRule nullMarked(String root) {
    return classes()
        .that(liveIn(root))
        .should(
            condition(
                "live in a package whose package-info says @NullMarked",
                (type, violation) -> {
                  if (!type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
                    violation.accept("Package of <" + type.getName() + "> is not @NullMarked");
                  }
                }));
  }

  private static ArchRule noCycles(String root) {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public String getDescription() {
                return "packages of " + root;
              }

              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return in(type, root)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
              }
            })
        .should()
        .beFreeOfCycles();
  }

  /** Java itself and JSpecify; neither SQL, which is a technology, nor anything under javax. */
  private static boolean isPlain(JavaClass type) {
    JavaClass base = type.getBaseComponentType();
    return base.isPrimitive()
        || in(base, "javax.crypto")
        || in(base, "org.jspecify")
        || (in(base, "java") && !in(base, "java.sql") && !in(base, "java.net.http"));
  }

  private static boolean in(JavaClass type, String home) {
    String name = type.getBaseComponentType().getPackageName();
    return name.equals(home) || name.startsWith(home + ".");
  }

  /** The first sub-package below the root; empty for the root itself. */
  private static String part(String root, JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.equals(root) ? "" : name.substring(root.length() + 1).split("\\.", 2)[0];
  }

  /** The known parts that this service has: rules are made for what is there, so none is empty. */
  private static Set<String> parts(String root, JavaClasses classes) {
    return classes.stream()
        .filter(type -> in(type, root))
        .map(type -> part(root, type))
        .filter(part -> CORES.contains(part) || ADAPTERS.contains(part))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(HouseRules::outermost).orElse(type);
  }

  private static DescribedPredicate<JavaClass> liveIn(String home) {
    return matching("live in " + home, c -> in(c, home));
  }

  /** Classes of the root package itself, its package-info excepted: a service without any fails. */
  private static DescribedPredicate<JavaClass> areBusiness(String root) {
    return matching(
        "are the business of " + root,
        c -> c.getPackageName().equals(root) && !c.getSimpleName().equals("package-info"));
  }

  private static DescribedPredicate<JavaClass> matching(String text, Predicate<JavaClass> test) {
    return DescribedPredicate.describe(text, test);
  }

  private static ArchCondition<JavaClass> beIn(String text, Predicate<JavaClass> test) {
    return condition(
        text,
        (type, violation) -> {
          if (!test.test(type)) {
            violation.accept("Class <" + type.getName() + "> does not");
          }
        });
  }

  private static ArchCondition<JavaClass> condition(
      String text, BiConsumer<JavaClass, Consumer<String>> check) {
    return new ArchCondition<>(text) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        check.accept(type, violation -> events.add(SimpleConditionEvent.violated(type, violation)));
      }
    };
  }
}
