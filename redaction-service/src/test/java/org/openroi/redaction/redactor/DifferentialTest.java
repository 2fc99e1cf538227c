package org.openroi.redaction.redactor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openroi.event.RecordType;
import org.openroi.event.SensitiveCategory;
import org.openroi.redaction.label.ValueSets;

/** The cut over bytes and a slow one over trees, asked the same: they agree on everything. */
class DifferentialTest {
  private static final int RECORDS = Integer.getInteger("openroi.records", 400);
  private static final int POLICIES = 4;
  private static final long SEED = 20_261_127;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final ObjectMapper PART =
      JSON.copy().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Test
  void cutsAsTheSlowOracleDoes() throws Exception {
    int released = 0;
    int withheld = 0;
    Set<CutRule> rules = EnumSet.noneOf(CutRule.class);
    for (long seed = SEED; seed < SEED + RECORDS; seed++) {
      MadeUpRecord record = new MadeUpRecord(seed);
      TreeOracle oracle =
          new TreeOracle(record.pages, MadeUpRecord.PACK, Set.of(MadeUpRecord.PROGRAM));
      Survey survey = survey(record, new Random(seed));
      Random random = new Random(~seed);
      for (int i = 0; i < POLICIES; i++) {
        CutPolicy policy = policy(random, record.encounterIds);
        List<JsonNode> expected = oracle.cut(policy);
        Cut cut = survey.cut(policy);
        String about = "seed " + seed + ", policy " + policy;
        compare(record, oracle, expected, cut, random, about);
        assertThat(cut.isHeldForPart2()).as(about).isEqualTo(oracle.isHeldForPart2(policy));
        released += cut.items();
        withheld += cut.withheldIds().size();
        cut.ledger().forEach(line -> rules.add(line.rule()));
      }
    }
    // Where nothing went, or all, it would prove nothing.
    assertThat(released).isGreaterThan(RECORDS);
    assertThat(withheld).isGreaterThan(RECORDS);
    assertThat(rules).containsExactly(CutRule.values());
  }

  private static void compare(
      MadeUpRecord record,
      TreeOracle oracle,
      List<JsonNode> expected,
      Cut cut,
      Random random,
      String about)
      throws Exception {
    List<LedgerLine> ledger = new ArrayList<>(cut.ledger());
    ledger.removeIf(
        line -> line.rule() == CutRule.PART2 || line.rule() == CutRule.MINIMUM_NECESSARY);
    List<CutRule> rules = ledger.stream().map(LedgerLine::rule).toList();
    List<CutRule> expectedRules = new ArrayList<>();
    for (List<@Nullable CutRule> page : oracle.rules()) {
      page.stream().filter(rule -> rule != null).forEach(expectedRules::add);
    }
    assertThat(rules).as(about).isEqualTo(expectedRules);
    for (int page = 0; page < record.pages.size(); page++) {
      byte[] source = record.pages.get(page);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      cut.write(page, new Chunks(source, random), out);
      JsonNode left = JSON.readTree(out.toByteArray());
      assertThat(left).as(about + ", page " + page).isEqualTo(expected.get(page));
      assertThat(cut.counts(page).values().stream().mapToInt(each -> each).sum())
          .isEqualTo(left.path("entry").size());
      assertThat(cut.goes(page)).isEqualTo(!left.path("entry").isEmpty());
      assertUnchangedBytes(source, out.toByteArray(), left, about);
    }
  }

  /** A resource that lost nothing is there byte for byte; nothing is there that was not. */
  private static void assertUnchangedBytes(byte[] source, byte[] out, JsonNode left, String about)
      throws IOException {
    String before = new String(source, StandardCharsets.ISO_8859_1);
    String after = new String(out, StandardCharsets.ISO_8859_1);
    Set<JsonNode> kept = new HashSet<>();
    left.path("entry").forEach(kept::add);
    int from = 0;
    try (JsonParser parser = PART.createParser(source)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals("entry")
            && parser.getParsingContext().getParent().inRoot()) {
          parser.nextToken();
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            JsonNode entry = parser.readValueAsTree();
            int end = (int) parser.currentLocation().getByteOffset();
            if (kept.contains(entry)) {
              int found = after.indexOf(before.substring(start, end), from);
              assertThat(found).as(about).isNotNegative();
              from = found + end - start;
            }
          }
        }
      }
    }
    if (!left.has("total")) {
      assertThat(isSubsequence(after, before)).as(about).isTrue();
    }
  }

  private static boolean isSubsequence(String part, String whole) {
    int at = 0;
    for (int i = 0; i < whole.length() && at < part.length(); i++) {
      if (whole.charAt(i) == part.charAt(at)) {
        at++;
      }
    }
    return at == part.length();
  }

  static Survey survey(MadeUpRecord record, Random random) throws Exception {
    Survey survey =
        new Survey(
            ValueSets.of(List.of(MadeUpRecord.PACK)),
            record.patientId,
            Set.of(MadeUpRecord.PROGRAM));
    for (byte[] page : record.pages) {
      survey.read(new Chunks(page, random));
    }
    return survey;
  }

  static CutPolicy policy(Random random, List<String> encounterIds) {
    boolean individual = random.nextInt(4) == 0;
    Set<RecordType> types = EnumSet.noneOf(RecordType.class);
    if (random.nextBoolean()) {
      types.add(RecordType.ENTIRE_RECORD);
    } else {
      for (RecordType type : RecordType.values()) {
        if (type != RecordType.ENTIRE_RECORD && random.nextInt(3) == 0) {
          types.add(type);
        }
      }
    }
    LocalDate from = random.nextInt(3) == 0 ? day(random) : null;
    LocalDate to =
        random.nextInt(3) == 0 ? (from == null ? day(random) : from.plusDays(400)) : null;
    Set<String> encounters = new HashSet<>();
    if (random.nextInt(5) == 0) {
      encounters.add(encounterIds.get(random.nextInt(encounterIds.size())));
      encounters.add(encounterIds.get(random.nextInt(encounterIds.size())));
    }
    Set<SensitiveCategory> withheld = EnumSet.noneOf(SensitiveCategory.class);
    if (!individual) {
      for (SensitiveCategory category :
          EnumSet.of(
              SensitiveCategory.MENTAL_HEALTH,
              SensitiveCategory.HIV,
              SensitiveCategory.SUBSTANCE_USE)) {
        if (random.nextInt(4) != 0) {
          withheld.add(category);
        }
      }
    }
    boolean minimum = !individual && random.nextInt(3) == 0;
    return new CutPolicy(individual, types, from, to, encounters, minimum, withheld);
  }

  private static LocalDate day(Random random) {
    return LocalDate.of(2019, 1, 1).plusDays(random.nextInt(800));
  }

  /** Gives bytes in pieces of any size, often one at a time. */
  static final class Chunks extends InputStream {
    private final InputStream in;
    private final Random random;
    private final int most;

    Chunks(byte[] bytes, Random random) {
      in = new ByteArrayInputStream(bytes);
      this.random = random;
      most =
          random.nextInt(4) == 0 ? 1 : random.nextInt(3) == 0 ? 100_000 : 1 + random.nextInt(300);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return in.read(buffer, offset, Math.min(length, 1 + random.nextInt(most)));
    }
  }
}
