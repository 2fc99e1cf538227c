package org.openroi.redaction;

import java.io.IOException;
import java.io.InputStream;

/** A page of a record. It may be read more than once. */
public interface Page {
  Kind kind();

  /** From the first byte; to be closed by who opens it. */
  InputStream open() throws IOException;

  enum Kind {
    /** A bundle of FHIR R4 in JSON. */
    FHIR_BUNDLE,
    /** A C-CDA document. */
    CDA_DOCUMENT
  }
}
