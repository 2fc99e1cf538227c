package org.openroi.event;

import org.jspecify.annotations.Nullable;

/**
 * A registered place of delivery.
 *
 * @param code names it within its requester
 * @param address where it is, in ASCII: a URI, a Direct address, or a portal account; never a
 *     patient's data
 * @param publicKey the recipient's public key in its text form (armored OpenPGP, PEM), where it has
 *     one
 * @param hostKey the host key of an SFTP server, pinned, in its one-line form ({@code ssh-ed25519
 *     AAAA…}); without one nothing is sent there
 */
public record Endpoint(
    String code,
    EndpointKind kind,
    String address,
    @Nullable String publicKey,
    @Nullable String hostKey)
    implements Comparable<Endpoint> {
  private static final int MAX_KEY = 16_384;
  private static final int MAX_HOST_KEY = 1_000;

  public Endpoint {
    Checks.code("code", code);
    Checks.present("kind", kind);
    Checks.ascii("address", address, 300, "");
    if (publicKey != null) {
      Checks.ascii("publicKey", publicKey, MAX_KEY, "\t\n\r");
    }
    if (hostKey != null) {
      Checks.ascii("hostKey", hostKey, MAX_HOST_KEY, "");
      if (kind != EndpointKind.SFTP) {
        throw new Checks.InvalidField("hostKey");
      }
    }
  }

  @Override
  public int compareTo(Endpoint other) {
    return code.compareTo(other.code);
  }
}
