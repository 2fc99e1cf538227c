package org.openroi.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgpainless.PGPainless;
import org.pgpainless.encryption_signing.EncryptionOptions;
import org.pgpainless.encryption_signing.ProducerOptions;

class RecipientKeysTest {
  private static final Map<String, String> CONTENT =
      Map.of("record/001.json", "{}", "manifest.json", "[]");

  @TempDir Path folder;
  private RecipientKeys keys;
  private Path sealed;

  @BeforeEach
  void seal() throws Exception {
    keys = new RecipientKeys(folder);
    sealed = folder.resolve("package.pgp");
    keys.publicKey("stranger");
    PGPPublicKeyRing key = PGPainless.readKeyRing().publicKeyRing(keys.publicKey("clinic"));
    EncryptionOptions recipient = EncryptionOptions.get().addRecipient(key);
    try (OutputStream file = Files.newOutputStream(sealed);
        OutputStream plain =
            PGPainless.encryptAndOrSign()
                .onOutputStream(file)
                .withOptions(ProducerOptions.encrypt(recipient).setAsciiArmor(false));
        ZipOutputStream zip = new ZipOutputStream(plain)) {
      zip.putNextEntry(new ZipEntry("record/001.json"));
      zip.write("{}".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("manifest.json"));
      zip.write("[]".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void openAPackageEntryByEntry() throws Exception {
    assertThat(opened("clinic")).isEqualTo(CONTENT);
  }

  @Test
  void openNoPackageOfAnotherRecipient() {
    assertThatThrownBy(() -> opened("stranger")).isInstanceOf(IOException.class);
  }

  @Test
  void openNothingThatWasChangedOnItsWay() throws Exception {
    byte[] bytes = Files.readAllBytes(sealed);
    for (int position = 0; position < bytes.length; position++) {
      byte[] changed = bytes.clone();
      changed[position] ^= 1;
      Files.write(sealed, changed);
      assertThat(openedOrRefused("clinic"))
          .as("byte %d of %d changed", position, bytes.length)
          .isIn(Map.of(), CONTENT);
    }
  }

  @Test
  void openNothingThatIsNotSealed() throws Exception {
    Files.writeString(sealed, "PK");
    assertThatThrownBy(() -> opened("clinic")).isInstanceOf(IOException.class);
  }

  @Test
  void areMadeOnceAndSecretOnesStayApart() throws Exception {
    assertThat(new RecipientKeys(folder).publicKey("clinic")).isEqualTo(keys.publicKey("clinic"));
    assertThat(keys.publicKey("clinic"))
        .contains("BEGIN PGP PUBLIC KEY BLOCK")
        .doesNotContain("PRIVATE KEY");
    assertThat(folder.resolve("clinic.asc")).content().contains("BEGIN PGP PRIVATE KEY BLOCK");
    assertThat(Files.getPosixFilePermissions(folder.resolve("clinic.asc")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  /** Empty when refused. A bit that no reader needs may differ: then all the content is there. */
  private Map<String, String> openedOrRefused(String user) {
    try {
      return opened(user);
    } catch (IOException refused) {
      return Map.of();
    }
  }

  private Map<String, String> opened(String user) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    keys.open(
        sealed,
        user,
        (name, content) ->
            entries.put(name, new String(content.readAllBytes(), StandardCharsets.UTF_8)));
    return entries;
  }
}
