package org.openroi.redaction.http;

import java.io.IOException;

/** The token by which this service is known. */
interface Bearer {
  String token() throws IOException;

  /** It was not taken: the next one must be another. */
  void drop();
}
