package org.openroi.redaction;

/** The covered entity whose records these are. */
public record Custodian(String code) {}
