/** Clockwork: the workers that prepare and deliver, the clocks, and what is done now and then. */
@NullMarked
package org.openroi.redaction.scheduler;

import org.jspecify.annotations.NullMarked;
