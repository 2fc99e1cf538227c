package org.openroi.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events to bytes and back: CloudEvents 1.0, binary mode out, binary and structured mode in.
 *
 * <p>What is written is canonical JSON (RFC 8785) by construction: names sorted, no white space,
 * whole numbers only, nothing {@code null}. The same event always becomes the same bytes.
 *
 * <p>What is read must be one JSON object in UTF-8 without byte-order mark, duplicate names, lone
 * surrogates or {@code null} in the data; a value must have the type that its schema names, without
 * any coercion. Unknown properties are allowed in the events of services, so that an optional field
 * may be added, and refused in submissions, so that a misspelt one is not overlooked.
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

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME =
      Pattern.compile(
          DATE + "T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})");
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?+(?!utf-8\"?\\s*(?:;|$))");

  /** Every property name of the contract: the only names that an {@link InvalidEvent} may carry. */
  private static final Set<String> PROPERTIES =
      Stream.concat(
              Stream.of(EventType.values()).map(EventType::data),
              Stream.of(
                  Scope.class, Endpoint.class, PatientIdentifier.class, DisclosureTerms.class))
          .flatMap(record -> Stream.of(record.getRecordComponents()))
          .map(RecordComponent::getName)
          .collect(Collectors.toUnmodifiableSet());

  private static final int TERMS_BLOCK = 1_024;

  private static final ObjectMapper LENIENT = mapper(false);
  private static final ObjectMapper STRICT = mapper(true);

  private EventCodec() {}

  /**
   * Binary mode: attributes as {@code ce_*} headers, data as the value.
   *
   * @throws InvalidEvent TOO_LARGE when nobody could read it
   */
  public static EncodedEvent encode(EventEnvelope event) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", DATA_CONTENT_TYPE);
    attributes(event).forEach((name, value) -> headers.put(PREFIX + name, value));
    String data = json(event.data());
    requireSize(whole(event, data));
    return new EncodedEvent(event.subject(), headers, data.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Structured mode, canonical: the whole event as one JSON object.
   *
   * @throws InvalidEvent TOO_LARGE when nobody could read it
   */
  public static byte[] encodeStructured(EventEnvelope event) {
    byte[] whole = whole(event, json(event.data()));
    requireSize(whole);
    return whole;
  }

  /**
   * Structured mode, canonical if {@code data} is: the attributes of the event around data bytes
   * that are kept as they came, fields that this version does not know included.
   *
   * @throws InvalidEvent NOT_JSON when the data are not one JSON object
   */
  public static byte[] structured(EventEnvelope event, byte[] data) {
    object(data);
    return whole(event, utf8(data));
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
    if (isMediaType(STRUCTURED_CONTENT_TYPE, contentType)) {
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
    if (!contentType.isEmpty() && !isMediaType(DATA_CONTENT_TYPE, contentType)) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, "datacontenttype");
    }
    return envelope(attributes, () -> object(value));
  }

  /**
   * Reads an event in structured mode.
   *
   * @throws InvalidEvent in every case in which the bytes are not an event of this contract
   */
  public static EventEnvelope decodeStructured(byte[] value) {
    requireSize(value);
    JsonNode whole = object(value);
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : whole.properties()) {
      String name = member.getKey();
      JsonNode node = member.getValue();
      if (name.equals("data") || node.isNull()) {
        continue;
      }
      boolean wellFormed =
          switch (name) {
            case "subjectversion" -> node.isInt();
            case "data_base64" -> throw new InvalidEvent(InvalidEvent.Reason.INVALID_DATA, "data");
            default -> ATTRIBUTES.contains(name) ? node.isTextual() : node.isValueNode();
          };
      if (!wellFormed) {
        throw new InvalidEvent(
            InvalidEvent.Reason.NOT_AN_ENVELOPE, ATTRIBUTES.contains(name) ? name : null);
      }
      attributes.put(name, node.asText());
    }
    return envelope(
        attributes,
        () -> {
          JsonNode data = whole.path("data");
          if (!data.isObject()) {
            throw new InvalidEvent(InvalidEvent.Reason.INVALID_DATA, "data");
          }
          return data;
        });
  }

  /**
   * Reads data alone as the record of a type, strictly: unknown properties are refused.
   *
   * @throws InvalidEvent NOT_JSON, INVALID_DATA or TOO_LARGE
   */
  public static <T extends ReleaseEvent> T decodeData(Class<T> type, byte[] data) {
    requireSize(data);
    return fact(STRICT, object(data), type);
  }

  /** Terms as JSON, padded with spaces to whole blocks. */
  static byte[] encodeTerms(DisclosureTerms terms) {
    byte[] json = json(terms).getBytes(StandardCharsets.UTF_8);
    int blocks = (json.length + TERMS_BLOCK - 1) / TERMS_BLOCK;
    byte[] padded = Arrays.copyOf(json, blocks * TERMS_BLOCK);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  static DisclosureTerms decodeTerms(byte[] bytes) {
    requireSize(bytes);
    return fact(STRICT, object(bytes), DisclosureTerms.class);
  }

  private static EventEnvelope envelope(Map<String, String> attributes, Supplier<JsonNode> data) {
    if (!"1.0".equals(attributes.get("specversion"))) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, "specversion");
    }
    String contentType = attributes.get("datacontenttype");
    if (contentType != null && !isMediaType(DATA_CONTENT_TYPE, contentType)) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, "datacontenttype");
    }
    EventType type =
        EventType.ofWire(required(attributes, "type"))
            .orElseThrow(() -> new InvalidEvent(InvalidEvent.Reason.UNKNOWN_TYPE, "type"));
    boolean submission = type.publishers().contains(Publisher.CLIENT);
    EventId id = attribute(attributes, "id", EventId::new);
    String source = required(attributes, "source");
    Instant time = attribute(attributes, "time", EventCodec::instant);
    String custodian = required(attributes, "custodian");
    String facility = required(attributes, "facility");
    EventId causation =
        attributes.containsKey("causationid")
            ? attribute(attributes, "causationid", EventId::new)
            : null;
    int version =
        attributes.containsKey("subjectversion")
            ? attribute(attributes, "subjectversion", EventCodec::version)
            : 0;
    if (submission && version > 0) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, "subjectversion");
    }
    ReleaseEvent fact = fact(submission ? STRICT : LENIENT, data.get(), type.data());
    EventEnvelope event;
    try {
      event = new EventEnvelope(id, source, time, custodian, facility, causation, version, fact);
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

  private static byte[] whole(EventEnvelope event, String data) {
    Map<String, String> members = new TreeMap<>();
    attributes(event).forEach((name, value) -> members.put(name, json(value)));
    members.computeIfPresent(
        "subjectversion", (name, quoted) -> Integer.toString(event.subjectVersion()));
    members.put("datacontenttype", json(DATA_CONTENT_TYPE));
    members.put("data", data);
    return members.entrySet().stream()
        .map(member -> json(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String required(Map<String, String> attributes, String name) {
    String value = attributes.get(name);
    if (value == null || value.isEmpty()) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, name);
    }
    return value;
  }

  private static <T> T attribute(
      Map<String, String> attributes, String name, Function<String, T> read) {
    try {
      return read.apply(required(attributes, name));
    } catch (IllegalArgumentException | DateTimeException malformed) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_AN_ENVELOPE, name);
    }
  }

  /** RFC 3339 with seconds; any offset. */
  private static Instant instant(String text) {
    if (!TIME.matcher(text).matches()) {
      throw new Checks.InvalidField("time");
    }
    return OffsetDateTime.parse(text).toInstant();
  }

  private static int version(String text) {
    if (!VERSION.matcher(text).matches()) {
      throw new Checks.InvalidField("subjectversion");
    }
    return Integer.parseInt(text);
  }

  /** The same media type, parameters aside; another character set than UTF-8 is another type. */
  private static boolean isMediaType(String expected, String contentType) {
    String lower = contentType.toLowerCase(Locale.ROOT);
    int parameters = lower.indexOf(';');
    String type = parameters < 0 ? lower : lower.substring(0, parameters);
    return type.strip().equals(expected) && !CHARSET.matcher(lower).find();
  }

  private static void requireSize(byte[] value) {
    if (value.length > MAX_BYTES) {
      throw new InvalidEvent(InvalidEvent.Reason.TOO_LARGE);
    }
  }

  /** Through text, because Jackson's byte generator escapes characters beyond the basic plane. */
  private static String json(Object value) {
    try {
      return LENIENT.writeValueAsString(value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Strictly: Jackson's own detection would take UTF-16, UTF-32 and overlong forms as well. */
  private static String utf8(byte[] value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_JSON);
    }
  }

  private static JsonNode object(byte[] value) {
    String text = utf8(value);
    JsonNode node;
    try {
      node = STRICT.readTree(text);
    } catch (IOException | RuntimeException notJson) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_JSON);
    }
    if (!node.isObject() || text.startsWith("\uFEFF") || hasLoneSurrogate(node)) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_JSON);
    }
    return node;
  }

  private static boolean hasLoneSurrogate(JsonNode node) {
    if (node.isTextual()) {
      return Checks.hasLoneSurrogate(node.textValue());
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (Checks.hasLoneSurrogate(member.getKey()) || hasLoneSurrogate(member.getValue())) {
        return true;
      }
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        if (hasLoneSurrogate(element)) {
          return true;
        }
      }
    }
    return false;
  }

  private static <T> T fact(ObjectMapper mapper, JsonNode data, Class<T> type) {
    requireNoNull(data, null);
    try {
      return mapper.treeToValue(data, type);
    } catch (JsonMappingException invalid) {
      throw new InvalidEvent(InvalidEvent.Reason.INVALID_DATA, field(invalid, data));
    } catch (JsonProcessingException | RuntimeException invalid) {
      throw new InvalidEvent(InvalidEvent.Reason.INVALID_DATA);
    }
  }

  /** What is absent is absent: a {@code null} is never written and never read. */
  private static void requireNoNull(JsonNode node, @Nullable String path) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = member.getKey();
      String inner = PROPERTIES.contains(name) ? path == null ? name : path + "." + name : path;
      requireNoNull(member.getValue(), inner);
    }
    if (node.isArray()) {
      node.forEach(element -> requireNoNull(element, path));
    }
    if (node.isNull()) {
      throw new InvalidEvent(InvalidEvent.Reason.INVALID_DATA, path);
    }
  }

  /** The path of the property at fault, made of names that this contract knows and nothing else. */
  private static @Nullable String field(JsonMappingException invalid, JsonNode data) {
    StringBuilder path = new StringBuilder();
    JsonNode at = data;
    for (JsonMappingException.Reference step : invalid.getPath()) {
      String name = step.getFieldName();
      if (name == null) {
        at = at.path(step.getIndex());
      } else if (PROPERTIES.contains(name)) {
        at = at.path(name);
        path.append(path.isEmpty() ? "" : ".").append(name);
      } else {
        break;
      }
    }
    if (at.isObject() && invalid.getCause() instanceof Checks.InvalidField missing) {
      path.append(path.isEmpty() ? "" : ".").append(missing.field());
    }
    return path.isEmpty() ? null : path.toString();
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
    Codes readers = new Codes();
    readers.addDeserializer(Instant.class, new Text<>(Instant.class, EventCodec::utc));
    readers.addDeserializer(LocalDate.class, new Text<>(LocalDate.class, EventCodec::date));
    SimpleModule values =
        new SimpleModule()
            .addSerializer(Instant.class, ToStringSerializer.instance)
            .addSerializer(LocalDate.class, ToStringSerializer.instance)
            .addAbstractTypeMapping(Set.class, Distinct.class);
    values.setDeserializers(readers);
    ObjectMapper mapper =
        JsonMapper.builder(factory)
            .addModule(values)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
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

  /** In data an instant is UTC and says so with {@code Z}. */
  private static Instant utc(String text) {
    if (!text.endsWith("Z")) {
      throw new Checks.InvalidField("time");
    }
    return instant(text);
  }

  private static LocalDate date(String text) {
    if (!DATE.matcher(text).matches()) {
      throw new Checks.InvalidField("date");
    }
    return LocalDate.parse(text);
  }

  /** A scalar from a JSON string and from nothing else: no number, no trimming, no empty string. */
  private static final class Text<T> extends StdScalarDeserializer<T> {
    private final transient Function<String, T> read;

    Text(Class<T> type, Function<String, T> read) {
      super(type);
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        throw JsonMappingException.from(parser, "not a string");
      }
      try {
        return read.apply(parser.getText());
      } catch (IllegalArgumentException | DateTimeException malformed) {
        throw JsonMappingException.from(parser, "malformed");
      }
    }
  }

  /** Codes exactly as the contract spells them. */
  private static final class Codes extends SimpleDeserializers {
    @Override
    public JsonDeserializer<?> findEnumDeserializer(
        Class<?> type, DeserializationConfig config, BeanDescription description) {
      return code(type);
    }

    private static <E> Text<E> code(Class<E> type) {
      Map<String, E> codes =
          Stream.of(type.getEnumConstants())
              .collect(Collectors.toUnmodifiableMap(Codes::name, Function.identity()));
      return new Text<>(
          type,
          text -> {
            E code = codes.get(text);
            if (code == null) {
              throw new Checks.InvalidField("code");
            }
            return code;
          });
    }

    private static String name(Object constant) {
      return ((Enum<?>) constant).name();
    }
  }

  /** A set in which an element may not stand twice. */
  private static final class Distinct<E> extends LinkedHashSet<E> {
    @Override
    public boolean add(E element) {
      if (!super.add(element)) {
        throw new Checks.InvalidField("repeated");
      }
      return true;
    }
  }
}
