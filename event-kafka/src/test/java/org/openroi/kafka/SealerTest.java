package org.openroi.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealerTest {
  private static final byte[] PLAIN = EventFixture.CANARY.getBytes(StandardCharsets.UTF_8);

  private final Sealer sealer = Sealer.ofBase64(Base64.getEncoder().encodeToString(new byte[32]));

  @Test
  void opensWhatItSealed() {
    assertThat(sealer.open(sealer.seal(PLAIN, "t/0/1"), "t/0/1")).isEqualTo(PLAIN);
  }

  @Test
  void neverSealsTheSameTwiceToTheSameBytes() {
    byte[] sealed = sealer.seal(PLAIN, "t/0/1");

    assertThat(sealed).isNotEqualTo(sealer.seal(PLAIN, "t/0/1")).hasSize(12 + PLAIN.length + 16);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("CANARY");
  }

  @Test
  void refusesAnotherContextAnotherKeyAndChangedBytes() {
    byte[] sealed = sealer.seal(PLAIN, "t/0/1");
    byte[] key = new byte[32];
    key[0] = 1;
    Sealer other = Sealer.ofBase64(Base64.getEncoder().encodeToString(key));

    assertThatThrownBy(() -> sealer.open(sealed, "t/0/2")).hasNoCause();
    assertThatThrownBy(() -> other.open(sealed, "t/0/1")).hasNoCause();
    sealed[20] ^= 1;
    assertThatThrownBy(() -> sealer.open(sealed, "t/0/1")).hasNoCause();
    assertThatThrownBy(() -> sealer.open(new byte[5], "t/0/1")).hasNoCause();
  }

  @Test
  void aBadKeyIsNotQuoted() {
    assertThatThrownBy(() -> Sealer.ofBase64("c2hvcnQ="))
        .hasMessage("a sealing key must have 32 bytes");
    assertThatThrownBy(() -> Sealer.ofBase64("%secret%"))
        .hasMessage("a sealing key must be base64")
        .hasNoCause();
  }
}
