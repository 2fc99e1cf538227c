package org.openroi.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Components for the tests of one JVM, in a temporary folder that goes with it. Addresses are kept
 * in system properties, since a test framework may load this class more than once. With the system
 * property {@code openroi.containers} broker and databases are containers of the official images,
 * and a machine without a container engine fails.
 */
public final class TestComponents {
  private static final String PREFIX = "openroi.local.";
  private static final boolean CONTAINERS = Boolean.getBoolean("openroi.containers");
  private static final String PASSWORD = "only-for-tests";
  private static final List<RunningComponent> RUNNING = new CopyOnWriteArrayList<>();
  private static @Nullable Path home;

  private TestComponents() {}

  /** The bootstrap servers of a broker with every topic. */
  public static String kafka() {
    return once(
        "kafka",
        () -> {
          if (CONTAINERS) {
            return TestContainers.kafka();
          }
          KafkaNode kafka = new KafkaNode(folder("kafka"), port(), port());
          start(kafka);
          return kafka.bootstrapServers();
        });
  }

  /** A PostgreSQL server that is up. */
  public static PostgresServer postgres() {
    String address =
        once(
            "postgresql",
            () -> {
              if (CONTAINERS) {
                return TestContainers.postgres(PASSWORD);
              }
              int chosen = port();
              start(new PostgresServer(folder("postgresql"), chosen, PASSWORD));
              return Ports.HOST + ":" + chosen;
            });
    int colon = address.lastIndexOf(':');
    return new PostgresServer(
        folder("postgresql"),
        address.substring(0, colon),
        Integer.parseInt(address.substring(colon + 1)),
        PASSWORD);
  }

  /** The connection string of a real MongoDB; {@code ROI_MONGODB_URI} if that is set. */
  public static String mongo() {
    return once(
        "mongodb",
        () -> {
          if (CONTAINERS) {
            return TestContainers.mongo();
          }
          String given = System.getenv("ROI_MONGODB_URI");
          if (given != null && !given.isBlank()) {
            return given;
          }
          try {
            MongoServer mongo = new MongoServer(MongoPrograms.require(), folder("mongodb"), port());
            start(mongo);
            return mongo.connectionString();
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        });
  }

  /** The URL of a token issuer. */
  public static String issuer() {
    return once(
        "oidc",
        () -> {
          TokenIssuer issuer = new TokenIssuer(folder("oidc.jwk"), port());
          start(issuer);
          return issuer.url();
        });
  }

  private static synchronized String once(String name, Supplier<String> start) {
    String address = System.getProperty(PREFIX + name);
    if (address == null) {
      address = start.get();
      System.setProperty(PREFIX + name, address);
    }
    return address;
  }

  private static void start(Component component) {
    try {
      RUNNING.add(RunningComponent.start(component, folder(component.name() + ".log")));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static int port() {
    try {
      return Ports.free();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static synchronized Path folder(String name) {
    try {
      if (home == null) {
        String known = System.getProperty(PREFIX + "home");
        home = known == null ? Files.createTempDirectory("openroi-test") : Path.of(known);
        if (known == null) {
          System.setProperty(PREFIX + "home", home.toString());
          Runtime.getRuntime().addShutdownHook(new Thread(TestComponents::remove, "remove"));
        }
      }
      return home.resolve(name);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void remove() {
    RUNNING.forEach(RunningComponent::close);
    try {
      Cache.delete(folder(""));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
