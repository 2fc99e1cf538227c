package org.openroi.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events to bytes and back: CloudEvents 1.0, binary mode out, binary and structured mode in.
 *
 * <p>What is written is canonical JSON (RFC 8785) by construction: names sorted, no white space,
 * strings without control characters, whole numbers only. The same event always becomes the same
 * bytes. What is read must be one JSON object without duplicate names; unknown properties are
 * allowed in the events of services, so that an optional field may be added, and refused in
 * submissions, so that a misspelt one is not overlooked.
 *
 * <p>Every way of being unreadable ends in {@link InvalidEvent}, which quotes nothing.
 */
public final class EventCodec {
  /** The largest event, in bytes, that is read or written. */
  public static final int MAX_BYTES = 65_536;

  /** Media type of an event's data in binary mode. */
  public static final String DATA_CONTENT_TYPE = "application/json";

  /** Media type of a whole event in structured mode. */
  public static final String STRUCTURED_CONTENT_TYPE = "application/cloudevents+json";

  private static final String PREFIX = "ce_";
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "specversion",
          "id",
          "source",
          "type",
          "subject",
          "time",
          "custodian",
          "facility",
          "causationid",
          "subjectversion",
          "datacontenttype",
          "dataschema");
  private static final Set<String> PROPERTIES = contractProperties();

  private static final ObjectMapper LENIENT = mapper(false);
  private static final ObjectMapper STRICT = mapper(true);

  private EventCodec() {}

  /** Binary mode: attributes as {@code ce_*} headers, data as the value. */
  public static EncodedEvent encode(EventEnvelope event) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", DATA_CONTENT_TYPE);
    attributes(event).forEach((name, value) -> headers.put(PREFIX + name, value));
    return new EncodedEvent(event.subject(), headers, data(event.data()));
  }

  /** Structured mode, canonical: the whole event as one JSON object. */
  public static byte[] encodeStructured(EventEnvelope event) {
    return structured(event, data(event.data()));
  }

  /**
   * Structured mode, canonical if {@code data} is: the attributes of the event around data bytes
   * that are kept as they came, fields that this version does not know included.
   */
  public static byte[] structured(EventEnvelope event, byte[] data) {
    ObjectNode whole = LENIENT.createObjectNode();
    Map<String, String> sorted = new TreeMap<>(attributes(event));
    sorted.put("datacontenttype", DATA_CONTENT_TYPE);
    try {
      JsonNode tree = object(data, LENIENT);
      TreeMap<String, JsonNode> members = new TreeMap<>();
      sorted.forEach(
          (name, value) ->
              members.put(
                  name,
                  name.equals("subjectversion")
                      ? LENIENT.getNodeFactory().numberNode(event.subjectVersion())
                      : LENIENT.getNodeFactory().textNode(value)));
      members.put("data", tree);
      members.forEach(whole::set);
      return LENIENT.writeValueAsBytes(whole);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * SHA-256 of the canonical whole event, lower-case hexadecimal: tells a duplicate from a forgery.
   */
  public static String sha256(EventEnvelope event) {
    return sha256(encodeStructured(event));
  }

  /** SHA-256 of any bytes, lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Uuids.sha256().digest(bytes));
  }

  /**
   * Reads a message in either mode. The content type decides which; without one, {@code ce_*}
   * headers mean binary mode.
   *
   * @param headers header names in lower case
   * @throws InvalidEvent in every case in which the bytes are not an event of this contract
   */
  public static EventEnvelope decode(Map<String, String> headers, byte @Nullable [] value) {
    if (value == null) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_JSON);
    }
    requireSize(value);
    String contentType = headers.getOrDefault("content-type", "");
    if (contentType.startsWith(STRUCTURED_CONTENT_TYPE)) {
      return decodeStructured(value);
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    headers.forEach(
        (name, text) -> {
          if (name.startsWith(PREFIX)) {
            attributes.put(name.substring(PREFIX.length()), text);
          }
        });
    if (attributes.isEmpty()) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, "specversion");
    }
    return envelope(attributes, value);
  }

  /**
   * Reads an event in structured mode.
   *
   * @throws InvalidEvent in every case in which the bytes are not an event of this contract
   */
  public static EventEnvelope decodeStructured(byte[] value) {
    requireSize(value);
    JsonNode whole = readObject(value);
    Map<String, String> attributes = new LinkedHashMap<>();
    byte[] data = null;
    for (Map.Entry<String, JsonNode> member : whole.properties()) {
      String name = member.getKey();
      JsonNode node = member.getValue();
      if (name.equals("data")) {
        data = bytes(node);
      } else if (node.isTextual() || (name.equals("subjectversion") && node.isInt())) {
        attributes.put(name, node.asText());
      } else if (!node.isNull()) {
        throw new InvalidEvent(
            InvalidEvent.Reason.NOT_AN_ENVELOPE, ATTRIBUTES.contains(name) ? name : null);
      }
    }
    if (data == null) {
      throw new InvalidEvent(InvalidEvent.Reason.INVALID_DATA, "data");
    }
    return envelope(attributes, data);
  }

  /**
   * Reads data alone as the record of a type, strictly: unknown properties are refused.
   *
   * @throws InvalidEvent NOT_JSON or INVALID_DATA
   */
  public static <T extends ReleaseEvent> T decodeData(Class<T> type, byte[] data) {
    requireSize(data);
    return readData(STRICT, data, type);
  }

  private static EventEnvelope envelope(Map<String, String> attributes, byte[] data) {
    if (!"1.0".equals(attributes.get("specversion"))) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, "specversion");
    }
    String contentType = attributes.get("datacontenttype");
    if (contentType != null && !contentType.startsWith(DATA_CONTENT_TYPE)) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, "datacontenttype");
    }
    EventType type =
        EventType.ofWire(required(attributes, "type"))
            .orElseThrow(() -> new InvalidEvent(InvalidEvent.Reason.UNKNOWN_TYPE, "type"));
    boolean submission = type.publishers().contains(Publisher.CLIENT);
    String id = required(attributes, "id");
    String source = required(attributes, "source");
    Instant time = instant(required(attributes, "time"));
    String custodian = required(attributes, "custodian");
    String facility = required(attributes, "facility");
    String causation = attributes.get("causationid");
    int version = version(attributes.get("subjectversion"));
    ReleaseEvent fact = readData(submission ? STRICT : LENIENT, data, type.data());
    EventEnvelope event;
    try {
      event =
          new EventEnvelope(
              new EventId(id),
              source,
              time,
              custodian,
              facility,
              causation == null ? null : new EventId(causation),
              version,
              fact);
    } catch (Checks.InvalidField invalid) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, invalid.field());
    }
    String subject = attributes.get("subject");
    if (subject == null ? !submission : !subject.equals(event.subject())) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, "subject");
    }
    return event;
  }

  private static Map<String, String> attributes(EventEnvelope event) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", event.id().value());
    attributes.put("source", event.source());
    attributes.put("type", event.type().wire());
    attributes.put("subject", event.subject());
    attributes.put("time", event.time().toString());
    attributes.put("custodian", event.custodian());
    attributes.put("facility", event.facility());
    if (event.causationId() != null) {
      attributes.put("causationid", event.causationId().value());
    }
    if (event.subjectVersion() > 0) {
      attributes.put("subjectversion", Integer.toString(event.subjectVersion()));
    }
    return attributes;
  }

  private static String required(Map<String, String> attributes, String name) {
    String value = attributes.get(name);
    if (value == null || value.isEmpty()) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, name);
    }
    return value;
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notATime) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, "time");
    }
  }

  private static int version(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    try {
      int version = Integer.parseInt(text);
      if (version > 0) {
        return version;
      }
    } catch (NumberFormatException notANumber) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, "subjectversion");
    }
    throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, "subjectversion");
  }

  private static void requireSize(byte[] value) {
    if (value.length > MAX_BYTES) {
      throw new InvalidEvent(InvalidEvent.Reason.TOO_LARGE);
    }
  }

  private static byte[] data(ReleaseEvent fact) {
    return bytes(fact);
  }

  private static byte[] bytes(Object value) {
    try {
      return LENIENT.writeValueAsBytes(value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static JsonNode readObject(byte[] value) {
    try {
      return object(value, STRICT);
    } catch (IOException | RuntimeException notJson) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_JSON);
    }
  }

  private static JsonNode object(byte[] value, ObjectMapper mapper) throws IOException {
    JsonNode node = mapper.readTree(value);
    if (node == null || !node.isObject()) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_JSON);
    }
    return node;
  }

  private static <T> T readData(ObjectMapper mapper, byte[] data, Class<T> type) {
    readObject(data);
    try {
      return mapper.readValue(data, type);
    } catch (JsonMappingException invalid) {
      throw new InvalidEvent(InvalidEvent.Reason.INVALID_DATA, field(invalid));
    } catch (IOException | RuntimeException notJson) {
      throw new InvalidEvent(InvalidEvent.Reason.INVALID_DATA);
    }
  }

  /** The path of the property at fault, made of names that this contract knows and nothing else. */
  private static @Nullable String field(JsonMappingException invalid) {
    String path =
        invalid.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(name -> name != null && PROPERTIES.contains(name))
            .collect(Collectors.joining("."));
    Optional<String> last =
        invalid.getCause() instanceof Checks.InvalidField field
            ? Optional.of(field.field())
            : Optional.empty();
    if (last.isPresent() && !path.endsWith(last.get())) {
      return path.isEmpty() ? last.get() : path + "." + last.get();
    }
    return path.isEmpty() ? null : path;
  }

  private static Set<String> contractProperties() {
    return Stream.concat(
            Stream.of(EventType.values()).map(EventType::data),
            Stream.of(Scope.class, Endpoint.class, PatientIdentifier.class))
        .flatMap(record -> Stream.of(record.getRecordComponents()))
        .map(component -> component.getName())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ObjectMapper mapper(boolean strict) {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(MAX_BYTES)
                    .maxNumberLength(32)
                    .build())
            .build();
    ObjectMapper mapper =
        JsonMapper.builder(factory)
            .addModule(new JavaTimeModule())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }
}
