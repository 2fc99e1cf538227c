package org.openroi.authorization.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How the form was signed.
 *
 * @param representativeAuthority the form's description of a representative's authority
 * @param authorityVerified whether staff verified that authority (45 CFR 164.514(h))
 * @param signedOn the date beside the signature
 * @param imageSha256 SHA-256 of the signature's image, lower-case hexadecimal
 */
public record Signature(
    Signer signer,
    @Nullable String representativeAuthority,
    boolean authorityVerified,
    @Nullable LocalDate signedOn,
    @Nullable Method method,
    @Nullable String imageSha256) {

  /** Who signed. */
  public enum Signer {
    INDIVIDUAL,
    REPRESENTATIVE
  }

  /** How it was signed. */
  public enum Method {
    INK,
    ELECTRONIC,
    MARK_WITH_WITNESS
  }

  @Override
  public String toString() {
    return "Signature[masked]";
  }
}
