package org.openroi.intake;

import java.util.Optional;
import org.openroi.event.PatientIdentifier;

/** Opens patient identifiers that were encrypted to intake's key. */
public interface EncryptedIdentifiers {
  /**
   * @return nothing when the text is not such a message, or none of our keys opens it
   */
  Optional<PatientIdentifier> open(String jwe);
}
