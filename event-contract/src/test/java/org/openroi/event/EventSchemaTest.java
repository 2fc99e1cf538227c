package org.openroi.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the published JSON Schemas and the code against each other. */
class EventSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<EventType, Schema> SCHEMAS = new HashMap<>();

  static JsonNode schema(EventType type) {
    try (InputStream in = EventType.class.getResourceAsStream("schemas/" + type.wire() + ".json")) {
      assertThat(in).as("schemas/%s.json", type.wire()).isNotNull();
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> goldens() {
    return GoldenEventTest.names();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void isASchemaAndSaysOfWhat(EventType type) {
    Schema meta =
        REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    JsonNode schema = schema(type);
    assertThat(meta.validate(schema)).isEmpty();
    assertThat(schema.get("$id").asText()).isEqualTo("urn:openroi:event:" + type.wire());
    assertThat(schema.get("title").asText()).isEqualTo(type.data().getSimpleName());
    assertThat(schema.get("description").asText()).isNotBlank();
  }

  @Test
  void thereIsNoSchemaOfNoType() throws IOException {
    try (InputStream folder = EventType.class.getResourceAsStream("schemas")) {
      assertThat(folder).isNotNull();
      assertThat(new String(folder.readAllBytes(), StandardCharsets.UTF_8).lines())
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(EventType.values()).map(type -> type.wire() + ".json").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void acceptsTheGoldenEvents(String name) throws IOException {
    JsonNode data = JSON.readTree(GoldenEventTest.golden(name)).get("data");
    assertThat(accepts(EventFixture.golden().get(name).type(), data)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void acceptsEveryValidEvent(EventType type) throws IOException {
    Random random = new Random(8259);
    for (int i = 0; i < 100; i++) {
      EncodedEvent event = EventCodec.encode(EventFixture.random(type, random));
      assertThat(accepts(type, JSON.readTree(event.value()))).as("seed 8259, event %s", i).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void hasEveryComponentOfTheRecordAndNoOther(EventType type) {
    requireSameShape(type.data(), schema(type), type.wire());
  }

  private static void requireSameShape(Class<?> record, JsonNode schema, String where) {
    Set<String> names = new HashSet<>();
    Set<String> required = new HashSet<>();
    for (RecordComponent component : record.getRecordComponents()) {
      names.add(component.getName());
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      }
      requireSameType(
          component.getGenericType(),
          schema.at("/properties/" + component.getName()),
          where + "." + component.getName());
    }
    Set<String> properties = new HashSet<>();
    schema.path("properties").fieldNames().forEachRemaining(properties::add);
    Set<String> requiredProperties = new HashSet<>();
    schema.path("required").forEach(name -> requiredProperties.add(name.asText()));
    assertThat(properties).as(where).isEqualTo(names);
    assertThat(requiredProperties).as(where).isEqualTo(required);
  }

  private static void requireSameType(Type type, JsonNode schema, String where) {
    String expected =
        switch (type) {
          case ParameterizedType set -> {
            requireSameType(set.getActualTypeArguments()[0], schema.get("items"), where);
            assertThat(schema.get("uniqueItems").asBoolean()).as(where).isTrue();
            yield "array";
          }
          case Class<?> c when c == boolean.class -> "boolean";
          case Class<?> c when c == int.class || c == long.class -> "integer";
          case Class<?> c when c.isEnum() -> {
            requireSameCodes(c, schema, where);
            yield "string";
          }
          case Class<?> c when c == Instant.class || c == LocalDate.class -> {
            assertThat(schema.get("format").asText())
                .as(where)
                .isEqualTo(c == Instant.class ? "date-time" : "date");
            yield "string";
          }
          case Class<?> c
              when c == Scope.class || c == Endpoint.class || c == PatientIdentifier.class -> {
            requireSameShape(c, schema, where);
            yield "object";
          }
          default -> "string";
        };
    assertThat(schema.path("type").asText()).as(where).isEqualTo(expected);
  }

  private static void requireSameCodes(Class<?> type, JsonNode schema, String where) {
    List<String> codes =
        new ArrayList<>(Stream.of(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList());
    if (where.equals("org.openroi.release.authorized.v1.scope.recordTypes")) {
      codes.remove(RecordType.PSYCHOTHERAPY_NOTES.name());
    }
    List<String> published = new ArrayList<>();
    schema.get("enum").forEach(code -> published.add(code.asText()));
    assertThat(published).as(where).isEqualTo(codes);
  }

  /** Whatever the schema refuses the codec refuses, and the other way round. */
  @ParameterizedTest
  @MethodSource("goldens")
  void agreesWithTheCodec(String name) throws IOException {
    EventEnvelope event = EventFixture.golden().get(name);
    ObjectNode golden = (ObjectNode) JSON.readTree(GoldenEventTest.golden(name)).get("data");
    Random random = new Random(2020_12);
    int accepted = 0;
    List<ObjectNode> corpus = corpus(golden, random);
    for (ObjectNode data : corpus) {
      boolean schema = accepts(event.type(), data);
      boolean codec = codecAccepts(event, data);
      if (schema && !codec && saysMoreThanASchemaCan(data)) {
        continue;
      }
      assertThat(codec).as("seed 202012: %s", shortened(data)).isEqualTo(schema);
      accepted += codec ? 1 : 0;
    }
    assertThat(accepted).isPositive().isLessThan(corpus.size());
  }

  private static String shortened(JsonNode data) {
    String text = data.toString();
    return text.length() < 2_000 ? text : text.substring(0, 2_000) + "…";
  }

  /**
   * The rules that JSON Schema cannot express: a whole number is written without fraction, a scope
   * does not end before it begins, no two end points have the same code, the keys are not too many,
   * and nothing unknown holds a null further down or half a character.
   */
  private static boolean saysMoreThanASchemaCan(JsonNode data) {
    JsonNode scope = data.path("scope");
    Set<String> codes = new HashSet<>();
    int keys = 0;
    boolean repeated = false;
    for (JsonNode endpoint : data.path("endpoints")) {
      repeated |= !codes.add(endpoint.path("code").asText());
      keys += endpoint.path("publicKey").asText("").length();
      keys += endpoint.path("hostKey").asText("").length();
    }
    return repeated
        || keys > 20_000
        || (scope.has("from")
            && scope.has("to")
            && scope.get("from").asText().compareTo(scope.get("to").asText()) > 0)
        || data.findValues("unknown").stream().anyMatch(JsonNode::isContainerNode)
        || Checks.hasLoneSurrogate(data.path("unknown").asText())
        || data.properties().stream().anyMatch(m -> m.getValue().isFloatingPointNumber());
  }

  private static boolean accepts(EventType type, JsonNode data) {
    return SCHEMAS
        .computeIfAbsent(type, t -> REGISTRY.getSchema(schema(t)))
        .validate(data, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))
        .isEmpty();
  }

  /** The subject belongs to the envelope: only that it no longer fits is no fault of the data. */
  private static boolean codecAccepts(EventEnvelope event, JsonNode data) throws IOException {
    try {
      EventCodec.decode(
          EventCodec.encode(event).headers(),
          // Escaped, so that lone surrogates come through.
          JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsBytes(data));
      return true;
    } catch (InvalidEvent invalid) {
      return "subject".equals(invalid.field());
    }
  }

  private static List<ObjectNode> corpus(ObjectNode golden, Random random) {
    List<ObjectNode> corpus = new ArrayList<>();
    corpus.add(golden);
    int places = places(golden.deepCopy()).size();
    for (int place = 0; place < places; place++) {
      for (int mutation = 0; mutation < MUTATIONS.size() + 3; mutation++) {
        corpus.add(mutated(golden, place, mutation));
      }
    }
    for (int i = 0; i < 500; i++) {
      ObjectNode once =
          mutated(golden, random.nextInt(places), random.nextInt(MUTATIONS.size() + 3));
      corpus.add(
          mutated(
              once,
              random.nextInt(places(once.deepCopy()).size()),
              random.nextInt(MUTATIONS.size() + 3)));
    }
    return corpus;
  }

  private static ObjectNode mutated(ObjectNode data, int place, int mutation) {
    ObjectNode copy = data.deepCopy();
    List<Consumer<@Nullable JsonNode>> places = places(copy);
    JsonNode value = JSON.valueToTree(place);
    if (mutation < MUTATIONS.size()) {
      value = MUTATIONS.get(mutation);
    } else if (mutation == MUTATIONS.size()) {
      value = null;
    } else if (mutation == MUTATIONS.size() + 1) {
      copy.set("unknown", JSON.valueToTree(Map.of("a", 1)));
      return copy;
    } else {
      copy.put("unknown", "a");
      return copy;
    }
    places.get(place).accept(value);
    return copy;
  }

  /** Every value in the tree, as something that replaces it, or removes it for null. */
  private static List<Consumer<@Nullable JsonNode>> places(JsonNode node) {
    List<Consumer<@Nullable JsonNode>> places = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        String name = member.getKey();
        places.add(
            value -> {
              if (value == null) {
                object.remove(name);
              } else {
                object.set(name, value.deepCopy());
              }
            });
        places.addAll(places(member.getValue()));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        places.add(
            value -> {
              if (value == null) {
                array.remove(index);
              } else {
                array.set(index, value.deepCopy());
              }
            });
        places.addAll(places(array.get(i)));
      }
      places.add(value -> array.add(value == null ? JSON.nullNode() : value.deepCopy()));
      places.add(value -> array.addAll(array.deepCopy()));
      places.add(value -> array.removeAll());
    }
    return places;
  }

  private static final List<JsonNode> MUTATIONS = mutations();

  private static List<JsonNode> mutations() {
    List<Object> values =
        new ArrayList<>(
            List.of(true, 0, 1, -1, 1.5, 2.0, 2_147_483_648L, 9_007_199_254_740_992L, "", " "));
    values.addAll(
        List.of(
            "x",
            " x",
            "x ",
            "x y",
            "\u00a0",
            "\u3000",
            "\u200b",
            "\u0000",
            "x\u0000",
            "x\n",
            "x\ry\tz",
            "x\u007f",
            "x\u0085",
            "\u2028",
            "x\u2028",
            "é",
            "\ud83d\ude00",
            "x\ud83d",
            "\ude00x",
            "x".repeat(64),
            "x".repeat(65),
            "x".repeat(100),
            "x".repeat(101),
            "\ud83d\ude00".repeat(100),
            "\ud83d\ude00".repeat(101),
            "x".repeat(128),
            "x".repeat(129),
            "x".repeat(200),
            "x".repeat(201),
            "é".repeat(249),
            "x".repeat(250),
            "x".repeat(300),
            "x".repeat(301),
            "x".repeat(4_096),
            "x".repeat(4_097),
            "x".repeat(16_384),
            "x".repeat(16_385)));
    values.addAll(
        List.of(
            "a.b.c.d.e",
            "SFTP",
            "STOPPED",
            "RECORD_NOT_FOUND",
            "a....",
            "a.b.c.d",
            "a.b.c.d.e.f",
            "0",
            "1",
            "HELD",
            "RECEIVED",
            "held",
            " HELD",
            "HELD ",
            "ENTIRE_RECORD",
            "PSYCHOTHERAPY_NOTES",
            "INDIVIDUAL",
            "AUTH_508",
            "ROA_SELF",
            "2026-01-01",
            "2026-02-29",
            "2024-02-29",
            "2026-13-01",
            "0000-01-01",
            "0001-01-01",
            "9999-12-31",
            "+10000-01-01",
            "2026-1-1"));
    values.addAll(
        List.of(
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:00.123456789Z",
            "2026-01-01T00:00:00.1234567890Z",
            "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00Z",
            "2026-01-01t00:00:00z",
            "2026-01-01T00:00:00+00:00",
            "2026-01-01T00:00:00+02:00",
            "2026-01-01T24:00:00Z",
            "2026-01-01T23:59:60Z",
            "2026-02-29T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "C0FFEE00-1234-4abc-9def-001122334455",
            "c0ffee00-1234-4abc-9def-001122334455",
            "c0ffee00-1234-4abc-9def-00112233445",
            "c0ffee0012344abc9def001122334455",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "9F86D081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
    List<JsonNode> nodes =
        new ArrayList<>(values.stream().map(v -> JSON.<JsonNode>valueToTree(v)).toList());
    JsonNodeFactory factory = JSON.getNodeFactory();
    nodes.add(factory.nullNode());
    nodes.add(factory.objectNode());
    nodes.add(factory.objectNode().put("value", "x"));
    nodes.add(factory.arrayNode());
    nodes.add(factory.arrayNode().add("x"));
    nodes.add(factory.arrayNode().add(factory.nullNode()));
    nodes.add(factory.arrayNode().add("HLEGAL"));
    nodes.add(factory.arrayNode().add("REVIEW_REQUIRED"));
    nodes.add(factory.arrayNode().add("BILLING").add("BILLING"));
    nodes.add(factory.arrayNode().add(2026).add(1).add(1));
    ArrayNode many = factory.arrayNode();
    IntStream.range(0, 101).forEach(i -> many.add("f" + i));
    nodes.add(many);
    return nodes;
  }
}
