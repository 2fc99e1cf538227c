package org.openroi.intake;

/** What the tests of a port share: on a real store, each call runs in a transaction of its own. */
public abstract class PortContract {
  protected void inTransaction(Runnable work) {
    work.run();
  }
}
