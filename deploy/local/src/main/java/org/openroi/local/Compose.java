package org.openroi.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the compose file runs beside the services. Hosts and folders are those of {@code
 * deploy/compose/compose.yaml}.
 */
final class Compose {
  /** The folder of secrets, one for each who reads them. */
  static final Path SECRETS = Path.of("/secrets");

  static final Path RECORDS = Path.of("/records");
  static final String RECIPIENTS = "recipients";
  static final int RECIPIENTS_PORT = 2222;
  static final Path RECIPIENTS_FOLDER = Path.of("/var/lib/openroi");
  static final String ISSUER = "http://keycloak:8080/realms/openroi";

  private static final Logger ROOT = Logger.getLogger("");

  private Compose() {}

  public static void main(String[] arguments) throws InterruptedException {
    ROOT.setLevel(Level.SEVERE);
    try {
      System.exit(run(arguments.length == 0 ? "" : arguments[0]));
    } catch (IOException failed) {
      System.err.println("compose: " + failed.getMessage());
      System.exit(1);
    }
  }

  private static int run(String command) throws IOException, InterruptedException {
    switch (command) {
      case "secrets" -> ComposeSecrets.write(SECRETS, RECORDS);
      case "setup" -> ComposeSetup.run(SECRETS.resolve("setup"));
      case RECIPIENTS -> {
        Path secrets = SECRETS.resolve(RECIPIENTS);
        RecipientsMain.serve(
            RECIPIENTS_FOLDER,
            RECIPIENTS_FOLDER.resolve("ledger.jsonl"),
            Keys.ec(secrets.resolve("host.pem")),
            Keys.readPublic(secrets.resolve("redaction.pub.pem"), "RSA"),
            "0.0.0.0",
            RECIPIENTS_PORT);
      }
      case "smoke" -> {
        try (ComposeSmoke smoke = new ComposeSmoke(SECRETS.resolve("smoke"), System.out)) {
          smoke.run();
        }
      }
      default -> {
        System.err.println(
            "compose: say one of "
                + String.join(", ", List.of("secrets", "setup", RECIPIENTS, "smoke")));
        return 2;
      }
    }
    return 0;
  }
}
