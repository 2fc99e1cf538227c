package org.openroi.redaction.ccda;

import org.openroi.redaction.CdaDocuments;
import org.openroi.redaction.CutSettings;

/** The adapter of this package, for tests of what is made of it. */
public final class CdaFixture {
  private CdaFixture() {}

  public static CdaDocuments documents(CutSettings settings) {
    return new StaxCdaDocuments(settings);
  }
}
