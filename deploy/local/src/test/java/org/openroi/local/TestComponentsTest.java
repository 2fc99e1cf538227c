package org.openroi.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestComponentsTest {
  @Test
  void theDatabaseIsAContainerExactlyWhenTheBuildAsksForContainers() throws Exception {
    try (Connection connection = TestComponents.postgres().connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW data_directory")) {
      row.next();
      assertThat(row.getString(1).startsWith("/var/lib/postgresql/"))
          .isEqualTo(Boolean.getBoolean("openroi.containers"));
    }
  }
}
