package org.openroi.local;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A part of the suite that is one operating-system process: how it is started on its data, and how
 * to tell that it serves. It may be killed at any instant and started again.
 */
public interface Component {
  /** A short name for people, which is also the name of its log file. */
  String name();

  /**
   * Makes ready for a start, the first or a later one, while no process of this component lives.
   *
   * @throws IOException if it cannot be started; the message is one sentence for the user
   */
  void prepare() throws IOException;

  List<String> command();

  /** Environment variables that are added to those of this process. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /** Whether it serves. Asked often while the process lives; never throws. */
  boolean isReady();

  /** Creates what must exist before others use it. Runs after every start and may run twice. */
  default void settle() throws IOException {}

  /** The signal that asks the process to end in good order. */
  default String stopSignal() {
    return "TERM";
  }
}
