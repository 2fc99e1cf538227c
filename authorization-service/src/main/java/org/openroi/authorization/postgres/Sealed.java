package org.openroi.authorization.postgres;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.authorization.policy.Discloser;
import org.openroi.authorization.policy.Evidence;
import org.openroi.event.EventCodec;
import org.openroi.kafka.Sealer;

/**
 * Values as JSON, and the JSON sealed where it may say something of a patient. The same value
 * always becomes the same JSON, so that its hash can be compared.
 */
@Singleton
class Sealed {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          // What an older version of us wrote is read for ever, so a field may go.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(Evidence.class, EvidenceKinds.class)
          .addMixIn(Discloser.class, DiscloserKinds.class)
          .build();

  private final Sealer sealer;

  Sealed(@ConfigProperty(name = "openroi.authorization.sealing-key") String key) {
    sealer = Sealer.ofBase64(key);
  }

  /**
   * @param sha256 of the plain JSON, lower-case hexadecimal
   */
  record Seal(byte[] bytes, String sha256) {}

  Seal seal(Object value, String context) {
    byte[] plain = json(value).getBytes(StandardCharsets.UTF_8);
    return new Seal(sealer.seal(plain, context), EventCodec.sha256(plain));
  }

  <T> T open(byte[] sealed, String context, Class<T> type) {
    return read(new String(sealer.open(sealed, context), StandardCharsets.UTF_8), type);
  }

  byte[] sealBytes(byte[] plain, String context) {
    return sealer.seal(plain, context);
  }

  byte[] openBytes(byte[] sealed, String context) {
    return sealer.open(sealed, context);
  }

  String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a value of ours has no JSON");
    }
  }

  /** Exceptions of a parser quote their input, so none of them leaves. */
  <T> T read(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException broken) {
      throw new IllegalStateException("JSON of ours cannot be read");
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Evidence.Referenced.class, name = "REFERENCED"),
    @JsonSubTypes.Type(value = Evidence.NotOnRecord.class, name = "NOT_ON_RECORD"),
    @JsonSubTypes.Type(value = Evidence.OnFile.class, name = "ON_FILE")
  })
  private interface EvidenceKinds {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Discloser.Named.class, name = "NAMED"),
    @JsonSubTypes.Type(value = Discloser.OfClass.class, name = "CLASS")
  })
  private interface DiscloserKinds {}
}
