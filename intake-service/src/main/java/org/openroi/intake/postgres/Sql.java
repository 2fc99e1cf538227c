package org.openroi.intake.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Plain statements in the caller's transaction. A query through Hibernate would flush the pending
 * rows of the whole batch first, and so undo the batching.
 */
@ApplicationScoped
class Sql {
  /** One row of an answer. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final DataSource dataSource;

  Sql(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Returns the number of rows changed. */
  int update(String sql, Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, parameters);
      return statement.executeUpdate();
    } catch (SQLException failed) {
      throw new StatementFailed(failed);
    }
  }

  <T> List<T> query(Row<T> row, String sql, Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, parameters);
      List<T> rows = new ArrayList<>();
      try (ResultSet answer = statement.executeQuery()) {
        while (answer.next()) {
          rows.add(row.read(answer));
        }
      }
      return rows;
    } catch (SQLException failed) {
      throw new StatementFailed(failed);
    }
  }

  private static void bind(Connection connection, PreparedStatement statement, Object[] parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object parameter = parameters[i];
      if (parameter instanceof String[] texts) {
        statement.setArray(i + 1, connection.createArrayOf("varchar", texts));
      } else if (parameter instanceof byte[][] blobs) {
        statement.setArray(i + 1, connection.createArrayOf("bytea", blobs));
      } else {
        statement.setObject(i + 1, parameter);
      }
    }
  }

  /** The statement failed; the SQLException underneath says whether the store is down. */
  static final class StatementFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatementFailed(SQLException cause) {
      super("a statement failed with SQLSTATE " + cause.getSQLState(), cause);
    }
  }
}
