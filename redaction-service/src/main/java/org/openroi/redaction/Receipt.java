package org.openroi.redaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How we know that a package arrived.
 *
 * @param person who said so; for {@link By#PERSON} only
 */
public record Receipt(By by, Instant at, @Nullable String person) {

  /** The evidence. */
  public enum By {
    /** The server gave it its name, and says the right size. */
    SIZE,
    /** The server gave it its name, and it was taken away before it could be looked at. */
    NAME,
    /** It was read back, and is the same byte for byte. */
    HASH,
    /** A person asked the recipient. */
    PERSON
  }

  public Receipt {
    if ((by == By.PERSON) != (person != null)) {
      throw new IllegalArgumentException("person");
    }
  }
}
