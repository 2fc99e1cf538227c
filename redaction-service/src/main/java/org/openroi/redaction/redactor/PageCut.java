package org.openroi.redaction.redactor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A page and the bytes that are left out of it. */
public final class PageCut {
  private static final int BUFFER = 65_536;

  private final List<Span> spans;
  private final PageSum sum;

  PageCut(List<Span> spans, PageSum sum) {
    this.spans = List.copyOf(spans);
    this.sum = sum;
  }

  /**
   * Copies what goes. Only when this returns was it the page that was surveyed; what was written
   * before is to be destroyed when it throws.
   *
   * @throws RecordChanged when the page is another
   */
  public void write(InputStream source, OutputStream out) throws IOException, RecordChanged {
    DigestedInput input = new DigestedInput(source);
    byte[] buffer = new byte[BUFFER];
    int next = 0;
    long position = 0;
    for (int read = input.read(buffer, 0, BUFFER); read > 0; read = input.read(buffer, 0, BUFFER)) {
      long end = position + read;
      long at = position;
      while (next < spans.size() && spans.get(next).from() < end) {
        Span span = spans.get(next);
        if (span.from() >= at) {
          out.write(buffer, (int) (at - position), (int) (span.from() - at));
          out.write(span.by());
        }
        at = Math.min(span.to(), end);
        if (span.to() > end) {
          break;
        }
        next++;
      }
      if (next == spans.size() || spans.get(next).from() >= end) {
        out.write(buffer, (int) (at - position), (int) (end - at));
      }
      position = end;
    }
    input.sum().require(sum);
  }
}
