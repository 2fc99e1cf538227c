package org.openroi.intake.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.openroi.event.PatientIdentifier;

class IdentifierVaultTest {
  private static final PatientIdentifier IDENTIFIER =
      new PatientIdentifier("urn:oid:1.2.3", "MRN-CANARY-1");

  private final IdentifierVault vault = new IdentifierVault(key(1));

  @Test
  void findsTheSameAgainAndTellsOthersApart() {
    assertThat(vault.lookup(IDENTIFIER))
        .hasSize(32)
        .isEqualTo(vault.lookup(IDENTIFIER))
        .isNotEqualTo(vault.lookup(new PatientIdentifier("urn:oid:1.2.3", "MRN-CANARY-2")))
        .isNotEqualTo(vault.lookup(new PatientIdentifier("urn:oid:1.2.3M", "RN-CANARY-1")))
        .isNotEqualTo(new IdentifierVault(key(2)).lookup(IDENTIFIER));
  }

  @Test
  void sealsSoThatOnlyTheKeyOpens() {
    byte[] lookup = vault.lookup(IDENTIFIER);
    byte[] sealed = vault.seal(IDENTIFIER);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("CANARY");
    assertThat(sealed).isNotEqualTo(vault.seal(IDENTIFIER));
    assertThat(vault.open(sealed, lookup)).isEqualTo(IDENTIFIER);
    assertThatThrownBy(() -> new IdentifierVault(key(2)).open(sealed, lookup))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] anothers = vault.lookup(new PatientIdentifier("urn:oid:1.2.3", "MRN-CANARY-2"));
    assertThatThrownBy(() -> vault.open(sealed, anothers))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesNoOtherKeyThanOneOf32Bytes() {
    for (String key : new String[] {"MRN-CANARY", "c2hvcnQ="}) {
      assertThatThrownBy(() -> new IdentifierVault(key))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .doesNotContain(key);
    }
  }

  private static String key(int seed) {
    byte[] key = new byte[32];
    key[0] = (byte) seed;
    return Base64.getEncoder().encodeToString(key);
  }
}
