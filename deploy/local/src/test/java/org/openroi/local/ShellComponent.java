package org.openroi.local;

import java.util.List;

/** The smallest real process: it waits until somebody ends it. */
record ShellComponent(String name) implements Component {
  @Override
  public void prepare() {}

  @Override
  public List<String> command() {
    return List.of("sleep", "600");
  }

  @Override
  public boolean isReady() {
    return true;
  }
}
