/** The services' topics into the log, and the log onto the audit topics. */
@NullMarked
package org.openroi.audit.kafka;

import org.jspecify.annotations.NullMarked;
