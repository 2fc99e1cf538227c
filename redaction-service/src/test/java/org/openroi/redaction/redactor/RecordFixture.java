package org.openroi.redaction.redactor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.RecordType;
import org.openroi.event.SensitiveCategory;
import org.openroi.redaction.label.ValueSets;

/** Small records of a made-up patient, written by hand: JSON with {@code '} for {@code "}. */
final class RecordFixture {
  static final String PATIENT = "p1";
  static final String PART2_PROGRAM = "https://facilities.example|program-7";
  static final Set<SensitiveCategory> THREE =
      EnumSet.of(
          SensitiveCategory.MENTAL_HEALTH, SensitiveCategory.HIV, SensitiveCategory.SUBSTANCE_USE);
  static final CutPolicy INDIVIDUAL =
      new CutPolicy(true, Set.of(RecordType.ENTIRE_RECORD), null, null, Set.of(), false, Set.of());
  static final CutPolicy THIRD_PARTY = thirdParty(RecordType.ENTIRE_RECORD);
  static final CutPolicy ALL_OPTED_IN = withheld();

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<List<String>> pages = new ArrayList<>(List.of(new ArrayList<>()));

  static RecordFixture record() {
    return new RecordFixture().with("{'resourceType':'Patient','id':'p1'}");
  }

  /** A resource in an entry without a fullUrl. */
  RecordFixture with(String resource) {
    return withEntry("{'resource':" + resource + "}");
  }

  RecordFixture withEntry(String entry) {
    pages.getLast().add(entry);
    return this;
  }

  /** Something about the patient with these properties. */
  RecordFixture with(String type, String id, String properties) {
    String more = properties.isEmpty() ? "" : "," + properties;
    return with(
        "{'resourceType':'"
            + type
            + "','id':'"
            + id
            + "','subject':{'reference':'Patient/p1'}"
            + more
            + "}");
  }

  RecordFixture page() {
    pages.add(new ArrayList<>());
    return this;
  }

  byte[] bytes(int page) {
    return quoted(
        "{'resourceType':'Bundle','type':'collection','entry':["
            + String.join(",", pages.get(page))
            + "]}");
  }

  Cut cut(CutPolicy policy) throws Exception {
    return survey().cut(policy);
  }

  Survey survey() throws Exception {
    Survey survey =
        new Survey(ValueSets.of(List.of(ValueSets.core())), PATIENT, Set.of(PART2_PROGRAM));
    for (int page = 0; page < pages.size(); page++) {
      survey.read(new ByteArrayInputStream(bytes(page)));
    }
    return survey;
  }

  /** Ids of what goes, in order. */
  List<String> going(CutPolicy policy) throws Exception {
    List<String> ids = new ArrayList<>();
    Cut cut = cut(policy);
    for (int page = 0; page < pages.size(); page++) {
      for (JsonNode entry : tree(cut, page).path("entry")) {
        ids.add(entry.path("resource").path("id").asText());
      }
    }
    return ids;
  }

  /** What goes of the resource with this id, as it is written. */
  String left(String id, CutPolicy policy) throws Exception {
    for (JsonNode entry : tree(cut(policy), 0).path("entry")) {
      if (entry.path("resource").path("id").asText().equals(id)) {
        return entry.get("resource").toString().replace('"', '\'');
      }
    }
    throw new AssertionError("it does not go");
  }

  /** Why the resource with this id does not go. */
  LedgerLine line(String id, CutPolicy policy) throws Exception {
    return cut(policy).ledger().stream()
        .filter(line -> line.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Nullable CutRule rule(String id, CutPolicy policy) throws Exception {
    return cut(policy).ledger().stream()
        .filter(line -> line.id().equals(id))
        .map(LedgerLine::rule)
        .findFirst()
        .orElse(null);
  }

  private JsonNode tree(Cut cut, int page) throws Exception {
    return JSON.readTree(write(cut, page, bytes(page)));
  }

  static byte[] write(Cut cut, int page, byte[] source) throws IOException, RecordChanged {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    cut.write(page, new ByteArrayInputStream(source), out);
    return out.toByteArray();
  }

  static byte[] quoted(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  /** A bundle cut by a policy, both as text with {@code '}. */
  static String cut(String bundle, CutPolicy policy) throws Exception {
    Survey survey =
        new Survey(ValueSets.of(List.of(ValueSets.core())), PATIENT, Set.of(PART2_PROGRAM));
    survey.read(new ByteArrayInputStream(quoted(bundle)));
    byte[] left = write(survey.cut(policy), 0, quoted(bundle));
    return new String(left, StandardCharsets.UTF_8).replace('"', '\'');
  }

  static CutPolicy thirdParty(RecordType... types) {
    return new CutPolicy(false, Set.of(types), null, null, Set.of(), false, THREE);
  }

  static CutPolicy withheld(SensitiveCategory... categories) {
    return new CutPolicy(
        false, Set.of(RecordType.ENTIRE_RECORD), null, null, Set.of(), false, Set.of(categories));
  }

  static CutPolicy dated(String from, String to) {
    return new CutPolicy(
        false,
        Set.of(RecordType.ENTIRE_RECORD),
        from.isEmpty() ? null : LocalDate.parse(from),
        to.isEmpty() ? null : LocalDate.parse(to),
        Set.of(),
        false,
        THREE);
  }

  static CutPolicy encounters(String... ids) {
    return new CutPolicy(
        false, Set.of(RecordType.ENTIRE_RECORD), null, null, Set.of(ids), false, THREE);
  }

  static CutPolicy minimumNecessary() {
    return new CutPolicy(
        false, Set.of(RecordType.ENTIRE_RECORD), null, null, Set.of(), true, THREE);
  }
}
