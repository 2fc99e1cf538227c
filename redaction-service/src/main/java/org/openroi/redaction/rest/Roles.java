package org.openroi.redaction.rest;

/** Roles of the bearer token. */
final class Roles {
  static final String RECORDS_CLERK = "records-clerk";
  static final String PRIVACY_OFFICER = "privacy-officer";
  static final String AUDITOR = "auditor";

  private Roles() {}
}
