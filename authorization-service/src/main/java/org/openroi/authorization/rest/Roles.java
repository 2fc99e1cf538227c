package org.openroi.authorization.rest;

/** Roles of the bearer token. */
final class Roles {
  static final String RECORDS_CLERK = "records-clerk";
  static final String PRIVACY_OFFICER = "privacy-officer";
  static final String AUDITOR = "auditor";

  /** The service that sends, and nobody else. */
  static final String DISCLOSURE_SERVICE = "disclosure-service";

  private Roles() {}
}
