package org.openroi.authorization.policy;

/** A part of the form that paragraph (c) of 45 CFR 164.508 asks for. */
public enum FormElement {
  DESCRIPTION,
  DISCLOSER,
  RECIPIENT,
  PURPOSE,
  EXPIRATION,
  SIGNATURE,
  STATEMENTS
}
