package org.openroi.redaction.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.SensitiveCategory;

class JweTermsTest {
  private static final DisclosureTerms TERMS =
      new DisclosureTerms(Set.of(SensitiveCategory.HIV), Set.of("encounter-1"), "claim-payment-1");

  @TempDir Path home;
  private Path file;

  @BeforeEach
  void makeAKey() {
    file = home.resolve("terms.jwks");
    TermsKeys.create(file);
  }

  @Test
  void opensWhatWasSealedToIt() {
    assertThat(new JweTerms(file).open(TermsKeys.seal(TERMS, file))).isEqualTo(TERMS);
  }

  @Test
  void opensWithTheKeyBefore() throws Exception {
    Path old = home.resolve("old.jwks");
    TermsKeys.create(old);
    Path both = home.resolve("both.jwks");
    Files.writeString(
        both,
        new JWKSet(
                List.of(
                    JWKSet.load(file.toFile()).getKeys().getFirst(),
                    JWKSet.load(old.toFile()).getKeys().getFirst()))
            .toString(false));
    assertThat(new JweTerms(both).open(TermsKeys.seal(TERMS, old))).isEqualTo(TERMS);
  }

  @Test
  void opensNothingElseAndQuotesNothing() {
    Path other = home.resolve("other.jwks");
    TermsKeys.create(other);
    JWEHeader compressed =
        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
            .compressionAlgorithm(CompressionAlgorithm.DEF)
            .build();
    JWEHeader weaker =
        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM).build();
    JWEHeader plain = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM).build();
    String sealed = TermsKeys.seal(TERMS, file);
    byte[] noTerms = "{\"canary\":1}".getBytes(StandardCharsets.UTF_8);
    for (String wrong :
        List.of(
            "canary",
            TermsKeys.seal(TERMS, other),
            TermsKeys.seal(TERMS.toBytes(), file, compressed),
            TermsKeys.seal(TERMS.toBytes(), file, weaker),
            TermsKeys.seal(noTerms, file, plain),
            sealed.substring(0, sealed.length() - 2) + "AA")) {
      assertThatIllegalStateException()
          .isThrownBy(() -> new JweTerms(file).open(wrong))
          .withMessage("terms that are not sealed to this service")
          .withNoCause();
    }
  }

  @Test
  void doesNotStartWithoutPrivateKeys() throws Exception {
    Path none = home.resolve("none");
    Path empty = Files.writeString(home.resolve("empty"), "{\"keys\":[]}");
    Path open =
        Files.writeString(home.resolve("public"), JWKSet.load(file.toFile()).toString(true));
    for (Path wrong : List.of(none, empty, open)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> new JweTerms(wrong))
          .withMessageContaining("openroi.redaction.terms-key-file");
    }
  }
}
