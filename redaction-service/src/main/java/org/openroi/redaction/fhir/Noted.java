package org.openroi.redaction.fhir;

import java.util.HashSet;
import java.util.Set;

/** What is noted of one resource until its end, when its type is known and it can be judged. */
final class Noted {
  String type = "";
  String id = "";
  String fullUrl = "";

  /** Names of its own properties. */
  final Set<String> properties = new HashSet<>();

  /** {@code system|code} of what it says that it is. */
  final Set<String> kinds = new HashSet<>();

  boolean saysWithheld;
  boolean outOfRange;
  boolean ofEncounters;

  /** Holds an attachment. */
  boolean attached;

  /** Holds one that is more than plain text in the resource itself. */
  boolean opaque;

  boolean narrative;
  boolean restricted;
  boolean explained;
}
