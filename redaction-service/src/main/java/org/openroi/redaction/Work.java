package org.openroi.redaction;

/** What there is to do for a disclosure by itself. */
public enum Work {
  PREPARE,
  DELIVER
}
