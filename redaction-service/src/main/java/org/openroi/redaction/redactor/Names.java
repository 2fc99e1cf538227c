package org.openroi.redaction.redactor;

import java.util.Arrays;
import java.util.Set;

/** The names of properties as numbers, and what is asked of each. */
final class Names {
  static final int RESOURCE_TYPE = 0;
  static final int ID = 1;
  static final int META = 2;
  static final int SECURITY = 3;
  static final int TEXT = 4;
  static final int DIV = 5;
  static final int DATA = 6;
  static final int URL = 7;
  static final int REFERENCE = 8;
  static final int SYSTEM = 9;
  static final int CODE = 10;
  static final int CONTENT_TYPE = 11;
  static final int VALUE = 12;
  static final int IDENTIFIER = 13;
  static final int SERVICE_PROVIDER = 14;
  static final int SECURITY_CONTEXT = 15;
  static final int ENCOUNTER = 16;
  static final int CONTEXT = 17;
  static final int CATEGORY = 18;
  static final int TYPE = 19;
  static final int ORIGIN = 20;
  static final int ENTRY = 21;
  static final int RESOURCE = 22;
  static final int FULL_URL = 23;
  static final int TOTAL = 24;
  static final int TIMESTAMP = 25;
  private static final String[] KNOWN = {
    "resourceType",
    "id",
    "meta",
    "security",
    "text",
    "div",
    "data",
    "url",
    "reference",
    "system",
    "code",
    "contentType",
    "value",
    "identifier",
    "serviceProvider",
    "securityContext",
    "encounter",
    "context",
    "category",
    "type",
    "origin",
    "entry",
    "resource",
    "fullUrl",
    "total",
    "timestamp"
  };

  /** Strings under it are no text. */
  static final int NO_TEXT = 1;

  /** A year alone is a date under it. */
  static final int OF_DATES = 1 << 1;

  /** Names whom a resource is about. */
  static final int OF_PATIENTS = 1 << 2;

  /** Holds an attachment even where nothing but its address says so. */
  static final int OF_ATTACHMENTS = 1 << 3;

  /** Of a patient, says who it is and no more. */
  static final int IDENTITY = 1 << 4;

  /** Of a bundle, stays true when it is cut. */
  static final int OF_BUNDLES = 1 << 5;

  /** Of a bundle, is never true of one that was cut. */
  static final int OF_THE_WHOLE = 1 << 6;

  private static final Set<String> NO_TEXTS =
      Set.of("id", "url", "reference", "system", "code", "fullUrl", "div", "data");
  private static final Set<String> PATIENTS = Set.of("subject", "patient", "beneficiary", "for");
  private static final Set<String> ATTACHMENTS =
      Set.of(
          "attachment",
          "presentedForm",
          "content",
          "photo",
          "image",
          "valueAttachment",
          "contentAttachment",
          "sourceAttachment");
  private static final Set<String> IDENTITIES =
      Set.of("resourceType", "id", "identifier", "name", "birthDate", "gender");
  private static final Set<String> BUNDLES =
      Set.of(
          "resourceType",
          "id",
          "identifier",
          "type",
          "timestamp",
          "total",
          "entry",
          "implicitRules",
          "language");
  private static final Set<String> WHOLES = Set.of("link", "signature");

  private final Interner interner = new Interner();
  private byte[] traits = new byte[256];
  private int judged;

  Names() {
    for (String name : KNOWN) {
      interner.number(name);
    }
  }

  Interner interner() {
    return interner;
  }

  /** Whether a trait is true of a name; no name has any. */
  boolean is(int name, int trait) {
    if (name < 0) {
      return false;
    }
    while (judged <= name) {
      if (judged == traits.length) {
        traits = Arrays.copyOf(traits, judged * 2);
      }
      traits[judged] = (byte) traits(interner.text(judged));
      judged++;
    }
    return (traits[name] & trait) != 0;
  }

  private static int traits(String name) {
    return (NO_TEXTS.contains(name) ? NO_TEXT : 0)
        | (isOfDates(name) ? OF_DATES : 0)
        | (PATIENTS.contains(name) ? OF_PATIENTS : 0)
        | (ATTACHMENTS.contains(name) ? OF_ATTACHMENTS : 0)
        | (IDENTITIES.contains(name) ? IDENTITY : 0)
        | (BUNDLES.contains(name) ? OF_BUNDLES : 0)
        | (WHOLES.contains(name) ? OF_THE_WHOLE : 0);
  }

  private static boolean isOfDates(String name) {
    return name.equals("start")
        || name.equals("end")
        || name.equals("date")
        || name.endsWith("Date")
        || name.endsWith("DateTime")
        || name.endsWith("On");
  }
}
