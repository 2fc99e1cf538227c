package org.openroi.authorization.postgres;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Whose turn it is, until the transaction ends: any number of decisions about a subject together,
 * or one change of the evidence about it alone. Needed because evidence that is not there yet has
 * no row that could be locked.
 *
 * <p>Two subjects may share a lock: that costs time, never truth.
 */
@Singleton
class Turns {
  /** What a turn is about; the number is the first half of the lock's name in the database. */
  enum About {
    REQUESTER(0x0a01),
    PATIENT(0x0a02);

    private final int lockClass;

    About(int lockClass) {
      this.lockClass = lockClass;
    }
  }

  private final AgroalDataSource database;

  Turns(AgroalDataSource database) {
    this.database = database;
  }

  /** The evidence about this subject does not change before the transaction ends. */
  void decide(About about, UUID subject) {
    take("SELECT pg_advisory_xact_lock_shared(?, ?)", about, subject);
  }

  /** Nobody decides about this subject before the transaction ends. */
  void change(About about, UUID subject) {
    take("SELECT pg_advisory_xact_lock(?, ?)", about, subject);
  }

  private void take(String sql, About about, UUID subject) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, about.lockClass);
      statement.setInt(2, subject.hashCode());
      statement.execute();
    } catch (SQLException failure) {
      throw new LockFailed(failure);
    }
  }

  /** The database gave no turn: it is away, or chose this transaction to end a deadlock. */
  static final class LockFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LockFailed(SQLException cause) {
      super("no turn", cause);
    }
  }
}
