package org.openroi.audit.log;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of keys (RFC 7468). */
final class Pem {
  private Pem() {}

  /** The bytes of the first block with this label. */
  static byte[] read(String label, String pem) {
    Matcher matcher =
        Pattern.compile(
                "-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*)-----END " + label + "-----")
            .matcher(pem);
    if (!matcher.find()) {
      throw new MalformedNote("no PEM block " + label);
    }
    try {
      return Base64.getMimeDecoder().decode(matcher.group(1).strip());
    } catch (IllegalArgumentException notBase64) {
      throw new MalformedNote("no PEM block " + label);
    }
  }
}
