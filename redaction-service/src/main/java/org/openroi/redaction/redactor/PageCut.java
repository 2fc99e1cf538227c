package org.openroi.redaction.redactor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A page and the bytes that are left out of it. */
public final class PageCut {
  private final Cut cut;
  private final int page;

  PageCut(Cut cut, int page) {
    this.cut = cut;
    this.page = page;
  }

  /** See {@link Cut#write}. */
  public void write(InputStream source, OutputStream out) throws IOException, RecordChanged {
    cut.write(page, source, out);
  }
}
