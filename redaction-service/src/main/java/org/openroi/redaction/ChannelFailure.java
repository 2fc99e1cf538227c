package org.openroi.redaction;

import org.openroi.event.StopClass;

/** A recipient's server did not do what was asked of it. Quotes nothing of what it says. */
public final class ChannelFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What is wrong. */
  public enum Kind {
    /** The server is not the one that was registered. */
    OTHER_HOST(StopClass.HOST_KEY_MISMATCH, false),
    /** It does not let us in, or not do what we must. */
    REFUSED(StopClass.RECIPIENT_REFUSED, false),
    /** What we were told to write to is not there. */
    NO_SUCH_PLACE(StopClass.ENDPOINT_NOT_USABLE, false),
    /** It answered that it could not. */
    FAILED(StopClass.RECIPIENT_STORAGE_FAILED, true),
    /** No answer: whatever was asked of it last may be done, not done, or done later. */
    NO_ANSWER(StopClass.RECIPIENT_UNREACHABLE, true);

    private final StopClass reason;
    private final boolean passing;

    Kind(StopClass reason, boolean passing) {
      this.reason = reason;
      this.passing = passing;
    }

    StopClass reason() {
      return reason;
    }

    /** Whether it may pass without anybody's doing. */
    boolean isPassing() {
      return passing;
    }
  }

  public ChannelFailure(Kind kind) {
    super(kind.name(), null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
