package org.openroi.redaction;

/** What is done after an attempt that broke off. */
public enum Retrying {
  /** Look first at what came of it. There is no other way that is right. */
  RECONCILE,
  /** Seeded fault: just send again, under another name where the first is taken. */
  SEND_AGAIN,
  /** Seeded fault: as {@link #SEND_AGAIN}, and seal the package anew for it. */
  SEAL_AND_SEND_AGAIN
}
