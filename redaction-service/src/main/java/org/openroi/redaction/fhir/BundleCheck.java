package org.openroi.redaction.fhir;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a bundle token by token and asks the rules of everything in it. */
final class BundleCheck {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(120)
                  .maxStringLength(20_000_000)
                  .build())
          .build();

  private final GateRules rules;

  BundleCheck(GateRules rules) {
    this.rules = rules;
  }

  /** An object under way. */
  private static final class Level {
    final String name;
    @Nullable String system;
    @Nullable String code;

    Level(String name) {
      this.name = name;
    }
  }

  void read(InputStream in) throws IOException {
    try (JsonParser parser = JSON.createParser(in)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no bundle");
      }
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_OBJECT;
          token = parser.nextToken()) {
        String name = parser.currentName();
        token = parser.nextToken();
        if (name.equals("entry") && token == JsonToken.START_ARRAY) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            entry(parser);
          }
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new IOException("more than a bundle");
      }
    }
  }

  private void entry(JsonParser parser) throws IOException {
    String fullUrl = "";
    Seen seen = new Seen();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      if (token == null) {
        throw new IOException("cut short");
      }
      String name = parser.currentName();
      token = parser.nextToken();
      if (name.equals("resource") && token == JsonToken.START_OBJECT) {
        resource(parser, seen);
      } else if (name.equals("fullUrl")) {
        fullUrl = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    if (seen.type.isEmpty()) {
      throw new IOException("an entry without a resource");
    }
    rules.resource(seen.type, seen.id, fullUrl);
    for (String[] each : seen.strings) {
      rules.string(seen.type, each[0], each[1]);
    }
    seen.dates.forEach(text -> rules.dates(seen.type, text));
  }

  /** What is to be asked once the type of the resource is known. */
  private static final class Seen {
    String type = "";
    String id = "";
    final List<String[]> strings = new ArrayList<>();
    final List<String> dates = new ArrayList<>();
  }

  private void resource(JsonParser parser, Seen seen) throws IOException {
    Deque<Level> levels = new ArrayDeque<>();
    levels.push(new Level(""));
    String root = "";
    while (!levels.isEmpty()) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new IOException("cut short");
      }
      String name = name(parser);
      if (levels.size() == 1 && token == JsonToken.FIELD_NAME) {
        root = name;
      }
      switch (token) {
        case START_OBJECT -> {
          boolean narrative = name.equals("text") && levels.size() == 1;
          boolean inner =
              name.equals("text")
                  && levels.size() == 2
                  && levels.getFirst().name.equals("contained");
          if (narrative || inner) {
            rules.narrative();
          }
          levels.push(new Level(name));
        }
        case END_OBJECT -> {
          Level ended = levels.pop();
          if (ended.system != null && ended.code != null && !root.equals("meta")) {
            rules.coding(ended.system, ended.code);
          }
        }
        case VALUE_STRING -> {
          Level level = levels.getFirst();
          if (name.equals("data") && !level.name.endsWith("SampledData")) {
            attachment(parser);
          } else {
            string(parser.getText(), name, root, level, levels.size() == 1, seen);
          }
        }
        default -> {
          // nothing that is asked about
        }
      }
    }
  }

  private void string(
      String text, String name, String root, Level level, boolean atRoot, Seen seen) {
    switch (name) {
      case "system" -> level.system = text;
      case "code" -> level.code = text;
      case "reference" -> rules.reference(level.name, text);
      case "resourceType" -> seen.type = atRoot ? text : seen.type;
      case "id" -> seen.id = atRoot ? text : seen.id;
      default -> {
        if (!rules.order().policy().withheld().isEmpty()) {
          seen.strings.add(new String[] {name, text});
        }
        if (!root.equals("meta") && !root.equals("text") && !name.equals("url")) {
          seen.dates.add(text);
        }
      }
    }
  }

  private void attachment(JsonParser parser) throws IOException {
    TextCheck check = rules.text();
    parser.readBinaryValue(Base64Variants.MIME, check.bytes());
    check.end();
  }

  /** The property that a token stands under; in an array, the array's. */
  private static String name(JsonParser parser) {
    JsonStreamContext at = parser.getParsingContext();
    while (at != null && at.getCurrentName() == null) {
      at = at.getParent();
    }
    return at == null ? "" : at.getCurrentName();
  }
}
