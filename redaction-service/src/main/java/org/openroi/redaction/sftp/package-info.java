/** SFTP: to recipients' servers, each known by the host key that is registered with it. */
@NullMarked
package org.openroi.redaction.sftp;

import org.jspecify.annotations.NullMarked;
