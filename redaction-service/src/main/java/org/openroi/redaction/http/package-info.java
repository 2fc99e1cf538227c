/** HTTP as a client: the one question to another service, whether a delivery may go. */
@NullMarked
package org.openroi.redaction.http;

import org.jspecify.annotations.NullMarked;
