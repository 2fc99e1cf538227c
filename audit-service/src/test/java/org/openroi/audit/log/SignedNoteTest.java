package org.openroi.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  // The published key pair and note of Go's golang.org/x/mod/sumdb/note. Ed25519 is deterministic,
  // so signing again must give the same bytes.
  private static final String GO_KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String GO_SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String GO_TEXT =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n";
  private static final String GO_NOTE =
      GO_TEXT
          + "\n\u2014 PeterNeumann"
          + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

  static String pem(byte[] seed) {
    byte[] prefix = HexFormat.of().parseHex("302e020100300506032b657004220420");
    byte[] der = Arrays.copyOf(prefix, prefix.length + seed.length);
    System.arraycopy(seed, 0, der, prefix.length, seed.length);
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getEncoder().encodeToString(der)
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static SignerKey goSigner() {
    byte[] typed = Base64.getDecoder().decode(GO_SEED);
    return SignerKey.ofPem("PeterNeumann", pem(Arrays.copyOfRange(typed, 1, typed.length)));
  }

  @Test
  void signsTheReferenceNoteByteForByte() {
    assertThat(goSigner().verifier()).hasToString(GO_KEY);
    assertThat(goSigner().sign(GO_TEXT)).hasToString(GO_NOTE);
    assertThat(goSigner().toString()).doesNotContain("AYEK");
  }

  @Test
  void verifiesTheReferenceNoteAndNoOther() {
    VerifierKey key = VerifierKey.parse(GO_KEY);
    SignedNote note = SignedNote.parse(GO_NOTE);
    assertThat(note.text()).isEqualTo(GO_TEXT);
    assertThat(note).hasToString(GO_NOTE);
    assertThat(key.verifies(note)).isTrue();
    assertThat(key.verifies(SignedNote.parse(GO_NOTE.replace("your", "Your")))).isFalse();
    assertThat(key.verifies(SignedNote.parse(GO_NOTE.replace("wJnAM", "wJnBM")))).isFalse();
  }

  /** RFC 8032 §7.1, TEST 1 to 3. */
  @Test
  void derivesThePublicKeysOfRfc8032() {
    for (List<String> pair :
        List.of(
            List.of(
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
            List.of(
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
            List.of(
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"))) {
      byte[] seed = HexFormat.of().parseHex(pair.get(0));
      assertThat(HexFormat.of().formatHex(Ed25519.publicKey(seed))).isEqualTo(pair.get(1));
    }
  }

  @Test
  void readsTheKeyPairsThatThePlatformMakes() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    for (int i = 0; i < 10; i++) {
      var pair = generator.generateKeyPair();
      String name = "example.com/log";
      SignerKey signer =
          SignerKey.ofPem(name, block("PRIVATE KEY", pair.getPrivate().getEncoded()));
      VerifierKey verifier =
          VerifierKey.ofPem(name, block("PUBLIC KEY", pair.getPublic().getEncoded()));
      assertThat(signer.verifier()).isEqualTo(verifier).hasSameHashCodeAs(verifier);
      assertThat(VerifierKey.parse(verifier.toString())).isEqualTo(verifier);
      assertThat(verifier.verifies(signer.sign("text\n"))).isTrue();
    }
  }

  private static String block(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  @Test
  void refusesEveryMangledVerifierKey() {
    for (int i = 0; i < GO_KEY.length(); i++) {
      String cut = GO_KEY.substring(0, i);
      assertThatThrownBy(() -> VerifierKey.parse(cut)).isInstanceOf(MalformedNote.class);
      char[] changed = GO_KEY.toCharArray();
      changed[i]++;
      assertThatThrownBy(() -> VerifierKey.parse(new String(changed)))
          .isInstanceOf(MalformedNote.class);
    }
  }

  @Test
  void ignoresSignaturesOfStrangersButNotABrokenOneOfItsOwn() {
    SignerKey stranger = SignerKey.ofPem("witness", pem(new byte[32]));
    SignedNote.Signature own = goSigner().sign(GO_TEXT).signatures().getFirst();
    SignedNote.Signature strange = stranger.sign(GO_TEXT).signatures().getFirst();
    VerifierKey key = VerifierKey.parse(GO_KEY);
    assertThat(key.verifies(new SignedNote(GO_TEXT, List.of(strange, own)))).isTrue();
    assertThat(key.verifies(new SignedNote(GO_TEXT, List.of(strange)))).isFalse();
    byte[] broken = own.bytes().clone();
    broken[20] ^= 1;
    SignedNote.Signature brokenOwn = new SignedNote.Signature(own.name(), broken);
    assertThat(key.verifies(new SignedNote(GO_TEXT, List.of(own, brokenOwn)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "text",
        "text\n",
        "text\n\n",
        "text\n\n\n",
        "text\n\u2014 name bmFtZQ==\n",
        "text\n\n- name bmFtZWU=\n",
        "text\n\n\u2014 name bmFtZWU=",
        "text\n\n\u2014 na+me bmFtZWU=\n",
        "text\n\n\u2014 name bmFt\n",
        "text\n\n\u2014  bmFtZWU=\n",
        "text\n\n\u2014 name bmFtZWV=\n",
        "te\u0001xt\n\n\u2014 name bmFtZWU=\n"
      })
  void refusesWhatIsNoNote(String text) {
    assertThatThrownBy(() -> SignedNote.parse(text)).isInstanceOf(MalformedNote.class);
  }

  @Test
  void survivesRandomBytes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      char[] note = GO_NOTE.toCharArray();
      for (int n = random.nextInt(3); n >= 0; n--) {
        note[random.nextInt(note.length)] = (char) random.nextInt(128);
      }
      try {
        SignedNote parsed = SignedNote.parse(new String(note));
        boolean same = parsed.toString().equals(GO_NOTE);
        assertThat(VerifierKey.parse(GO_KEY).verifies(parsed)).as("seed %d", seed).isEqualTo(same);
      } catch (MalformedNote refused) {
        assertThat(refused.getMessage()).doesNotContain("cryptography");
      }
    }
  }
}
