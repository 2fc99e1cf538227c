package org.openroi.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which folder a command means: {@code ROI_HOME} if that is set; else {@code .roi} of the project,
 * or {@code .roi/demo} for the demo.
 */
final class Homes {
  private Homes() {}

  /** The folder of {@code up}. */
  static Home own() throws IOException {
    return given().orElse(new Home(ComponentClassPath.project().resolve(".roi")));
  }

  /** The folder of {@code demo}. */
  static Home demo() throws IOException {
    return given().orElse(new Home(ComponentClassPath.project().resolve(".roi/demo")));
  }

  /** The folder whose suite runs now. */
  static Optional<Home> running() throws IOException {
    for (Home home : candidates()) {
      if (home.supervisor().isPresent() && Files.exists(home.suiteFile())) {
        return Optional.of(home);
      }
    }
    return Optional.empty();
  }

  /** The folder whose suite runs now, else the first in which one ever ran. */
  static Optional<Home> withData() throws IOException {
    Optional<Home> running = running();
    if (running.isPresent()) {
      return running;
    }
    for (Home home : candidates()) {
      if (Files.exists(home.suiteFile())) {
        return Optional.of(home);
      }
    }
    return Optional.empty();
  }

  private static List<Home> candidates() throws IOException {
    return given().map(List::of).orElse(List.of(own(), demo()));
  }

  private static Optional<Home> given() {
    String folder = System.getenv().getOrDefault("ROI_HOME", "");
    return folder.isBlank() ? Optional.empty() : Optional.of(new Home(Path.of(folder)));
  }
}
