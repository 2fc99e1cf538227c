package org.openroi.redaction;

import org.openroi.redaction.Stage.Delivered;
import org.openroi.redaction.Stage.Stopped;
import org.openroi.redaction.Stage.ToDeliver;
import org.openroi.redaction.Stage.ToPrepare;
import org.openroi.redaction.Stage.Withdrawn;

/** The name of a {@link Stage}. */
public enum Standing {
  TO_PREPARE,
  TO_DELIVER,
  DELIVERED,
  STOPPED,
  WITHDRAWN;

  public static Standing of(Stage stage) {
    return switch (stage) {
      case ToPrepare _ -> TO_PREPARE;
      case ToDeliver _ -> TO_DELIVER;
      case Delivered _ -> DELIVERED;
      case Stopped _ -> STOPPED;
      case Withdrawn _ -> WITHDRAWN;
    };
  }
}
