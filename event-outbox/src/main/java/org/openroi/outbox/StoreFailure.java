package org.openroi.outbox;

import java.sql.SQLException;

/**
 * A statement failed. Tells its SQL state and nothing else, since a driver's message quotes values.
 */
final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreFailure(SQLException failure) {
    super("a statement failed", new SQLException("withheld", failure.getSQLState()));
  }
}
