package org.openroi.systemtests.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openroi.local.RecipientKeys;

/**
 * The recipients' server, as what registers its users knows it.
 *
 * @param hostKey in its one-line form
 * @param keys folder with {@code <user>.asc}, a secret key without passphrase, and {@code
 *     <user>.pub.asc}
 */
public record Recipients(String host, int port, String hostKey, Path keys) {

  /** The end point of a user here, as it is posted. */
  public Map<String, String> endpoint(String code, String user) {
    Map<String, String> endpoint = new LinkedHashMap<>();
    endpoint.put("code", code);
    endpoint.put("kind", "SFTP");
    endpoint.put("address", "sftp://%s@%s:%d/".formatted(user, host, port));
    endpoint.put("publicKey", publicKey(user));
    endpoint.put("hostKey", hostKey);
    return endpoint;
  }

  /** The armored certificate of a user, who gets a key if there is none. */
  public String publicKey(String user) {
    try {
      return new RecipientKeys(keys).publicKey(user);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
