package org.openroi.redaction.jose;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.InvalidEvent;
import org.openroi.redaction.Terms;

/**
 * {@link Terms} as compact JWE: ECDH-ES, A256GCM, without compression. The keys are a JWK set in a
 * file, several of them while one takes over from another; without one this service does not start.
 */
@Startup
@Singleton
class JweTerms implements Terms {
  private final List<ECKey> keys;

  JweTerms(@ConfigProperty(name = "openroi.redaction.terms-key-file") Path file) {
    keys = read(file);
  }

  @Override
  public DisclosureTerms open(String sealed) {
    return keys.stream()
        .flatMap(key -> open(sealed, key).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("terms that are not sealed to this service"));
  }

  private static Optional<DisclosureTerms> open(String sealed, ECKey key) {
    try {
      JWEObject message = JWEObject.parse(sealed);
      JWEHeader header = message.getHeader();
      if (!header.getAlgorithm().equals(JWEAlgorithm.ECDH_ES)
          || !header.getEncryptionMethod().equals(EncryptionMethod.A256GCM)
          || header.getCompressionAlgorithm() != null
          || (header.getKeyID() != null && !header.getKeyID().equals(key.getKeyID()))) {
        return Optional.empty();
      }
      message.decrypt(new ECDHDecrypter(key));
      return Optional.of(DisclosureTerms.ofBytes(message.getPayload().toBytes()));
    } catch (ParseException | JOSEException | InvalidEvent | IllegalStateException notReadable) {
      return Optional.empty();
    }
  }

  private static List<ECKey> read(Path file) {
    List<JWK> keys;
    try {
      keys = JWKSet.parse(Files.readString(file)).getKeys();
    } catch (IOException | ParseException unreadable) {
      throw new IllegalStateException(
          "openroi.redaction.terms-key-file must be a readable JWK set");
    }
    if (keys.isEmpty() || !keys.stream().allMatch(JweTerms::isUsable)) {
      throw new IllegalStateException(
          "openroi.redaction.terms-key-file must be a JWK set of private keys on P-256");
    }
    return keys.stream().map(JWK::toECKey).toList();
  }

  private static boolean isUsable(JWK key) {
    return key instanceof ECKey ec && ec.isPrivate() && ec.getCurve().equals(Curve.P_256);
  }
}
