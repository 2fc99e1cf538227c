package org.openroi.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.pgpainless.PGPainless;
import org.pgpainless.decryption_verification.ConsumerOptions;
import org.pgpainless.decryption_verification.DecryptionStream;

/** OpenPGP keys of made-up recipients, and packages opened with them. */
public final class RecipientKeys {
  private final Path folder;

  /**
   * @param folder of {@code <user>.asc}, the secret key, and {@code <user>.pub.asc}
   */
  public RecipientKeys(Path folder) {
    this.folder = folder;
  }

  /** What is done with an entry of a package. */
  @FunctionalInterface
  public interface Reader {
    void read(String name, InputStream content) throws IOException;
  }

  /** The public key of a user, armored; made once. */
  public String publicKey(String user) throws IOException {
    Path file = folder.resolve(user + ".pub.asc");
    if (!Files.exists(file)) {
      try {
        PGPSecretKeyRing key = PGPainless.generateKeyRing().modernKeyRing(user);
        Keys.write(folder.resolve(user + ".asc"), PGPainless.asciiArmor(key));
        Files.writeString(file, PGPainless.asciiArmor(PGPainless.extractCertificate(key)));
      } catch (PGPException | GeneralSecurityException failed) {
        throw new IOException("A recipient's key could not be made.", failed);
      }
    }
    return Files.readString(file);
  }

  /**
   * Opens a package as its recipient does, entry by entry.
   *
   * @throws IOException when it is not sealed to this user, or not whole
   */
  public void open(Path sealed, String user, Reader reader) throws IOException {
    PGPSecretKeyRing key =
        PGPainless.readKeyRing().secretKeyRing(Files.readString(folder.resolve(user + ".asc")));
    if (key == null) {
      throw new IOException("A recipient's key cannot be read.");
    }
    DecryptionStream message;
    try (InputStream file = Files.newInputStream(sealed);
        DecryptionStream plain =
            PGPainless.decryptAndOrVerify()
                .onInputStream(file)
                .withOptions(new ConsumerOptions().addDecryptionKey(key));
        ZipInputStream zip = new ZipInputStream(plain)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        reader.read(entry.getName(), zip);
      }
      plain.transferTo(OutputStream.nullOutputStream());
      message = plain;
    } catch (PGPException | RuntimeException notTheirs) {
      throw new IOException("The package does not open with this key.", notTheirs);
    }
    if (!message.getMetadata().isEncrypted()) {
      throw new IOException("The package is not sealed.");
    }
  }
}
