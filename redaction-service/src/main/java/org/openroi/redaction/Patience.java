package org.openroi.redaction;

import java.time.Duration;

/**
 * How long things are tried before a person is asked.
 *
 * @param delivery from the first failure on
 * @param directory how long an entry of the directory may be missing that a decision rests on
 * @param lease for how long a claim holds that is not prolonged
 */
public record Patience(Duration delivery, Duration directory, Duration lease) {}
