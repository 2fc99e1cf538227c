package org.openroi.authorization.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.SensitiveCategory;

@DisplayName("Terms as JWE")
class JweTermsTest {
  private static final DisclosureTerms NONE = new DisclosureTerms(Set.of(), Set.of(), null);
  private static final DisclosureTerms SOME =
      new DisclosureTerms(
          EnumSet.allOf(SensitiveCategory.class), Set.of("enc-1", "enc-2"), "claim-payment-1");

  @TempDir Path folder;
  private ECKey key;
  private ECKey older;
  private JweTerms terms;

  @BeforeEach
  void twoKeys() throws Exception {
    key = new ECKeyGenerator(Curve.P_256).keyID("new").generate();
    older = new ECKeyGenerator(Curve.P_256).keyID("old").generate();
    terms = with(key.toPublicJWK(), older.toPublicJWK());
  }

  private JweTerms with(JWK... keys) throws IOException {
    return new JweTerms(
        Files.writeString(folder.resolve("keys.jwks"), new JWKSet(List.of(keys)).toString(false)));
  }

  private static DisclosureTerms open(String sealed, ECKey with) throws Exception {
    JWEObject message = JWEObject.parse(sealed);
    message.decrypt(new ECDHDecrypter(with));
    return DisclosureTerms.ofBytes(message.getPayload().toBytes());
  }

  @Test
  void openWithTheFirstKeyOnly() throws Exception {
    for (DisclosureTerms each : List.of(NONE, SOME)) {
      String sealed = terms.seal(each);
      assertThat(open(sealed, key)).isEqualTo(each);
      assertThatThrownBy(() -> open(sealed, older)).isInstanceOf(Exception.class);
      JWEObject message = JWEObject.parse(sealed);
      assertThat(message.getHeader().getAlgorithm()).isEqualTo(JWEAlgorithm.ECDH_ES);
      assertThat(message.getHeader().getEncryptionMethod()).isEqualTo(EncryptionMethod.A256GCM);
      assertThat(message.getHeader().getKeyID()).isEqualTo("new");
      assertThat(message.getHeader().getCompressionAlgorithm()).isNull();
    }
  }

  @Test
  void sayNothingByTheirLengthNorByBeingTheSame() {
    assertThat(terms.seal(NONE)).hasSameSizeAs(terms.seal(SOME));
    assertThat(terms.seal(NONE)).isNotEqualTo(terms.seal(NONE)).isASCII();
  }

  @Test
  void fitIntoTheEventWhenThereAreManyEncounters() {
    Set<String> most =
        IntStream.range(0, 50)
            .mapToObj(i -> "%064d".formatted(i))
            .collect(Collectors.toUnmodifiableSet());
    assertThat(terms.seal(new DisclosureTerms(SOME.categories(), most, null)).length())
        .isLessThanOrEqualTo(16_384);
  }

  @Test
  void areSealedToNoOtherKindOfKey() throws Exception {
    List<JWK> rejected =
        List.of(
            key,
            new RSAKeyGenerator(2048).generate().toPublicJWK(),
            new ECKeyGenerator(Curve.P_384).generate().toPublicJWK());
    for (JWK each : rejected) {
      assertThatThrownBy(() -> with(each)).isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> with(key.toPublicJWK(), older))
        .as("a private key beside a public one")
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> with()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new JweTerms(folder.resolve("missing")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new JweTerms(Files.writeString(folder.resolve("text"), "no keys")))
        .isInstanceOf(IllegalStateException.class);
  }
}
