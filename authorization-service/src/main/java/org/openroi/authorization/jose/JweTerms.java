package org.openroi.authorization.jose;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.authorization.SealedTerms;
import org.openroi.event.DisclosureTerms;

/**
 * {@link SealedTerms} as compact JWE: ECDH-ES, A256GCM, without compression. The key is the first
 * of a JWK set in a file; without one this service does not start.
 */
@Startup
@Singleton
class JweTerms implements SealedTerms {
  private final JWEHeader header;
  private final ECKey key;

  JweTerms(@ConfigProperty(name = "openroi.authorization.terms-key-file") Path file) {
    key = read(file);
    header =
        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
            .keyID(key.getKeyID())
            .build();
  }

  @Override
  public String seal(DisclosureTerms terms) {
    JWEObject message = new JWEObject(header, new Payload(terms.toBytes()));
    try {
      // It holds an ephemeral key once it has encrypted: one for each.
      message.encrypt(new ECDHEncrypter(key));
    } catch (JOSEException every) {
      throw new IllegalStateException("every Java platform has ECDH on P-256 and AES-256-GCM");
    }
    return message.serialize();
  }

  private static ECKey read(Path file) {
    List<JWK> keys;
    try {
      keys = JWKSet.parse(Files.readString(file)).getKeys();
    } catch (IOException | ParseException unreadable) {
      throw new IllegalStateException(
          "openroi.authorization.terms-key-file must be a readable JWK set");
    }
    // A private key has no business here, not even beside a public one.
    if (keys.isEmpty()
        || keys.stream().anyMatch(JWK::isPrivate)
        || !(keys.getFirst() instanceof ECKey first)
        || !first.getCurve().equals(Curve.P_256)) {
      throw new IllegalStateException(
          "openroi.authorization.terms-key-file must be a JWK set of public keys, the first of"
              + " them on P-256");
    }
    return first;
  }
}
