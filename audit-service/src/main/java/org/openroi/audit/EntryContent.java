package org.openroi.audit;

import org.openroi.audit.log.Hash;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;

/**
 * What an entry holds, whatever its place.
 *
 * @param bytes the whole event as canonical JSON (RFC 8785), its data as they came
 * @param leaf RFC 6962 leaf hash of the bytes
 */
public record EntryContent(byte[] bytes, Hash leaf, EntryFields fields, Coordinates from) {

  /**
   * @param data the event's data as they came, fields that this version does not know included
   */
  public static EntryContent of(EventEnvelope event, byte[] data, Coordinates from) {
    byte[] bytes = EventCodec.structured(event, data);
    return new EntryContent(bytes, Hash.ofLeaf(bytes), EntryFields.of(event), from);
  }
}
