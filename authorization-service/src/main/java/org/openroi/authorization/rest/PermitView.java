package org.openroi.authorization.rest;

/**
 * A permit that was granted or renewed.
 *
 * @param validForMillis counted from when it was asked for, by the asker's own clock
 */
record PermitView(long validForMillis) {}
