package org.openroi.redaction.fhir;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a bundle token by token and notes what is in it for the rules. Holds no string longer than
 * {@link #LONGEST}; attachments are decoded as they pass.
 */
final class BundleCheck {
  /** Characters of a string; what has a longer one, attachments excepted, is not understood. */
  private static final int LONGEST = 4_000_000;

  private static final int DEEPEST = 120;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST)
                  .build())
          .build();

  /** Decoders differ about the signs at its end; words do not stand there. */
  private static final Base64Variant BASE64 = Base64Variants.MIME.withPaddingAllowed();

  /** Properties of an element that name an attachment by its place alone. */
  private static final Set<String> ATTACHMENTS =
      Set.of("attachment", "presentedForm", "photo", "image", "valueAttachment");

  private final GateRules rules;

  BundleCheck(GateRules rules) {
    this.rules = rules;
  }

  /** An object under way, and the name that it stands under. */
  private static final class Level {
    final String name;
    final String above;
    @Nullable String system;
    @Nullable String code;
    @Nullable String contentType;
    boolean data;
    boolean url;

    Level(String name, String above) {
      this.name = name;
      this.above = above;
    }
  }

  /**
   * Reads a bundle to its end.
   *
   * @throws IOException when it is none
   */
  void read(InputStream in) throws IOException {
    try (JsonParser parser = JSON.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no bundle");
      }
      Noted bundle = new Noted();
      Level level = new Level("", "");
      long entries = 0;
      long total = -1;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        bundle.properties.add(name);
        if (name.equals("entry")) {
          require(token == JsonToken.START_ARRAY);
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            entry(parser);
            entries++;
          }
        } else if (name.equals("total")) {
          require(token == JsonToken.VALUE_NUMBER_INT);
          total = parser.getLongValue();
        } else {
          value(parser, name, name, level, bundle);
        }
      }
      require(parser.nextToken() == null && bundle.type.equals("Bundle"));
      rules.bundle(bundle, total < 0 || total == entries);
    }
  }

  private void entry(JsonParser parser) throws IOException {
    require(parser.currentToken() == JsonToken.START_OBJECT);
    Noted noted = new Noted();
    // What stands beside the resource is judged for its words, codes and labels only.
    Noted beside = new Noted();
    Level level = new Level("", "");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (name.equals("resource")) {
        require(token == JsonToken.START_OBJECT);
        object(parser, "", "", "", noted);
      } else if (name.equals("fullUrl")) {
        noted.fullUrl = parser.getText();
      } else {
        value(parser, name, name, level, beside);
      }
    }
    require(!noted.type.isEmpty());
    rules.resource(noted);
    rules.beside(beside);
  }

  /**
   * A value whose first token was read.
   *
   * @param root the property of the resource that it stands in
   */
  private void value(JsonParser parser, String name, String root, Level owner, Noted noted)
      throws IOException {
    // An object without a name could pass for the resource that it stands in.
    require(!name.isEmpty());
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        noted.narrative |= name.equals("text") && isResource(owner, root);
        object(parser, name, owner.name, root, noted);
      }
      case START_ARRAY -> {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          value(parser, name, root, owner, noted);
        }
      }
      case VALUE_STRING -> string(parser, name, root, owner, noted);
      default -> {
        // numbers and truth values say nothing that is asked about
      }
    }
  }

  private void object(JsonParser parser, String name, String above, String root, Noted noted)
      throws IOException {
    Level level = new Level(name, above);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String property = parser.currentName();
      parser.nextToken();
      if (root.isEmpty()) {
        noted.properties.add(property);
      }
      value(parser, property, root.isEmpty() ? property : root, level, noted);
    }
    end(level, root, noted);
  }

  /** Whether an object is the resource itself, or one that it contains. */
  private static boolean isResource(Level level, String root) {
    return level.name.isEmpty()
        || (level.name.equals("contained") && root.equals("contained") && level.above.isEmpty());
  }

  private void end(Level level, String root, Noted noted) {
    String system = level.system;
    String code = level.code;
    if (system != null && code != null) {
      if (level.name.equals("security") && level.above.equals("meta")) {
        rules.security(system, code, noted);
      } else {
        rules.coding(system, code, root, noted);
      }
    }
    boolean attachment =
        level.data
            || (level.contentType != null && level.url)
            || (level.url && ATTACHMENTS.contains(level.name));
    if (attachment) {
      noted.attached = true;
      noted.opaque |= !level.data || level.url || !isPlainText(level.contentType);
    }
  }

  private static boolean isPlainText(@Nullable String contentType) {
    return contentType != null
        && contentType.strip().toLowerCase(Locale.ROOT).startsWith("text/plain");
  }

  private void string(JsonParser parser, String name, String root, Level owner, Noted noted)
      throws IOException {
    switch (name) {
      case "div" -> {
        // the narrative itself is a finding where it may not be
      }
      case "data" -> {
        if (owner.name.endsWith("SampledData")) {
          if (rules.isTextLookedAt()) {
            rules.text(parser.getText(), name, root, noted);
          }
        } else {
          owner.data = true;
          attachment(parser, noted);
        }
      }
      case "url" -> owner.url = true;
      case "system" -> owner.system = parser.getText();
      case "code" -> owner.code = parser.getText();
      case "contentType" -> owner.contentType = parser.getText();
      case "reference" -> rules.reference(owner.name, root, parser.getText(), noted);
      case "resourceType" -> {
        if (owner.name.isEmpty()) {
          noted.type = parser.getText();
        }
      }
      case "id" -> {
        if (owner.name.isEmpty()) {
          noted.id = parser.getText();
        }
      }
      default -> {
        if (name.equals("value") && root.equals("serviceProvider")) {
          rules.provider(parser.getText());
        }
        if (rules.isTextLookedAt()) {
          rules.text(parser.getText(), name, root, noted);
        }
      }
    }
  }

  private void attachment(JsonParser parser, Noted noted) throws IOException {
    if (rules.isNothingWithheld()) {
      return;
    }
    TextCheck check = new TextCheck(rules.words());
    parser.readBinaryValue(BASE64, check);
    noted.saysWithheld |= check.isFound();
  }

  private static void require(boolean expected) throws IOException {
    if (!expected) {
      throw new IOException("no bundle that is understood");
    }
  }
}
