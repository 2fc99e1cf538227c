package org.openroi.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.kafka.EventFixture.CANARY;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void namesClassesAndSqlStatesAndQuotesNoMessage() {
    Exception failure =
        new IllegalStateException(CANARY, new SQLException("Key (id)=(" + CANARY + ")", "23505"));
    failure.addSuppressed(new IllegalArgumentException(CANARY));

    assertThat(Failures.describe(failure))
        .startsWith(
            "java.lang.IllegalStateException < java.sql.SQLException[23505]"
                + " < java.lang.IllegalArgumentException at org.openroi.kafka.FailuresTest:")
        .doesNotContain("CANARY");
  }

  @Test
  void aCircleOfCausesEnds() {
    Exception first = new IllegalStateException();
    first.addSuppressed(new IllegalArgumentException(first));

    assertThat(Failures.any(first, IllegalArgumentException.class::isInstance)).isTrue();
    assertThat(Failures.any(first, SQLException.class::isInstance)).isFalse();
  }
}
