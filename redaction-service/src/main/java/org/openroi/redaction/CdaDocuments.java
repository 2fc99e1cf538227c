package org.openroi.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.openroi.event.SensitiveCategory;

/** Looks into C-CDA documents. */
public interface CdaDocuments {
  /** What a document says; nothing of it is kept. Reads it to its end. */
  Look look(InputStream document, String patientId) throws IOException;

  sealed interface Look {
    /**
     * A document of this patient.
     *
     * @param mentions the categories that its codes and words mention
     * @param restricted whether its source restricts it or a part of it, for a reason that is not
     *     known here
     */
    record OfThePatient(Set<SensitiveCategory> mentions, boolean restricted) implements Look {}

    record OfAnotherPatient() implements Look {}

    record Unreadable() implements Look {}
  }
}
