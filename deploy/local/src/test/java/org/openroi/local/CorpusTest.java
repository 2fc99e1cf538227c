package org.openroi.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  private static final Pattern CANARY = Pattern.compile("CANARY-[A-Z]+-[0-9]{4}");
  @TempDir Path folder;

  @Test
  void hasTenPatientsWithWholeRecords() throws Exception {
    assertThat(Corpus.ids()).hasSize(10).doesNotHaveDuplicates().isSorted();
    for (String id : Corpus.ids()) {
      Path pages = Corpus.patients().resolve(id);
      assertThat(Files.size(pages.resolve("document.xml"))).as(id).isGreaterThan(100_000);
      JsonNode bundle = json(pages.resolve("record.json"));
      assertThat(bundle.path("entry").size()).as(id).isGreaterThan(300);
      assertThat(bundle.at("/entry/0/resource/resourceType").asText()).isEqualTo("Patient");
      assertThat(bundle.at("/entry/0/resource/id").asText()).isEqualTo(id);
    }
  }

  @Test
  void addsResourcesThatBelongToTheirPatientAlone() throws Exception {
    Set<String> ids = new HashSet<>();
    Set<String> canaries = new HashSet<>();
    int supplements = 0;
    for (String id : Corpus.ids()) {
      Path file = Corpus.patients().resolve(id).resolve("supplement.json");
      if (!Files.exists(file)) {
        continue;
      }
      supplements++;
      JsonNode bundle = json(file);
      assertThat(bundle.path("total").asInt()).isEqualTo(bundle.path("entry").size());
      for (JsonNode entry : bundle.path("entry")) {
        JsonNode resource = entry.path("resource");
        assertThat(ids.add(resource.path("id").asText())).as("one of a kind").isTrue();
        assertThat(resource.at("/subject/reference").asText()).isEqualTo("Patient/" + id);
      }
      Set<String> ofThisPatient = canaries(bundle);
      assertThat(ofThisPatient).as(id).hasSize(1);
      assertThat(ofThisPatient).as(id).noneMatch(canaries::contains);
      canaries.addAll(ofThisPatient);
    }
    assertThat(supplements).isEqualTo(4);
  }

  @Test
  void showsEveryRuleOfTheCut() throws Exception {
    List<String> all = new ArrayList<>();
    for (String id : Corpus.ids()) {
      Path file = Corpus.patients().resolve(id).resolve("supplement.json");
      if (Files.exists(file)) {
        all.add(Files.readString(file));
      }
    }
    assertThat(String.join("\n", all))
        .contains("\"B20\"", "\"F32.1\"", "\"MH\"", "\"R\"", "\"42CFRPart2\"", "\"PSYTHPN\"");
  }

  @Test
  void isLaidOutAsARecordSource() throws Exception {
    RecordFolder records = new RecordFolder(folder);
    records.addCorpus();
    records.addCorpus();
    String id = Corpus.ids().getFirst();
    records.link("7b1f8f7e-0000-4000-8000-000000000001", id);
    records.link("7b1f8f7e-0000-4000-8000-000000000001", id);
    assertThat(folder.resolve("links/7b1f8f7e-0000-4000-8000-000000000001")).hasContent(id);
    try (Stream<Path> patients = Files.list(folder.resolve("patients"))) {
      assertThat(patients.map(path -> path.getFileName().toString()).sorted().toList())
          .isEqualTo(Corpus.ids());
    }
    assertThat(folder.resolve("patients").resolve(id).resolve("record.json"))
        .hasSameBinaryContentAs(Corpus.patients().resolve(id).resolve("record.json"));
  }

  @Test
  void leavesAPatientAsItIsOnceItIsThere() throws Exception {
    Path pages = Files.createDirectory(folder.resolve("pages"));
    Files.writeString(pages.resolve("record.json"), "first");
    RecordFolder records = new RecordFolder(folder.resolve("records"));
    records.addPatient("a", pages);
    Files.writeString(pages.resolve("record.json"), "second");
    records.addPatient("a", pages);
    assertThat(folder.resolve("records/patients/a/record.json")).hasContent("first");
  }

  /** Made-up words that are nowhere else, in clear or in an attachment. */
  private static Set<String> canaries(JsonNode node) {
    Set<String> found = new HashSet<>();
    if (node.isTextual()) {
      CANARY.matcher(node.asText()).results().map(MatchResult::group).forEach(found::add);
    }
    for (JsonNode child : node) {
      found.addAll(canaries(child));
    }
    if (node.path("data").isTextual()) {
      byte[] text = Base64.getDecoder().decode(node.path("data").asText());
      CANARY
          .matcher(new String(text, StandardCharsets.UTF_8))
          .results()
          .map(MatchResult::group)
          .forEach(found::add);
    }
    return found;
  }

  private static JsonNode json(Path file) throws IOException {
    return RestClient.JSON.readTree(Files.readAllBytes(file));
  }
}
