package org.openroi.local;

import java.io.IOException;
import java.nio.file.Path;

/** A component ended or did not come up. The message is one sentence for the user. */
public final class ComponentFailed extends IOException {
  ComponentFailed(String component, String what, Path log) {
    super("%s %s. Its log: %s".formatted(component, what, log));
  }

  ComponentFailed(String sentence) {
    super(sentence);
  }
}
