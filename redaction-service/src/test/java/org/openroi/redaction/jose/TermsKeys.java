package org.openroi.redaction.jose;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import org.openroi.event.DisclosureTerms;

/** Keys that terms are sealed to, and the sealing, which is authorization's. */
public final class TermsKeys {
  private TermsKeys() {}

  /** Writes a fresh private key as a JWK set. */
  public static String create(Path file) {
    try {
      ECKey key = new ECKeyGenerator(Curve.P_256).keyID("terms-1").generate();
      Files.writeString(file, new JWKSet(key).toString(false));
      return file.toString();
    } catch (JOSEException failed) {
      throw new IllegalStateException(failed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public static String seal(DisclosureTerms terms, Path file) {
    return seal(
        terms.toBytes(),
        file,
        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
            .keyID("terms-1")
            .build());
  }

  static String seal(byte[] terms, Path file, JWEHeader header) {
    try {
      ECKey key = JWKSet.parse(Files.readString(file)).getKeys().getFirst().toECKey();
      JWEObject message = new JWEObject(header, new Payload(terms));
      message.encrypt(new ECDHEncrypter(key.toPublicJWK()));
      return message.serialize();
    } catch (JOSEException | ParseException failed) {
      throw new IllegalStateException(failed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
