package org.openroi.redaction.sftp;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;

/**
 * {@code sftp://user@host:port/path/to/folder}: no password, no query, no way up.
 *
 * @param folder absolute, or empty for wherever the server puts us; no slash at its end
 */
record Address(String user, String host, int port, String folder) {
  private static final int PORT = 22;

  static Optional<Address> of(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException notAUri) {
      return Optional.empty();
    }
    String user = uri.getUserInfo();
    String path = uri.getPath();
    if (!"sftp".equals(uri.getScheme())
        || uri.getHost() == null
        || user == null
        || user.isEmpty()
        || user.contains(":")
        || uri.getQuery() != null
        || uri.getFragment() != null
        || path.chars().anyMatch(Character::isISOControl)
        || Arrays.asList(path.split("/")).contains("..")) {
      return Optional.empty();
    }
    String host = uri.getHost();
    return Optional.of(
        new Address(
            user,
            host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
            uri.getPort() < 0 ? PORT : uri.getPort(),
            path.equals("/") ? "/" : path.replaceFirst("/+$", "")));
  }

  /** The path of a file in the folder. */
  String file(String name) {
    return folder.isEmpty() || folder.equals("/") ? folder + name : folder + "/" + name;
  }
}
