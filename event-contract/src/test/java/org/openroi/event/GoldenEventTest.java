package org.openroi.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenEventTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<String> names() {
    return EventFixture.golden().keySet().stream();
  }

  /** A new type needs its golden file; after 1.0 a golden file is never edited. */
  static byte[] golden(String name) {
    try (InputStream in = GoldenEventTest.class.getResourceAsStream("golden/" + name + ".json")) {
      if (in == null) {
        return fail(
            "add golden/%s.json: %s",
            name,
            new String(
                EventCodec.encodeStructured(EventFixture.golden().get(name)),
                StandardCharsets.UTF_8));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void isReadAndWrittenByteForByteInStructuredMode(String name) {
    EventEnvelope event = EventFixture.golden().get(name);
    byte[] golden = golden(name);
    assertThat(EventCodec.decodeStructured(golden)).isEqualTo(event);
    assertThat(new String(EventCodec.encodeStructured(event), StandardCharsets.UTF_8))
        .isEqualTo(new String(golden, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("names")
  void isReadAndWrittenByteForByteInBinaryMode(String name) throws IOException {
    JsonNode golden = JSON.readTree(golden(name));
    EncodedEvent encoded = EventCodec.encode(EventFixture.golden().get(name));
    Map<String, String> headers = new HashMap<>();
    golden
        .properties()
        .forEach(
            member -> {
              switch (member.getKey()) {
                case "data" -> {}
                case "datacontenttype" -> headers.put("content-type", member.getValue().asText());
                default -> headers.put("ce_" + member.getKey(), member.getValue().asText());
              }
            });
    assertThat(encoded.headers()).isEqualTo(headers);
    assertThat(encoded.key()).isEqualTo(golden.get("subject").asText());
    assertThat(new String(encoded.value(), StandardCharsets.UTF_8))
        .isEqualTo(CanonicalJson.of(golden.get("data")));
    assertThat(EventCodec.decode(encoded.headers(), encoded.value()))
        .isEqualTo(EventFixture.golden().get(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void isCanonical(String name) throws IOException {
    byte[] golden = golden(name);
    assertThat(new String(golden, StandardCharsets.UTF_8))
        .isEqualTo(CanonicalJson.of(JSON.readTree(golden)));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void everyValidEventIsCanonicalAndComesBack(EventType type) throws IOException {
    long seed = 0x0e4e_7000 + type.ordinal();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      EventEnvelope event = EventFixture.random(type, random);
      String what = "seed " + seed + ", event " + i;
      byte[] structured = EventCodec.encodeStructured(event);
      EncodedEvent binary = EventCodec.encode(event);
      assertThat(new String(structured, StandardCharsets.UTF_8))
          .as(what)
          .isEqualTo(CanonicalJson.of(JSON.readTree(structured)));
      assertThat(EventCodec.decodeStructured(structured)).as(what).isEqualTo(event);
      assertThat(EventCodec.decode(binary.headers(), binary.value())).as(what).isEqualTo(event);
      assertThat(EventCodec.structured(event, binary.value())).as(what).isEqualTo(structured);
    }
  }

  @Test
  void thereIsNoGoldenFileOfNoType() throws IOException {
    try (InputStream folder = GoldenEventTest.class.getResourceAsStream("golden")) {
      assertThat(folder).isNotNull();
      assertThat(new String(folder.readAllBytes(), StandardCharsets.UTF_8).lines())
          .containsExactlyInAnyOrderElementsOf(names().map(name -> name + ".json").toList());
    }
  }
}
