package org.openroi.intake.rest;

/** Roles of the bearer token. */
final class Roles {
  static final String REQUESTER = "requester";
  static final String RECORDS_CLERK = "records-clerk";
  static final String PRIVACY_OFFICER = "privacy-officer";
  static final String AUDITOR = "auditor";
  static final String INTEGRATION_ENGINE = "integration-engine";

  private Roles() {}
}
