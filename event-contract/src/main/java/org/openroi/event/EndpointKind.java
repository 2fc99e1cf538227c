package org.openroi.event;

/** The kind of a registered delivery end point. */
public enum EndpointKind {
  SFTP,
  FHIR,
  DIRECT,
  PORTAL
}
