package org.openroi.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** A statement in a line. */
final class Sql {
  private Sql() {}

  @FunctionalInterface
  interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  static int change(DataSource database, String sql, Parameters parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      return statement.executeUpdate();
    } catch (SQLException failure) {
      throw new StoreFailure(failure);
    }
  }

  static <T> List<T> query(DataSource database, String sql, Parameters parameters, Row<T> reader) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      try (ResultSet row = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (row.next()) {
          rows.add(reader.read(row));
        }
        return rows;
      }
    } catch (SQLException failure) {
      throw new StoreFailure(failure);
    }
  }

  static <T> Array texts(Connection connection, Collection<T> values, Function<T, String> text)
      throws SQLException {
    return connection.createArrayOf("text", values.stream().map(text).toArray(String[]::new));
  }
}
