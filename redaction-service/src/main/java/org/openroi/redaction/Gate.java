package org.openroi.redaction;

import java.io.OutputStream;
import java.util.Set;

/**
 * Searches what would go for what may not, by other code than that which cut it. What it finds
 * stops the release; what it cannot read is a finding.
 */
public interface Gate {
  Check begin(GateOrder order);

  /** One package on its way. */
  interface Check {
    /** A stream that passes on what is written and looks at it. Closing it leaves the next open. */
    OutputStream page(Page.Kind kind, OutputStream next);

    /** What was found in all pages; asked for once, after the last. */
    Set<GateFinding> findings();
  }
}
