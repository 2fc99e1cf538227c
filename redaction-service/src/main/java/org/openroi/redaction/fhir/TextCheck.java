package org.openroi.redaction.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import org.openroi.redaction.GateFinding;
import org.openroi.redaction.GateOrder;

/** Searches text of any length for words, through a window: documents, and attachments. */
final class TextCheck {
  private static final int WINDOW = 16_384;
  private static final int OVERLAP = 128;

  private final GateOrder order;
  private final Set<GateFinding> findings;
  private final StringBuilder window = new StringBuilder();

  TextCheck(GateOrder order, Set<GateFinding> findings) {
    this.order = order;
    this.findings = findings;
  }

  void read(InputStream in) throws IOException {
    Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
    char[] buffer = new char[WINDOW];
    for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
      accept(buffer, read);
    }
    end();
  }

  /** Takes the bytes of an attachment; the words that are looked for are ASCII. */
  OutputStream bytes() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] buffer, int offset, int length) {
        char[] chars =
            new String(buffer, offset, length, StandardCharsets.ISO_8859_1).toCharArray();
        accept(chars, chars.length);
      }
    };
  }

  private void accept(char[] chars, int length) {
    window.append(chars, 0, length);
    if (window.length() > WINDOW) {
      look();
      window.delete(0, window.length() - OVERLAP);
    }
  }

  void end() {
    look();
    window.setLength(0);
  }

  private void look() {
    String text = window.toString().replaceAll("\\s+", " ");
    if (!Collections.disjoint(GateWords.find(text), order.policy().withheld())) {
      findings.add(GateFinding.WORD);
    }
  }
}
