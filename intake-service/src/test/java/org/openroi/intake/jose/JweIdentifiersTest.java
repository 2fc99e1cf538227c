package org.openroi.intake.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openroi.event.PatientIdentifier;

class JweIdentifiersTest {
  private static final String PAYLOAD = "{\"system\":\"urn:oid:1.2.3\",\"value\":\"MRN-1\"}";
  private static final PatientIdentifier IDENTIFIER =
      new PatientIdentifier("urn:oid:1.2.3", "MRN-1");

  @TempDir Path folder;
  private RSAKey rsa;
  private ECKey ec;
  private JweIdentifiers identifiers;

  @BeforeEach
  void twoKeys() throws Exception {
    rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    identifiers = with(new JWKSet(java.util.List.of(rsa, ec)).toString(false));
  }

  @Test
  void opensWhatWasEncryptedToEitherKey() throws Exception {
    assertThat(identifiers.open(encrypt(JWEAlgorithm.RSA_OAEP_256, new RSAEncrypter(rsa))))
        .contains(IDENTIFIER);
    assertThat(identifiers.open(encrypt(JWEAlgorithm.ECDH_ES, new ECDHEncrypter(ec))))
        .contains(IDENTIFIER);
  }

  @Test
  void opensNothingElse() throws Exception {
    ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    String good = encrypt(JWEAlgorithm.ECDH_ES, new ECDHEncrypter(ec));
    assertThat(identifiers.open(encrypt(JWEAlgorithm.ECDH_ES, new ECDHEncrypter(stranger))))
        .isEmpty();
    assertThat(identifiers.open(encrypt(JWEAlgorithm.DIR, new DirectEncrypter(new byte[32]))))
        .isEmpty();
    assertThat(identifiers.open(good.substring(0, good.length() - 4) + "AAAA")).isEmpty();
    assertThat(identifiers.open("a.b.c.d.e")).isEmpty();
    assertThat(identifiers.open(PAYLOAD)).isEmpty();
    for (String payload :
        new String[] {
          "null", "[]", "MRN-1", "{\"system\":\"s\"}", "{\"system\":\"s\",\"value\":7}"
        }) {
      assertThat(identifiers.open(encrypt(payload))).as(payload).isEmpty();
    }
    assertThat(identifiers.open(encrypt("{\"system\":\"s\",\"value\":\"v\",\"more\":1}")))
        .isEmpty();
  }

  @Test
  void opensNothingThatIsCompressed() throws Exception {
    JWEObject message =
        new JWEObject(
            new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                .compressionAlgorithm(CompressionAlgorithm.DEF)
                .build(),
            new Payload(PAYLOAD));
    message.encrypt(new ECDHEncrypter(ec));
    assertThat(identifiers.open(message.serialize())).isEmpty();
  }

  @Test
  void opensNothingWithoutKeysAndTakesNoPublicOnes() throws Exception {
    String good = encrypt(JWEAlgorithm.ECDH_ES, new ECDHEncrypter(ec));
    assertThat(new JweIdentifiers(Optional.empty()).open(good)).isEmpty();
    for (String keys :
        new String[] {new JWKSet(ec.toPublicJWK()).toString(), "{\"keys\":[]}", "no keys"}) {
      assertThatThrownBy(() -> with(keys)).isInstanceOf(IllegalStateException.class);
    }
  }

  private JweIdentifiers with(String keys) throws IOException {
    return new JweIdentifiers(Optional.of(Files.writeString(folder.resolve("keys.jwks"), keys)));
  }

  private String encrypt(String payload) throws JOSEException {
    return encrypt(JWEAlgorithm.ECDH_ES, new ECDHEncrypter(ec), payload);
  }

  private static String encrypt(JWEAlgorithm algorithm, JWEEncrypter encrypter)
      throws JOSEException {
    return encrypt(algorithm, encrypter, PAYLOAD);
  }

  private static String encrypt(JWEAlgorithm algorithm, JWEEncrypter encrypter, String payload)
      throws JOSEException {
    JWEObject message =
        new JWEObject(new JWEHeader(algorithm, EncryptionMethod.A256GCM), new Payload(payload));
    message.encrypt(encrypter);
    return message.serialize();
  }
}
