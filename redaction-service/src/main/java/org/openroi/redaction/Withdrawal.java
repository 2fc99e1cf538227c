package org.openroi.redaction;

import org.jspecify.annotations.Nullable;

/**
 * A later decision, which came while an attempt was under way and waits until that is settled.
 *
 * @param next what it orders instead; absent when it says no, and dropped when the attempt turns
 *     out to have arrived
 */
public record Withdrawal(int version, @Nullable DisclosureOrder next) {}
