package org.openroi.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.openroi.event.SensitiveCategory;

/** Looks into C-CDA documents. */
public interface CdaDocuments {
  /** What a document says; nothing of it is kept. */
  Look look(InputStream document, String patientId) throws IOException;

  sealed interface Look {
    /** A document of this patient, and the categories that its codes and words mention. */
    record OfThePatient(Set<SensitiveCategory> mentions) implements Look {}

    record OfAnotherPatient() implements Look {}

    record Unreadable() implements Look {}
  }
}
