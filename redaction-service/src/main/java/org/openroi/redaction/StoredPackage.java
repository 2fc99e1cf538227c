package org.openroi.redaction;

/**
 * A sealed package at rest.
 *
 * @param reference names it in its store
 * @param sha256 of the sealed bytes, lower-case hexadecimal
 */
public record StoredPackage(String reference, String sha256, long bytes) {}
