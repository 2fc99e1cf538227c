package org.openroi.local;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The commands of {@code ./roi} that need the suite. Exit code 0 only if all went well. */
final class Roi {
  private static final List<Logger> QUIET =
      Stream.of("", "org.apache.kafka", "org.mongodb.driver").map(Logger::getLogger).toList();

  private Roi() {}

  public static void main(String[] arguments) {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    int code;
    try {
      code = run(arguments[0], List.of(arguments).subList(1, arguments.length));
    } catch (IOException failed) {
      System.err.println("roi: " + failed.getMessage());
      code = 1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      code = 130;
    }
    System.exit(code);
  }

  private static int run(String command, List<String> options)
      throws IOException, InterruptedException {
    return switch (command) {
      case "up" -> up(options);
      case "demo" -> Demo.run(options);
      case "verify" -> Verifying.run(options);
      case "token" -> TokenCommand.run(options);
      default -> throw new ComponentFailed("There is no command " + command + ". Try ./roi help");
    };
  }

  private static int up(List<String> options) throws IOException, InterruptedException {
    if (!options.isEmpty()) {
      throw new ComponentFailed("up takes no options.");
    }
    Home home = Homes.own();
    try (RunningSuite suite = RunningSuite.start(home, System.out)) {
      SuiteFile file = SuiteFile.of(home);
      System.out.printf(
          """

          intake         %s/api/v1
          authorization  %s/api/v1
          redaction      %s/api/v1
          audit          %s/api/v1
          A token: ./roi token records-clerk    The log: ./roi verify    Stop: Ctrl-C
          """,
          file.url("intake"), file.url("authorization"), file.url("redaction"), file.url("audit"));
      suite.await();
      return 0;
    }
  }
}
