package org.openroi.event;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are not an event of this contract. A closed set of reasons; quotes nothing of the
 * input and has no cause, because dead-letter headers and logs carry messages.
 */
public final class InvalidEvent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The closed set of reasons. */
  public enum Reason {
    /** The bytes are not one JSON object, or a name stands in it twice. */
    NOT_JSON,
    /** A CloudEvents attribute is missing or malformed. */
    NOT_AN_ENVELOPE,
    /** No event of this contract has this type. */
    UNKNOWN_TYPE,
    /** This type, or this source, does not belong on this topic. */
    WRONG_TOPIC,
    /** The data does not hold what its schema asks. */
    INVALID_DATA,
    /** Larger than {@link EventCodec#MAX_BYTES}. */
    TOO_LARGE,
    /** The same (source, id) came before with another body. */
    SAME_ID_OTHER_BODY,
    /** An earlier version of the same subject did not arrive in time. */
    VERSION_GAP,
    /** The event is well formed, but applying it failed while the store was well. */
    NOT_APPLICABLE
  }

  private final Reason reason;
  private final @Nullable String field;

  public InvalidEvent(Reason reason) {
    this(reason, null);
  }

  /**
   * @param field the attribute or schema property at fault, as the contract spells it; never input
   */
  public InvalidEvent(Reason reason, @Nullable String field) {
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.field = field;
  }

  public Reason reason() {
    return reason;
  }

  /** The attribute or property at fault, where one is known. */
  public @Nullable String field() {
    return field;
  }
}
