package org.openroi.kafka;

import java.util.Map;

/**
 * Faults that the checker must find, so that it is known to find something. One is armed by {@code
 * OPENROI_MUTANT}, and only where {@code OPENROI_ALLOW_MUTANTS=yes} stands too.
 */
public enum Mutant {
  NONE,
  /** Every arrival is taken as new. */
  NO_INBOX,
  /**
   * The relay marks rows as sent before the broker has them, and asks for the leader's ack only.
   */
  ACKS_1,
  /** A batch is acknowledged before its transaction. */
  COMMIT_BEFORE_TRANSACTION,
  /** After an attempt to deliver that broke off, it just sends again. */
  RETRY_WITHOUT_RECONCILE,
  /** As RETRY_WITHOUT_RECONCILE, and the package is sealed anew for each attempt. */
  REENCRYPT_ON_RETRY;

  private static final System.Logger LOG = System.getLogger(Mutant.class.getName());
  private static final Mutant ARMED = in(System.getenv());

  /** The fault that this process has. */
  public static Mutant armed() {
    return ARMED;
  }

  static Mutant in(Map<String, String> environment) {
    Mutant named =
        switch (environment.getOrDefault("OPENROI_MUTANT", "")) {
          case "no-inbox" -> NO_INBOX;
          case "acks-1" -> ACKS_1;
          case "commit-before-transaction" -> COMMIT_BEFORE_TRANSACTION;
          case "retry-without-reconcile" -> RETRY_WITHOUT_RECONCILE;
          case "re-encrypt-on-retry" -> REENCRYPT_ON_RETRY;
          default -> NONE;
        };
    if (named == NONE || !"yes".equals(environment.get("OPENROI_ALLOW_MUTANTS"))) {
      return NONE;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "MUTANT {0}: this process has a seeded fault and LOSES OR REPEATS DATA. Tests only.",
        named);
    return named;
  }
}
