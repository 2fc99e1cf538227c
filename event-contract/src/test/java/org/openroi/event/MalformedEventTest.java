package org.openroi.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.openroi.event.InvalidEvent.Reason.INVALID_DATA;
import static org.openroi.event.InvalidEvent.Reason.NOT_AN_ENVELOPE;
import static org.openroi.event.InvalidEvent.Reason.NOT_JSON;
import static org.openroi.event.InvalidEvent.Reason.TOO_LARGE;
import static org.openroi.event.InvalidEvent.Reason.UNKNOWN_TYPE;
import static org.openroi.event.InvalidEvent.Reason.WRONG_TOPIC;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that is not an event of this contract is refused, with a reason that quotes nothing.
 */
class MalformedEventTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CANARY = "Zebulon Q. Canary-7731";
  private static final String SUBMISSION = "org.openroi.release.submitted.v1";
  private static final String FACT = "org.openroi.release.requested.v1";

  /** What an {@link InvalidEvent} may name: attributes and properties, joined by dots. */
  private static final Set<String> NAMES = names();

  private static String golden(String name) {
    return new String(GoldenEventTest.golden(name), UTF_8);
  }

  static Stream<String> goldens() {
    return GoldenEventTest.names();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void refusesEveryTruncatedEvent(String name) {
    byte[] whole = GoldenEventTest.golden(name);
    for (int length = 0; length < whole.length; length++) {
      refuses(Arrays.copyOf(whole, length), NOT_JSON, null);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "17",
        "\"text\"",
        "[]",
        "[{}]",
        "{}{}",
        "{} x",
        "{},",
        "{\"a\":1,}",
        "{,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":0x1}",
        "{\"a\":1/*comment*/}",
        "{\"a\":1}//",
        "#\n{}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\u0000\"}",
        "{\"a\":\"\n\"}",
        "{\"a\u0001\":1}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"b\":{\"a\":1,\"a\":1}}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"a\":\"\\ud800x\"}",
        "{\"\\udfff\":1}",
        "{\"b\":[{\"a\":[\"\\ud800\"]}]}",
        "\ufeff{}",
        "{}\u0000",
        "\u0000{}",
        "<event/>"
      })
  void refusesWhatIsNotOneJsonObject(String text) {
    refuses(text.getBytes(UTF_8), NOT_JSON, null);
    EncodedEvent event = EventCodec.encode(EventFixture.golden().get(FACT));
    refuses(event.headers(), text.getBytes(UTF_8), NOT_JSON, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
  void refusesOtherEncodings(String charset) {
    refuses(golden(FACT).getBytes(Charset.forName(charset)), NOT_JSON, null);
  }

  @ParameterizedTest
  @CsvSource({
    "ff",
    "80",
    "c3",
    "c328",
    "c0af",
    "e08080",
    "eda080",
    "edbfbf",
    "f08080af",
    "f4908080",
    "f888808080"
  })
  void refusesBytesThatAreNotUtf8(String hex) {
    String bytes = new String(java.util.HexFormat.of().parseHex(hex), ISO_8859_1);
    refuses(golden(FACT).replace("general-hospital", bytes).getBytes(ISO_8859_1), NOT_JSON, null);
    refuses(("{\"" + bytes + "\":1}").getBytes(ISO_8859_1), NOT_JSON, null);
  }

  @Test
  void refusesDeepNestingAndLongNumbers() {
    for (int depth : new int[] {33, 1_000, 20_000}) {
      refuses(
          ("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}").getBytes(UTF_8),
          NOT_JSON,
          null);
      refuses(("{\"a\":".repeat(depth / 2 + 20) + "1").getBytes(UTF_8), NOT_JSON, null);
    }
    refuses(("{\"a\":" + "9".repeat(33) + "}").getBytes(UTF_8), NOT_JSON, null);
    refuses(("{\"a\":1e" + "9".repeat(60_000) + "}").getBytes(UTF_8), NOT_JSON, null);
  }

  @Test
  void refusesWhatIsTooLarge() {
    byte[] spaces = new byte[EventCodec.MAX_BYTES + 1];
    Arrays.fill(spaces, (byte) ' ');
    refuses(spaces, TOO_LARGE, null);
    refuses(Map.of(), spaces, TOO_LARGE, null);
    assertThat(catchThrowable(() -> EventCodec.decodeData(PatientMatched.class, spaces)))
        .isInstanceOfSatisfying(
            InvalidEvent.class, invalid -> assertThat(invalid.reason()).isEqualTo(TOO_LARGE));
    byte[] golden = GoldenEventTest.golden(FACT);
    byte[] padded = Arrays.copyOf(golden, EventCodec.MAX_BYTES);
    Arrays.fill(padded, golden.length, padded.length, (byte) ' ');
    assertThat(EventCodec.decodeStructured(padded)).isEqualTo(EventFixture.golden().get(FACT));
  }

  @Test
  void refusesATombstone() {
    refuses(Map.of(), null, NOT_JSON, null);
  }

  @Test
  void theLargestRequesterCanBeRead() {
    Set<Endpoint> endpoints = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      endpoints.add(
          new Endpoint(
              "e".repeat(60) + i,
              EndpointKind.SFTP,
              "\"".repeat(300),
              "k" + "\n".repeat(499),
              "\"".repeat(500)));
    }
    Set<String> facilities = new HashSet<>();
    IntStream.range(0, 100).forEach(i -> facilities.add("f".repeat(60) + i));
    RequesterRegistered largest =
        new RequesterRegistered(
            new RequesterId(new java.util.UUID(1, 2)),
            RequesterKind.GOVERNMENT_AGENCY,
            "\ud83d\ude00".repeat(200),
            VerificationLevel.IDENTITY_PROOFED,
            facilities,
            endpoints,
            null,
            true);
    EventEnvelope event =
        new EventEnvelope(
            new EventId("i".repeat(128)),
            Publisher.INTAKE.source(),
            java.time.Instant.parse("9999-12-31T23:59:59.999Z"),
            "c".repeat(64),
            "f".repeat(64),
            new EventId("c".repeat(128)),
            999_999_999,
            largest);
    assertThat(EventCodec.decodeStructured(EventCodec.encodeStructured(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "specversion|-|NOT_AN_ENVELOPE",
        "specversion|null|NOT_AN_ENVELOPE",
        "specversion|\"\"|NOT_AN_ENVELOPE",
        "specversion|\"0.3\"|NOT_AN_ENVELOPE",
        "specversion|\"1.0.2\"|NOT_AN_ENVELOPE",
        "specversion|\"1.0 \"|NOT_AN_ENVELOPE",
        "specversion|1.0|NOT_AN_ENVELOPE",
        "specversion|1|NOT_AN_ENVELOPE",
        "id|-|NOT_AN_ENVELOPE",
        "id|\"\"|NOT_AN_ENVELOPE",
        "id|7|NOT_AN_ENVELOPE",
        "id|true|NOT_AN_ENVELOPE",
        "id|[\"a\"]|NOT_AN_ENVELOPE",
        "id|{}|NOT_AN_ENVELOPE",
        "id|\"a b\"|NOT_AN_ENVELOPE",
        "id|\"a\\u0000\"|NOT_AN_ENVELOPE",
        "id|\"\u00e9\"|NOT_AN_ENVELOPE",
        "source|-|NOT_AN_ENVELOPE",
        "source|\"/openroi/console\"|NOT_AN_ENVELOPE",
        "source|\"/clients/\"|NOT_AN_ENVELOPE",
        "source|\"/clients/Engine\"|NOT_AN_ENVELOPE",
        "source|\"/openroi/intake/\"|NOT_AN_ENVELOPE",
        "source|\"/OPENROI/intake\"|NOT_AN_ENVELOPE",
        "type|-|NOT_AN_ENVELOPE",
        "type|7|NOT_AN_ENVELOPE",
        "type|\"org.openroi.release.requested.v2\"|UNKNOWN_TYPE",
        "type|\"ORG.OPENROI.RELEASE.REQUESTED.V1\"|UNKNOWN_TYPE",
        "type|\"org.openroi.release.requested.v1 \"|UNKNOWN_TYPE",
        "time|-|NOT_AN_ENVELOPE",
        "time|1767225600|NOT_AN_ENVELOPE",
        "time|\"1767225600\"|NOT_AN_ENVELOPE",
        "time|\"2026-01-01\"|NOT_AN_ENVELOPE",
        "time|\"2026-01-01T00:00Z\"|NOT_AN_ENVELOPE",
        "time|\"2026-01-01T00:00:00\"|NOT_AN_ENVELOPE",
        "time|\"2026-01-01 00:00:00Z\"|NOT_AN_ENVELOPE",
        "time|\"2026-02-30T00:00:00Z\"|NOT_AN_ENVELOPE",
        "time|\"2026-01-01T00:00:60Z\"|NOT_AN_ENVELOPE",
        "time|\"2026-01-01T00:00:00+19:00\"|NOT_AN_ENVELOPE",
        "time|\"2026-01-01T00:00:00+02:00:30\"|NOT_AN_ENVELOPE",
        "time|\"+12026-01-01T00:00:00Z\"|NOT_AN_ENVELOPE",
        "time|\"0000-01-01T00:00:00Z\"|NOT_AN_ENVELOPE",
        "time|\"9999-12-31T23:59:59-01:00\"|NOT_AN_ENVELOPE",
        "custodian|-|NOT_AN_ENVELOPE",
        "custodian|\"general hospital\"|NOT_AN_ENVELOPE",
        "facility|-|NOT_AN_ENVELOPE",
        "facility|\"../main\"|NOT_AN_ENVELOPE",
        "facility|\"main\\n\"|NOT_AN_ENVELOPE",
        "causationid|\"\"|NOT_AN_ENVELOPE",
        "causationid|\"a b\"|NOT_AN_ENVELOPE",
        "causationid|7|NOT_AN_ENVELOPE",
        "subjectversion|0|NOT_AN_ENVELOPE",
        "subjectversion|-1|NOT_AN_ENVELOPE",
        "subjectversion|1.0|NOT_AN_ENVELOPE",
        "subjectversion|1e2|NOT_AN_ENVELOPE",
        "subjectversion|\"1\"|NOT_AN_ENVELOPE",
        "subjectversion|2147483648|NOT_AN_ENVELOPE",
        "subjectversion|1000000000|NOT_AN_ENVELOPE",
        "subjectversion|true|NOT_AN_ENVELOPE",
        "subject|-|NOT_AN_ENVELOPE",
        "subject|\"5b2f7c1e-94d3-4a66-8e0b-0f1d2c3b4a58\"|NOT_AN_ENVELOPE",
        "subject|7|NOT_AN_ENVELOPE",
        "datacontenttype|\"text/xml\"|NOT_AN_ENVELOPE",
        "datacontenttype|\"application/json; charset=iso-8859-1\"|NOT_AN_ENVELOPE",
        "datacontenttype|\"application/jsonx\"|NOT_AN_ENVELOPE",
        "datacontenttype|\"\"|NOT_AN_ENVELOPE",
        "dataschema|{}|NOT_AN_ENVELOPE",
        "data|-|INVALID_DATA",
        "data|null|INVALID_DATA",
        "data|[]|INVALID_DATA",
        "data|\"{}\"|INVALID_DATA",
        "data|7|INVALID_DATA"
      })
  void namesTheAttributeAtFault(
      String attribute, @Nullable String value, InvalidEvent.Reason reason) throws IOException {
    ObjectNode event = (ObjectNode) JSON.readTree(golden(FACT));
    event.remove(attribute);
    refuses(with(event, attribute, value).getBytes(UTF_8), reason, attribute);
  }

  @Test
  void refusesOtherMalformedEnvelopes() {
    String event = golden(FACT);
    refuses(begin("\"extension\":{},", event), NOT_AN_ENVELOPE, null);
    refuses(begin("\"extension\":[],", event), NOT_AN_ENVELOPE, null);
    refuses(begin("\"data_base64\":\"e30=\",", event), INVALID_DATA, "data");
    refuses(begin("\"\\u0069d\":\"a\",", event), NOT_JSON, null);
    refuses(begin("\"subjectversion\":1,", golden(SUBMISSION)), NOT_AN_ENVELOPE, "subjectversion");
  }

  @Test
  void readsWhatTheSpecificationAllows() {
    String event = golden(FACT);
    EventEnvelope expected = EventFixture.golden().get(FACT);
    for (String same :
        List.of(
            event.replaceFirst("\\{", " \r\n\t{ \"traceparent\":\"00-a-b-01\",\"sampled\":true,"),
            begin("\"extension\":null,\"sequence\":7,", event),
            event.replace("\"id\"", "\"\\u0069d\"").replace("\"release\"", "\"\\u0072elease\""),
            event.replace(
                "2026-03-02T14:05:06.789Z\",\"type", "2026-03-02T16:05:06.7890+02:00\",\"type"),
            event.replace("\"datacontenttype\":\"application/json\",", ""),
            event.replace("application/json", "Application/JSON; Charset=\\\"UTF-8\\\""),
            event.replace("\"data\":{", "\"data\":{\"addedLater\":{\"a\":[1.5,\"x\"]},"))) {
      assertThat(EventCodec.decodeStructured(same.getBytes(UTF_8))).isEqualTo(expected);
    }
    String submission = golden(SUBMISSION).replaceFirst("\"subject\":\"[^\"]*\",", "");
    assertThat(EventCodec.decodeStructured(submission.getBytes(UTF_8)))
        .isEqualTo(EventFixture.golden().get(SUBMISSION));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "ce_specversion|-|specversion",
        "ce_specversion|1.1|specversion",
        "ce_id|-|id",
        "ce_source|-|source",
        "ce_time|now|time",
        "ce_custodian|-|custodian",
        "ce_facility|-|facility",
        "ce_causationid|' '|causationid",
        "ce_subject|-|subject",
        "ce_subject|x|subject",
        "ce_subjectversion|+1|subjectversion",
        "ce_subjectversion|01|subjectversion",
        "ce_subjectversion|1.0|subjectversion",
        "ce_subjectversion|\u0661|subjectversion",
        "ce_subjectversion|99999999999|subjectversion",
        "content-type|text/plain|datacontenttype",
        "content-type|application/cloudevents-batch+json|datacontenttype",
        "content-type|application/cloudevents+avro|datacontenttype",
        "content-type|application/json;charset=utf-16|datacontenttype",
        "ce_datacontenttype|application/xml|datacontenttype"
      })
  void namesTheHeaderAtFault(String header, @Nullable String value, String field) {
    EncodedEvent event = EventCodec.encode(EventFixture.golden().get(FACT));
    Map<String, String> headers = new HashMap<>(event.headers());
    headers.remove(header);
    if (value != null) {
      headers.put(header, value);
    }
    refuses(headers, event.value(), NOT_AN_ENVELOPE, field);
  }

  @Test
  void tellsTheModeByTheContentType() {
    EventEnvelope event = EventFixture.golden().get(FACT);
    byte[] structured = EventCodec.encodeStructured(event);
    EncodedEvent binary = EventCodec.encode(event);
    for (String type :
        List.of(
            "application/cloudevents+json",
            "Application/CloudEvents+JSON; charset=UTF-8",
            "application/cloudevents+json;charset=\"utf-8\"; x=y")) {
      Map<String, String> headers = new HashMap<>(binary.headers());
      headers.put("content-type", type);
      assertThat(EventCodec.decode(headers, structured)).isEqualTo(event);
    }
    Map<String, String> headers = new HashMap<>(binary.headers());
    headers.remove("content-type");
    assertThat(EventCodec.decode(headers, binary.value())).isEqualTo(event);
    refuses(Map.of(), structured, NOT_AN_ENVELOPE, "specversion");
    refuses(
        Map.of("content-type", "application/cloudevents+json; charset=utf-16"),
        structured,
        NOT_AN_ENVELOPE,
        "specversion");
  }

  @Test
  void refusesAnUnknownTypeWhateverItsBytes() {
    Map<String, String> headers =
        new HashMap<>(EventCodec.encode(EventFixture.golden().get(FACT)).headers());
    headers.put("ce_type", "org.example.something.v1");
    refuses(headers, "<xml/>".getBytes(UTF_8), UNKNOWN_TYPE, "type");
  }

  /** A property that is missing, null or of another type, in every golden event, by its path. */
  @ParameterizedTest
  @MethodSource("goldens")
  void namesThePropertyAtFault(String name) throws IOException {
    EventType type = EventFixture.golden().get(name).type();
    ObjectNode event = (ObjectNode) JSON.readTree(golden(name));
    JsonNode required = EventSchemaTest.schema(type).get("required");
    for (Map.Entry<String, JsonNode> member : event.get("data").properties()) {
      String property = member.getKey();
      boolean mayBeMissing =
          required.valueStream().noneMatch(node -> node.asText().equals(property));
      for (String value :
          new @Nullable String[] {null, "null", "7.5", "\"\\u0000\"", "[null]", "{}", "[[]]"}) {
        if (value == null && mayBeMissing) {
          continue;
        }
        if (value != null && value.equals("{}") && member.getValue().isObject()) {
          continue;
        }
        ObjectNode broken = event.deepCopy();
        ((ObjectNode) broken.get("data")).remove(property);
        String data = with((ObjectNode) broken.get("data"), property, value);
        broken.remove("data");
        refuses(with(broken, "data", data).getBytes(UTF_8), INVALID_DATA, property);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        SUBMISSION + "|\"value\":\"MADE-UP-0042\"|\"value\":7|patient.value",
        SUBMISSION + "|\"value\":\"MADE-UP-0042\"|\"value\":\" \"|patient.value",
        SUBMISSION + "|\"value\":\"MADE-UP-0042\"|\"value\":\"a\\u0000b\"|patient.value",
        SUBMISSION + "|\"value\":\"MADE-UP-0042\"|\"value\":\"a\\u2028b\"|patient.value",
        SUBMISSION + "|,\"value\":\"MADE-UP-0042\"||patient.value",
        SUBMISSION + "|\"value\":\"MADE-UP-0042\"|\"value\":\"a\",\"given\":\"b\"|patient",
        SUBMISSION + "|\"purpose\":\"HLEGAL\"|\"purpose\":6|purpose",
        SUBMISSION + "|\"purpose\":\"HLEGAL\"|\"purpose\":\"6\"|purpose",
        SUBMISSION + "|\"purpose\":\"HLEGAL\"|\"purpose\":\"hlegal\"|purpose",
        SUBMISSION + "|\"purpose\":\"HLEGAL\"|\"purpose\":\" HLEGAL\"|purpose",
        SUBMISSION + "|\"purpose\":\"HLEGAL\"|\"purpose\":\"\"|purpose",
        SUBMISSION + "|\"purpose\":\"HLEGAL\"|\"purpose\":\"HLEGAL\",\"comment\":\"x\"|-",
        SUBMISSION + "|\"LABORATORY_REPORT\"|\"DISCHARGE_SUMMARY\"|scope.recordTypes",
        SUBMISSION + "|\"LABORATORY_REPORT\"|null|scope.recordTypes",
        SUBMISSION + "|\"LABORATORY_REPORT\"|7|scope.recordTypes",
        SUBMISSION + "|\"LABORATORY_REPORT\"|\"X\"|scope.recordTypes",
        SUBMISSION + "|\"from\":\"2024-01-01\"|\"from\":[2024,1,1]|scope.from",
        SUBMISSION + "|\"from\":\"2024-01-01\"|\"from\":19723|scope.from",
        SUBMISSION + "|\"from\":\"2024-01-01\"|\"from\":\"\"|scope.from",
        SUBMISSION + "|\"from\":\"2024-01-01\"|\"from\":\"2024-01-01T00:00:00Z\"|scope.from",
        SUBMISSION + "|\"from\":\"2024-01-01\"|\"from\":\"2023-02-29\"|scope.from",
        SUBMISSION + "|\"to\":\"2025-12-31\"|\"to\":\"2023-12-31\"|scope.to",
        SUBMISSION + "|\"patient\":{|\"patientJwe\":\"a.b.c.d.e\",\"patient\":{|patient",
        FACT + "|\"receivedAt\":\"2026|\"receivedAt\":1767225600,\"x\":\"2026|receivedAt",
        FACT + "|06.789Z\",\"release\"|06.789+00:00\",\"release\"|receivedAt",
        FACT + "|\"patient\":\"c0ffee00|\"patient\":\"C0FFEE00|patient",
        "org.openroi.requester.registered.v1|\"active\":true|\"active\":\"true\"|active",
        "org.openroi.requester.registered.v1|\"active\":true|\"active\":1|active",
        "org.openroi.requester.registered.v1|\"code\":\"fhir\"|\"code\":\"sftp-main\"|endpoints",
        "org.openroi.requester.registered.v1|\"kind\":\"SFTP\"|\"kind\":\"FAX\"|endpoints.kind",
        "org.openroi.requester.registered.v1|\"code\":\"fhir\",||endpoints.code",
        "org.openroi.requester.registered.v1|LIFE_INSURER|INDIVIDUAL|name",
        "org.openroi.requester.registered.v1.least|\"self\":\"c|\"self\":\"C|self",
        "org.openroi.event.quarantined.v1|\"partition\":3|\"partition\":3.0|partition",
        "org.openroi.event.quarantined.v1|\"partition\":3|\"partition\":\"3\"|partition",
        "org.openroi.event.quarantined.v1|\"partition\":3|\"partition\":2147483648|partition",
        "org.openroi.event.quarantined.v1|\"partition\":3|\"partition\":-1|partition",
        "org.openroi.event.quarantined.v1|9007199254740991,|9007199254740992,|offset",
        "org.openroi.event.quarantined.v1|9007199254740991,|99999999999999999999,|offset",
        "org.openroi.event.quarantined.v1|9007199254740991,|1e400,|offset",
        "org.openroi.audit-entry.appended.v1.least|\"entryId\":\"a\"|\"entryId\":{\"value\":\"a\"}|entryId",
        "org.openroi.release.authorized.v1|AUTH_508|ROA_SELF|authorization",
        "org.openroi.release.authorized.v1|DISCHARGE_SUMMARY|PSYCHOTHERAPY_NOTES|scope",
        "org.openroi.release.status-changed.v1|HELD|DENIED|waitingFor",
        "org.openroi.release.status-changed.v1.most|KAFKA|FAX|channel",
        "org.openroi.release.status-changed.v1.most|\"dueAt\":\"2026|\"dueAt\":\"0000|dueAt"
      })
  void namesThePathAtFault(String name, String from, @Nullable String to, @Nullable String field) {
    String event = golden(name);
    assertThat(event).contains(from);
    refuses(event.replace(from, to == null ? "" : to), INVALID_DATA, field);
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void aTypeBelongsOnItsTopicsAndToItsPublishers(EventType type) {
    EventEnvelope event = EventFixture.golden().get(type.wire());
    String own =
        switch (type) {
          case RELEASE_SUBMITTED -> Topics.submissions("engine-a");
          case EVENT_QUARANTINED -> "roi.submissions.engine-a.v1.intake.dlq";
          default -> type.topic().orElseThrow();
        };
    Topics.requireMayWrite(event, own);
    for (String topic :
        List.of(
            Topics.SUBMISSION_OUTCOMES,
            Topics.RELEASE_REQUESTS,
            Topics.REQUESTERS,
            Topics.RELEASE_STATUS,
            Topics.AUTHORIZATIONS,
            Topics.RELEASE_DECISIONS,
            Topics.AUDIT_ENTRIES,
            Topics.AUDIT_CHECKPOINTS,
            "roi.submissions.engine-a.v1",
            "roi.submissions.engine-b.v1",
            "roi.submissions.-.v1",
            "roi.submissions.Engine.v1",
            "roi.submissions." + "x".repeat(41) + ".v1",
            "roi.submissions.engine-a.v1.intake.dlq",
            "roi.submissions.engine-a.v1.audit.dlq",
            "roi.release-requests.v1.intake.dlq",
            "",
            ".dlq")) {
      if (!topic.equals(own)) {
        wrongTopic(event, topic);
      }
    }
    for (String source :
        List.of(
            "/clients/engine-b", "/openroi/intake", "/openroi/authorization", "/openroi/audit")) {
      if (!source.equals(event.source())) {
        wrongTopic(from(event, source), own);
      }
    }
  }

  private static EventEnvelope from(EventEnvelope event, String source) {
    return new EventEnvelope(
        event.id(),
        source,
        event.time(),
        event.custodian(),
        event.facility(),
        event.causationId(),
        event.subjectVersion(),
        event.data());
  }

  private static void wrongTopic(EventEnvelope event, String topic) {
    assertThat(catchThrowable(() -> Topics.requireMayWrite(event, topic)))
        .as("%s from %s on %s", event.type(), event.source(), topic)
        .isInstanceOfSatisfying(
            InvalidEvent.class, invalid -> assertThat(invalid.reason()).isEqualTo(WRONG_TOPIC));
  }

  /** Each string of each golden event replaced by a made-up name: no refusal repeats it. */
  @ParameterizedTest
  @MethodSource("goldens")
  void aRefusalQuotesNothing(String name) throws IOException {
    JsonNode golden = JSON.readTree(golden(name));
    int refused = 0;
    for (String place : places(golden, "")) {
      for (String canary :
          List.of("\"" + CANARY + "\"", "{\"" + CANARY + "\":1}", "[\"" + CANARY + "\"]")) {
        String event = golden.toString().replace(golden.at(place).toString(), canary);
        refused += mayRefuse(Map.of(), event.getBytes(UTF_8)) ? 1 : 0;
        EncodedEvent binary = EventCodec.encode(EventFixture.golden().get(name));
        Map<String, String> headers = new HashMap<>();
        binary.headers().forEach((k, v) -> headers.put(k, v + CANARY));
        mayRefuse(headers, binary.value());
      }
    }
    for (String garbage : List.of(CANARY, "{\"" + CANARY, "{\"a\":" + CANARY + "}")) {
      assertThat(mayRefuse(Map.of(), garbage.getBytes(UTF_8))).isTrue();
    }
    assertThat(refused).isPositive();
  }

  /** Bytes of every golden event flipped, dropped, doubled, moved, in both modes. */
  @ParameterizedTest
  @MethodSource("goldens")
  void aMutatedEventIsReadOrRefusedAndNothingElse(String name) {
    long seed = 31_001 + name.hashCode();
    Random random = new Random(seed);
    byte[] structured = GoldenEventTest.golden(name);
    EncodedEvent binary = EventCodec.encode(EventFixture.golden().get(name));
    int refused = 0;
    for (int i = 0; i < 1_500; i++) {
      byte[] event = mutated(structured, random);
      refused += mayRefuse(Map.of("content-type", "application/cloudevents+json"), event) ? 1 : 0;
      Map<String, String> headers = new HashMap<>(binary.headers());
      headers.replaceAll(
          (k, v) ->
              random.nextInt(8) == 0
                  ? new String(mutated(v.getBytes(UTF_8), random), ISO_8859_1)
                  : v);
      mayRefuse(headers, random.nextBoolean() ? mutated(binary.value(), random) : binary.value());
    }
    assertThat(refused).as("seed %s", seed).isGreaterThan(1_000);
  }

  /** Whether it is refused, as it must be: a reason, a known field, no cause, no quotation. */
  private static boolean mayRefuse(Map<String, String> headers, byte[] value) {
    Map<String, String> kind =
        headers.isEmpty() ? Map.of("content-type", "application/cloudevents+json") : headers;
    try {
      EventEnvelope event = EventCodec.decode(kind, value);
      byte[] again = EventCodec.encodeStructured(event);
      assertThat(EventCodec.decodeStructured(again)).isEqualTo(event);
      assertThat(EventCodec.encodeStructured(EventCodec.decodeStructured(again))).isEqualTo(again);
      return false;
    } catch (InvalidEvent invalid) {
      quotesNothing(invalid);
      return true;
    }
  }

  private static void quotesNothing(InvalidEvent invalid) {
    assertThat(invalid.getMessage()).isEqualTo(invalid.reason().name());
    assertThat(invalid).hasNoCause().hasNoSuppressedExceptions();
    assertThat(invalid.getStackTrace()).isEmpty();
    if (invalid.field() != null) {
      assertThat(NAMES).contains(invalid.field().split("\\."));
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] result = bytes;
    for (int i = random.nextInt(3); i >= 0 && result.length > 1; i--) {
      int from = random.nextInt(result.length);
      int to = Math.min(result.length, from + 1 + random.nextInt(12));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(result, 0, from);
      switch (random.nextInt(6)) {
        case 0 -> out.write(random.nextInt(256));
        case 1 -> {} // drops what stood there
        case 2 -> {
          out.writeBytes(Arrays.copyOfRange(result, from, to));
          out.writeBytes(Arrays.copyOfRange(result, from, to));
        }
        case 3 -> out.write("\"{}[],:\\0-.eE tfn".charAt(random.nextInt(16)));
        case 4 -> {
          int other = random.nextInt(result.length);
          out.writeBytes(
              Arrays.copyOfRange(result, other, Math.min(result.length, other + to - from)));
        }
        default -> {
          out.writeBytes(Arrays.copyOfRange(result, from, to));
          out.writeBytes("\\u00".getBytes(UTF_8));
        }
      }
      out.write(result, to, result.length - to);
      result = out.toByteArray();
    }
    return result;
  }

  private static List<String> places(JsonNode node, String path) {
    if (node.isTextual()) {
      return List.of(path);
    }
    return Stream.concat(
            node.propertyStream()
                .flatMap(m -> places(m.getValue(), path + "/" + m.getKey()).stream()),
            node.isArray()
                ? IntStream.range(0, node.size())
                    .boxed()
                    .flatMap(i -> places(node.get(i), path + "/" + i).stream())
                : Stream.of())
        .toList();
  }

  private static String begin(String members, String event) {
    return "{" + members + event.substring(1);
  }

  /** The object's text with one more member, whose value is written as it is; none for null. */
  private static String with(ObjectNode object, String name, @Nullable String value) {
    String text = object.toString();
    if (value == null) {
      return text;
    }
    String member = "\"" + name + "\":" + value + "}";
    return text.equals("{}") ? "{" + member : text.substring(0, text.length() - 1) + "," + member;
  }

  private static void refuses(
      String structured, InvalidEvent.Reason reason, @Nullable String field) {
    refuses(structured.getBytes(StandardCharsets.UTF_8), reason, field);
  }

  private static void refuses(
      byte[] structured, InvalidEvent.Reason reason, @Nullable String field) {
    refuses(Map.of("content-type", "application/cloudevents+json"), structured, reason, field);
  }

  private static void refuses(
      Map<String, String> headers,
      byte @Nullable [] value,
      InvalidEvent.Reason reason,
      @Nullable String field) {
    assertThat(catchThrowable(() -> EventCodec.decode(headers, value)))
        .as(value == null ? "" : new String(value, 0, Math.min(2_000, value.length), UTF_8))
        .isInstanceOfSatisfying(
            InvalidEvent.class,
            invalid -> {
              assertThat(invalid.reason()).isEqualTo(reason);
              assertThat(invalid.field()).isEqualTo(field);
              quotesNothing(invalid);
            });
  }

  private static Set<String> names() {
    Set<String> names =
        new HashSet<>(
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
                "dataschema",
                "data"));
    Stream.concat(
            Stream.of(EventType.values()).map(EventType::data),
            Stream.of(Scope.class, Endpoint.class, PatientIdentifier.class, DisclosureTerms.class))
        .flatMap(record -> Stream.of(record.getRecordComponents()))
        .forEach(component -> names.add(component.getName()));
    return names;
  }
}
