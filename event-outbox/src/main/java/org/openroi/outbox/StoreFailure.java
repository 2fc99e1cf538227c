package org.openroi.outbox;

import java.sql.SQLException;

/** A statement failed. Says its SQL state and nothing else, since drivers quote values. */
final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SQLException failure;

  StoreFailure(SQLException failure) {
    super(String.valueOf(failure.getSQLState()));
    this.failure = failure;
  }

  /** Kept apart from the cause, so that nobody who prints this prints the driver's message. */
  SQLException failure() {
    return failure;
  }
}
