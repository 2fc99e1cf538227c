package org.openroi.event;

/**
 * Why a release was denied, in words that reveal nothing clinical. The exact rules and citations
 * stay with the authorization service.
 */
public enum DenialClass {
  /** The authorization lacks a required element or statement, or may not be combined so. */
  AUTHORIZATION_DEFECTIVE,
  AUTHORIZATION_EXPIRED,
  AUTHORIZATION_REVOKED,
  /** The authorization names another patient, discloser or recipient. */
  AUTHORIZATION_DOES_NOT_COVER_THIS,
  /** Nothing of what was asked for lies within the authorization. */
  NOTHING_IN_SCOPE
}
