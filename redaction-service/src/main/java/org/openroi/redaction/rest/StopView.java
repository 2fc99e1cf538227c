package org.openroi.redaction.rest;

import java.time.Instant;
import org.openroi.event.StopClass;

/**
 * Why a disclosure waits for a person.
 *
 * @param sentence the reason in plain words, and what can be done
 */
record StopView(StopClass reason, String sentence, Instant stoppedAt) {

  static StopView of(StopClass reason, Instant stoppedAt) {
    return new StopView(reason, sentence(reason), stoppedAt);
  }

  private static String sentence(StopClass reason) {
    return switch (reason) {
      case RECORD_NOT_FOUND -> "The record source has no record of this patient.";
      case RECORD_UNREADABLE ->
          "The record cannot be read whole; what cannot be read cannot be cut.";
      case RECORD_NOT_OF_THIS_PATIENT -> "A page of the record belongs to another patient.";
      case NOTHING_TO_RELEASE -> "Nothing of the record lies in what the decision lets go.";
      case REVIEW_REQUIRED -> "A person must look at what would go; the ledger says at what.";
      case ENDPOINT_NOT_USABLE ->
          "The registered end point cannot be delivered to: it is no SFTP folder that is there, has"
              + " no pinned host key, or is not in the directory.";
      case RECIPIENT_KEY_NOT_USABLE ->
          "The recipient's OpenPGP key is missing, expired, revoked, or cannot encrypt.";
      case HOST_KEY_MISMATCH ->
          "The server at the end point did not show the host key that is registered. Ask the"
              + " recipient, by another way, whether it has changed.";
      case RECIPIENT_REFUSED -> "The recipient's server does not let us in, or not write there.";
      case RECIPIENT_STORAGE_FAILED ->
          "The recipient's server could not store the package for as long as that was tried; its"
              + " disk may be full.";
      case RECIPIENT_UNREACHABLE ->
          "The recipient's server did not answer for as long as that was tried.";
      case OUTCOME_UNKNOWN ->
          "The package may have arrived, and the server cannot tell. Ask the recipient: DELIVERED if"
              + " it has arrived, RETRY if it has not.";
      case INTERNAL_FAULT -> "Something of ours was broken for as long as it was tried.";
    };
  }
}
