package org.openroi.systemtests.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.pgpainless.PGPainless;

/**
 * The recipients' server, as what registers its users knows it.
 *
 * @param hostKey in its one-line form
 * @param keys folder with {@code <user>.asc}, a secret key without passphrase, and {@code
 *     <user>.pub.asc}
 */
public record Recipients(String host, int port, String hostKey, Path keys) {

  /** The end point of a user here, as it is posted. */
  Map<String, String> endpoint(String code, String user) {
    return endpoint(code, user, publicKey(user), hostKey);
  }

  /** An end point here that may be wrong in its keys. */
  Map<String, String> endpoint(String code, String user, String publicKey, String pinned) {
    Map<String, String> endpoint = new LinkedHashMap<>();
    endpoint.put("code", code);
    endpoint.put("kind", "SFTP");
    endpoint.put("address", "sftp://%s@%s:%d/".formatted(user, host, port));
    endpoint.put("publicKey", publicKey);
    endpoint.put("hostKey", pinned);
    return endpoint;
  }

  /** The armored certificate of a user, who gets a key if there is none. */
  public String publicKey(String user) {
    Path file = keys.resolve(user + ".pub.asc");
    try {
      if (!Files.exists(file)) {
        PGPSecretKeyRing key = PGPainless.generateKeyRing().modernKeyRing(user);
        Files.createDirectories(keys);
        Files.writeString(
            keys.resolve(user + ".asc"), PGPainless.asciiArmor(key), StandardCharsets.US_ASCII);
        Files.writeString(
            file,
            PGPainless.asciiArmor(PGPainless.extractCertificate(key)),
            StandardCharsets.US_ASCII);
      }
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException | PGPException | GeneralSecurityException failed) {
      throw new IllegalStateException("no key can be made for " + user, failed);
    }
  }
}
