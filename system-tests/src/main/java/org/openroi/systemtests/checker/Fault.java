package org.openroi.systemtests.checker;

import java.time.Instant;

/** A line of the fault log: what was done to which component, and when. */
public record Fault(Instant at, String component, String what) {}
