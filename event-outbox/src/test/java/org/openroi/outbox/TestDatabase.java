package org.openroi.outbox;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionManagerImple;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.openroi.local.PostgresServer;
import org.openroi.local.TestComponents;

/** A fresh database with the tables, pooled and in JTA transactions as Quarkus does it. */
final class TestDatabase implements AutoCloseable {
  static {
    System.setProperty("ObjectStoreEnvironmentBean.objectStoreDir", "target/object-store");
  }

  private final TransactionManager transactions = new TransactionManagerImple();
  private final AgroalDataSource pool;

  private TestDatabase(PostgresServer server) throws IOException, SQLException {
    String name = "outbox_" + UUID.randomUUID().toString().substring(0, 8);
    server.createDatabase(name, "only-for-tests");
    pool =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(
                    connections ->
                        connections
                            .maxSize(12)
                            .acquisitionTimeout(Duration.ofSeconds(5))
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .transactionIntegration(
                                new NarayanaTransactionIntegration(
                                    transactions, new TransactionSynchronizationRegistryImple()))
                            .connectionFactoryConfiguration(
                                factory ->
                                    factory
                                        .jdbcUrl(server.jdbcUrl(name))
                                        .jdbcProperty("logServerErrorDetail", "false")
                                        .principal(new NamePrincipal(name))
                                        .credential(new SimplePassword("only-for-tests")))));
    update(migration());
  }

  /** On the server that all tests of this JVM share. */
  static TestDatabase create() {
    return create(TestComponents.postgres());
  }

  static TestDatabase create(PostgresServer server) {
    try {
      return new TestDatabase(server);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (SQLException failed) {
      throw new StoreFailure(failed);
    }
  }

  static String migration() {
    try (InputStream sql = Objects.requireNonNull(Outbox.class.getResourceAsStream("outbox.sql"))) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  AgroalDataSource pool() {
    return pool;
  }

  TransactionManager transactions() {
    return transactions;
  }

  /** Runs work in a JTA transaction of this thread. */
  void transaction(Runnable work) {
    try {
      transactions.begin();
      try {
        work.run();
      } catch (RuntimeException failed) {
        transactions.rollback();
        throw failed;
      }
      transactions.commit();
    } catch (jakarta.transaction.NotSupportedException
        | jakarta.transaction.SystemException
        | jakarta.transaction.RollbackException
        | jakarta.transaction.HeuristicMixedException
        | jakarta.transaction.HeuristicRollbackException failed) {
      throw new IllegalStateException(failed);
    }
  }

  void update(String sql) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new StoreFailure(failed);
    }
  }

  int count(String table) {
    return Integer.parseInt(one("SELECT count(*) FROM " + table));
  }

  String one(String sql) {
    return all(sql).getFirst();
  }

  List<String> all(String sql) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    } catch (SQLException failed) {
      throw new StoreFailure(failed);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
