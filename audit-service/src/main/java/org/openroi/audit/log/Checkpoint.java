package org.openroi.audit.log;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log commits to at a size (c2sp.org/tlog-checkpoint): its origin, the number of leaves and
 * the root over them.
 */
public record Checkpoint(String origin, long size, Hash root) {
  private static final Pattern TEXT =
      Pattern.compile("([^\\n]+)\\n(0|[1-9][0-9]{0,18})\\n([A-Za-z0-9+/]{43}=)\\n");

  public Checkpoint {
    if (!VerifierKey.isName(origin)) {
      throw new IllegalArgumentException("an origin has neither spaces nor plus");
    }
    if (size < 0) {
      throw new IllegalArgumentException("a log has no negative size");
    }
  }

  /**
   * Reads a checkpoint without extension lines, which this log never writes.
   *
   * @throws MalformedNote when the text is anything else
   */
  public static Checkpoint parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new MalformedNote("not a checkpoint");
    }
    try {
      Hash root = Hash.of(Base64.getDecoder().decode(matcher.group(3)));
      Checkpoint checkpoint =
          new Checkpoint(matcher.group(1), Long.parseLong(matcher.group(2)), root);
      if (!checkpoint.text().equals(text)) {
        throw new MalformedNote("a root hash that is not canonical base64");
      }
      return checkpoint;
    } catch (IllegalArgumentException invalid) {
      throw new MalformedNote("not a checkpoint");
    }
  }

  /** The text that is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }
}
