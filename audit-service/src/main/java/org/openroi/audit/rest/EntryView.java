package org.openroi.audit.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.openroi.audit.Entry;
import org.openroi.audit.SignedCheckpoint;
import org.openroi.audit.log.Hash;
import org.openroi.audit.log.InclusionProof;

/**
 * An entry as it is shown.
 *
 * @param leafHash hexadecimal; SHA-256 of 0x00 and {@code bytes}
 * @param event the event in structured mode, the same bytes as JSON
 * @param bytes base64
 * @param proof that the checkpoint commits to the entry; absent for up to a second after it was
 *     appended
 * @param checkpoint the signed note (c2sp.org/tlog-checkpoint)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EntryView(
    String log,
    long sequence,
    String leafHash,
    @JsonRawValue @Schema(implementation = Object.class) String event,
    byte[] bytes,
    From from,
    @Nullable Proof proof,
    @Nullable String checkpoint) {

  /** Where the event first came from. */
  record From(String topic, int partition, long offset) {}

  /**
   * RFC 6962 §2.1.1.
   *
   * @param hashes base64, from the leaf's sibling upwards
   */
  record Proof(long index, long size, List<String> hashes) {}

  static EntryView of(String log, Entry entry) {
    return view(log, entry, null, null);
  }

  static EntryView of(String log, Entry entry, InclusionProof proof, SignedCheckpoint checkpoint) {
    List<String> hashes = proof.hashes().stream().map(Hash::base64).toList();
    return view(
        log, entry, new Proof(proof.index(), proof.size(), hashes), checkpoint.note().toString());
  }

  private static EntryView view(
      String log, Entry entry, @Nullable Proof proof, @Nullable String checkpoint) {
    byte[] bytes = entry.content().bytes();
    return new EntryView(
        log,
        entry.sequence(),
        entry.content().leaf().toString(),
        new String(bytes, StandardCharsets.UTF_8),
        bytes,
        new From(
            entry.content().from().topic(),
            entry.content().from().partition(),
            entry.content().from().offset()),
        proof,
        checkpoint);
  }
}
