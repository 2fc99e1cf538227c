/**
 * Reading the log over HTTP: entries with their proofs, the checkpoint, a verification on request.
 * For auditors and privacy officers.
 */
@NullMarked
package org.openroi.audit.rest;

import org.jspecify.annotations.NullMarked;
