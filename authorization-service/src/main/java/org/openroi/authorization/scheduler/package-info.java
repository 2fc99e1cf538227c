/** Clockwork: what has to be done though nobody asks for it. */
@NullMarked
package org.openroi.authorization.scheduler;

import org.jspecify.annotations.NullMarked;
