package org.openroi.intake;

/**
 * What this deployment has settled.
 *
 * @param custodian the covered entity whose requests are taken in
 * @param plainIdentifiers whether a CloudEvent may carry a patient identifier in plain
 */
public record IntakePolicy(String custodian, boolean plainIdentifiers) {}
