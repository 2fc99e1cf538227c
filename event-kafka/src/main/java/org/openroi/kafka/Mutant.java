package org.openroi.kafka;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

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
  /** The relay reads on from the highest row that it has seen, and takes no other note. */
  CURSOR_OUTBOX,
  /** What nobody can take is put aside, and nobody is told. */
  DEAD_LETTER_SWALLOWED,
  /** The audit store is not asked whether it has what it was given. */
  W_0,
  /** A revocation is effective though a permit under the authorization is open. */
  STALE_REVOCATION,
  /** After an attempt to deliver that broke off, it just sends again. */
  RETRY_WITHOUT_RECONCILE,
  /** As RETRY_WITHOUT_RECONCILE, and the package is sealed anew for each attempt. */
  RE_ENCRYPT_ON_RETRY;

  private static final System.Logger LOG = System.getLogger(Mutant.class.getName());
  private static final Mutant ARMED = in(System.getenv());

  /** The fault that this process has. */
  public static Mutant armed() {
    return ARMED;
  }

  static Mutant in(Map<String, String> environment) {
    String name = environment.getOrDefault("OPENROI_MUTANT", "");
    Mutant named =
        Stream.of(values()).filter(each -> each.toString().equals(name)).findAny().orElse(NONE);
    if (named == NONE || !"yes".equals(environment.get("OPENROI_ALLOW_MUTANTS"))) {
      return NONE;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "MUTANT {0}: this process has a seeded fault and LOSES OR REPEATS DATA. Tests only.",
        named);
    return named;
  }

  /** Its name in {@code OPENROI_MUTANT}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
