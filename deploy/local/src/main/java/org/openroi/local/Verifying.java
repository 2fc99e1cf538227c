package org.openroi.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code ./roi verify}: the audit service's own verifier, run on the store, the exported checkpoint
 * and the public key alone. No service takes part, so none can lie.
 */
final class Verifying {
  private static final String MAIN = "org.openroi.audit.mongo.VerifyMain";

  private Verifying() {}

  /**
   * What the verifier said.
   *
   * @param code 0 only if the log is intact
   */
  record Result(int code, String output) {}

  static int run(List<String> options) throws IOException {
    if (!options.isEmpty()) {
      throw new ComponentFailed("verify takes no options.");
    }
    Home home =
        Homes.withData()
            .orElseThrow(() -> new ComponentFailed("There is no audit log yet. Try ./roi demo"));
    Result result = home.supervisor().isPresent() ? running(home) : stopped(home);
    System.out.print(result.output());
    return result.code();
  }

  /** Verifies the log of a suite that runs. */
  static Result running(Home home) throws IOException {
    return verify(home, SuiteFile.of(home).auditLog());
  }

  private static Result stopped(Home home) throws IOException {
    try (var lock = home.take().orElseThrow()) {
      Supervisor.endLeftovers(home, System.err);
      Suite suite = new Suite(home);
      Optional<Component> mongo = suite.mongo();
      if (mongo.isEmpty() || !lock.isValid()) {
        return verify(home, suite.auditLog());
      }
      RunningComponent store = RunningComponent.start(mongo.get(), home.log(mongo.get().name()));
      try {
        return verify(home, suite.auditLog());
      } finally {
        store.close();
      }
    }
  }

  private static Result verify(Home home, AuditLogFiles log) throws IOException {
    Path application = ComponentClassPath.project().resolve("audit-service/target/quarkus-app");
    if (!Files.isDirectory(application)) {
      throw new ComponentFailed("The audit service is not built: there is no " + application);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                ComponentClassPath.javaProgram(),
                "-Xmx512m",
                "-XX:-UsePerfData",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                application.resolve("app") + "/*:" + application.resolve("lib/main") + "/*",
                MAIN,
                log.mongoUri(),
                log.database(),
                log.publicKey().toString(),
                log.checkpoint().toString())
            .redirectError(ProcessBuilder.Redirect.to(home.log("verify").toFile()));
    Process verifier = builder.start();
    String output = new String(verifier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Result(verifier.waitFor(), output);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ComponentFailed("The verification was interrupted.");
    }
  }
}
