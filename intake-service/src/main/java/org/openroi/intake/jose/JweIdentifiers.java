package org.openroi.intake.jose;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.event.PatientIdentifier;
import org.openroi.intake.EncryptedIdentifiers;

/**
 * {@link EncryptedIdentifiers} as compact JWE: RSA-OAEP-256 or ECDH-ES, with AES-GCM, without
 * compression. The private keys are a JWK set in a file; several may stand in it while clients move
 * from one to the next. Without a file nothing can be opened.
 */
@Singleton
class JweIdentifiers implements EncryptedIdentifiers {
  private static final Set<EncryptionMethod> METHODS =
      Set.of(EncryptionMethod.A128GCM, EncryptionMethod.A256GCM);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    JSON.coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  private final List<JWK> keys;

  JweIdentifiers(@ConfigProperty(name = "openroi.intake.jwe-key-file") Optional<Path> file) {
    keys = file.map(JweIdentifiers::read).orElse(List.of());
  }

  @Override
  public Optional<PatientIdentifier> open(String jwe) {
    JWEObject message;
    try {
      message = JWEObject.parse(jwe);
    } catch (ParseException notAJwe) {
      return Optional.empty();
    }
    String kid = message.getHeader().getKeyID();
    if (!METHODS.contains(message.getHeader().getEncryptionMethod())
        || message.getHeader().getCompressionAlgorithm() != null) {
      return Optional.empty();
    }
    for (JWK key : keys) {
      if (kid == null || kid.equals(key.getKeyID())) {
        Optional<PatientIdentifier> opened = open(message, key);
        if (opened.isPresent()) {
          return opened;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<PatientIdentifier> open(JWEObject message, JWK key) {
    try {
      Optional<JWEDecrypter> decrypter = decrypter(message.getHeader().getAlgorithm(), key);
      if (decrypter.isEmpty()) {
        return Optional.empty();
      }
      message.decrypt(decrypter.get());
      return Optional.ofNullable(
          JSON.readValue(message.getPayload().toBytes(), PatientIdentifier.class));
    } catch (JOSEException | IOException | IllegalStateException notReadable) {
      return Optional.empty();
    }
  }

  private static Optional<JWEDecrypter> decrypter(JWEAlgorithm algorithm, JWK key)
      throws JOSEException {
    if (key instanceof RSAKey rsa && algorithm.equals(JWEAlgorithm.RSA_OAEP_256)) {
      return Optional.of(new RSADecrypter(rsa));
    }
    if (key instanceof ECKey ec && algorithm.equals(JWEAlgorithm.ECDH_ES)) {
      return Optional.of(new ECDHDecrypter(ec));
    }
    return Optional.empty();
  }

  private static List<JWK> read(Path file) {
    try {
      List<JWK> keys = JWKSet.parse(Files.readString(file)).getKeys();
      if (keys.isEmpty() || !keys.stream().allMatch(JWK::isPrivate)) {
        throw new IllegalStateException(
            "openroi.intake.jwe-key-file must be a JWK set of private keys");
      }
      return List.copyOf(keys);
    } catch (IOException | ParseException unreadable) {
      throw new IllegalStateException("openroi.intake.jwe-key-file must be a readable JWK set");
    }
  }
}
