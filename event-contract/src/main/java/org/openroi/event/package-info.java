/**
 * The event contract: facts in the past tense, and the bytes they become.
 *
 * <p>Every service shares this package and nothing else of another service. It holds no framework,
 * no transport and no business rule; Jackson appears in {@link EventCodec} and nowhere else.
 */
@NullMarked
package org.openroi.event;

import org.jspecify.annotations.NullMarked;
