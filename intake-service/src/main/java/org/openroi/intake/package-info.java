/**
 * Intake: takes requests in, knows patients and requesters, and tells where each release stands.
 *
 * <p>Here live the use cases, the ports and the values they speak of. No transport, no database, no
 * JSON: those are the sub-packages named after their technology.
 */
@NullMarked
package org.openroi.intake;

import org.jspecify.annotations.NullMarked;
