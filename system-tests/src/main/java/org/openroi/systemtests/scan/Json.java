package org.openroi.systemtests.scan;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Trees as they stand in the file: numbers keep their digits. */
final class Json {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  static JsonNode read(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  static Optional<String> text(JsonNode object, String name) {
    return Optional.ofNullable(object.get(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Every object in a tree, the root too. */
  static Stream<JsonNode> objects(JsonNode tree) {
    Stream<JsonNode> within = elements(tree).flatMap(Json::objects);
    return tree.isObject() ? Stream.concat(Stream.of(tree), within) : within;
  }

  /** Gives every string with the name of the property that it, or its array, stands under. */
  static void strings(JsonNode tree, BiConsumer<String, String> each) {
    strings("", tree, each);
  }

  private static void strings(String name, JsonNode tree, BiConsumer<String, String> each) {
    if (tree.isTextual()) {
      each.accept(name, tree.asText());
    } else if (tree.isObject()) {
      tree.properties().forEach(one -> strings(one.getKey(), one.getValue(), each));
    } else {
      elements(tree).forEach(one -> strings(name, one, each));
    }
  }
}
