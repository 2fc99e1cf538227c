package org.openroi.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoRowTest {
  private final DemoRow denied =
      new DemoRow(1, "Harbor", "B", "REST", "DENIED", "DENIED", "Not signed.", "164.508(c)", 12);
  private final DemoRow wrong =
      new DemoRow(10, "A longer name", "", "Kafka", "HELD", "DENIED", "Expired.", "164.508(b)", -1);

  @Test
  void alignsColumnsAndShowsWhatWasExpectedInstead() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    DemoRow.print(List.of(denied, wrong), new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "      Who asked      Chart  Over   Outcome                 Audit  Why",
            "  1   Harbor         B      REST   DENIED                  #12    Not signed.",
            "                                                                  164.508(c)",
            "  10  A longer name         Kafka  DENIED (expected HELD)  none   Expired.",
            "                                                                  164.508(b)");
  }

  @Test
  void isOneJsonObjectPerLine() throws Exception {
    JsonNode json = RestClient.JSON.readTree(wrong.json(List.of()));
    assertThat(json.path("asExpected").asBoolean()).isFalse();
    assertThat(json.path("expected").asText()).isEqualTo("HELD");
    assertThat(json.has("auditEntry")).isFalse();
    assertThat(denied.json(List.of())).doesNotContain("\n").contains("\"auditEntry\":12");
  }
}
