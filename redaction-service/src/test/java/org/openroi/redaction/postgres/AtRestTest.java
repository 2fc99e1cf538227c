package org.openroi.redaction.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.event.SensitiveCategory;
import org.openroi.redaction.DisclosureFixture;
import org.openroi.redaction.Ledger;
import org.openroi.redaction.Ledgers;
import org.openroi.redaction.redactor.CutRule;
import org.openroi.redaction.redactor.LedgerLine;

@QuarkusTest
@DisplayName("What rests in the database")
class AtRestTest {
  private static final String CANARY = "CanaryMcTestface";

  @Inject AgroalDataSource database;
  @Inject Ledgers ledgers;

  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  @Test
  @DisplayName("says no word of what was left out, outside what is sealed")
  void theLedgerIsSealed() throws SQLException {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                ledgers.keep(
                    new DisclosureFixture().order(1).delivery(),
                    new Ledger(
                        List.of(
                            new LedgerLine(
                                0,
                                "Condition",
                                CANARY,
                                CutRule.CATEGORY,
                                SensitiveCategory.HIV,
                                true)),
                        List.of())));
    List<String> tables =
        rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
    assertThat(tables).contains("disclosure", "package", "ledger", "outbox");
    for (String table : tables) {
      // bytea prints as hexadecimal
      String hex = HexFormat.of().formatHex(CANARY.getBytes(StandardCharsets.UTF_8));
      assertThat(rows("SELECT t::text FROM " + table + " t"))
          .as(table)
          .noneMatch(row -> row.contains(CANARY) || row.contains(hex));
    }
  }
}
