package org.openroi.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoPackageTest {
  private final DemoPackage cut =
      new DemoPackage(
          2,
          "Harbor Law",
          Map.of("A", 1, "B", 2, "C", 3, "D", 4, "E", 5, "F", 6, "Patient", 1),
          "2020-01-02",
          "2021-03-04",
          Map.of("DATE", 7, "HIV (CATEGORY)", 3, "SUBSTANCE_USE (CATEGORY_BY_CONTEXT)", 2),
          1);
  private final DemoPackage whole =
      new DemoPackage(11, "The patient", Map.of("Patient", 1), "", "", Map.of(), 0);

  @Test
  void saysWhatIsInItAndWhatWasLeftOut() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    DemoPackage.print(List.of(cut, whole), new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8).lines().skip(2))
        .containsExactly(
            "",
            "  2   Harbor Law",
            "      in        22 items, 2020-01-02 to 2021-03-04: 6 F, 5 E, 4 D, 3 C, 2 B, 1 A and 1 other kind",
            "      left out  7 of other dates, 3 on HIV, 2 in the context of substance use; 1 of them listed for a person to look",
            "                at",
            "",
            "  11  The patient",
            "      in        1 item: 1 Patient",
            "      left out  nothing");
  }

  @Test
  void isPartOfItsRowInJson() throws Exception {
    DemoRow row = new DemoRow(2, "Harbor Law", "A", "REST", "DELIVERED", "DELIVERED", "", "", 1);
    JsonNode json = RestClient.JSON.readTree(row.json(List.of(whole, cut)));
    assertThat(json.at("/package/items").asInt()).isEqualTo(22);
    assertThat(json.at("/package/in/F").asInt()).isEqualTo(6);
    assertThat(json.at("/package/out/HIV (CATEGORY)").asInt()).isEqualTo(3);
  }
}
