/**
 * Until when the law wants a request answered: pure functions of what is known of it. No clock, no
 * store, and no time that a law does not set.
 */
@NullMarked
package org.openroi.intake.deadline;

import org.jspecify.annotations.NullMarked;
