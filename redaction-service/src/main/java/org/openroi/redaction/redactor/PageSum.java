package org.openroi.redaction.redactor;

import java.util.Arrays;

/** Tells whether a page is the one that was read before. */
final class PageSum {
  private final long bytes;
  private final byte[] sha256;

  PageSum(long bytes, byte[] sha256) {
    this.bytes = bytes;
    this.sha256 = sha256.clone();
  }

  void require(PageSum other) throws RecordChanged {
    if (bytes != other.bytes || !Arrays.equals(sha256, other.sha256)) {
      throw new RecordChanged();
    }
  }
}
