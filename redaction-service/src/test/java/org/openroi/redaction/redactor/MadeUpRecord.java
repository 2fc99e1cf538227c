package org.openroi.redaction.redactor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A record of a made-up patient, the same for the same seed: bundles of everything that a cut has
 * to tell apart, nested, escaped and laid out at random.
 */
final class MadeUpRecord {
  /** Of the value sets that the record's codes are judged by. */
  static final String PACK =
      """
      http://hl7.org/fhir/sid/icd-10-cm,F2*,MENTAL_HEALTH
      http://hl7.org/fhir/sid/icd-10-cm,F10*,SUBSTANCE_USE
      http://hl7.org/fhir/sid/icd-10-cm,B20,HIV
      http://loinc.org,44249-1,MENTAL_HEALTH
      http://snomed.info/sct,86406008,HIV\
      """;

  static final String PROGRAM = "https://facilities.example|program-7";

  private static final String[] NEUTRAL = {
    "Fracture of forearm", "routine check", "hives", "aids in healing", "Grüße 漢字 🩺", "tab\there",
    "quote \" and \\ slash /", "", "Blood pressure", "line\nend", "casthiv", "  spaced  "
  };
  private static final String[] SENSITIVE = {
    "Major depressive disorder", "HIV positive", "reports alcohol use", "drug\n  abuse", "AIDS",
    "PHQ-9 total", "schizophrenia", "opioids", "post\u00a0substance use", "Anxiety"
  };
  private static final String[][] NEUTRAL_CODES = {
    {"http://hl7.org/fhir/sid/icd-10-cm", "S52.5"},
    {"http://hl7.org/fhir/sid/icd-10-cm", "F17.210"},
    {"http://loinc.org", "8480-6"},
    {"http://snomed.info/sct", "72892002"},
    {"http://unknown.example", "F20"}
  };
  private static final String[][] SENSITIVE_CODES = {
    {"http://hl7.org/fhir/sid/icd-10-cm", "F20.9"},
    {"urn:oid:2.16.840.1.113883.6.90", " F10.20 "},
    {"http://hl7.org/fhir/sid/icd-10", "B20"},
    {"http://loinc.org", "44249-1"},
    {"http://snomed.info/sct", "86406008"}
  };
  private static final String[][] NOTE_CODES = {
    {"http://loinc.org", "34117-2"},
    {"http://loinc.org", "11506-3"},
    {"http://loinc.org", "18842-5"},
    {"http://loinc.org", "18748-4"}
  };
  private static final String[] TYPES = {
    "Condition",
    "Observation",
    "Observation",
    "MedicationRequest",
    "Procedure",
    "Immunization",
    "DiagnosticReport",
    "DocumentReference",
    "Claim",
    "ExplanationOfBenefit",
    "CarePlan",
    "Provenance",
    "List",
    "Composition",
    "Binary",
    "Media",
    "AllergyIntolerance",
    "Practitioner",
    "Organization",
    "Location",
    "Medication",
    "Coverage",
    "MadeUpThing",
    "ServiceRequest",
    "QuestionnaireResponse",
    "ImagingStudy",
    "Device",
    "Group"
  };
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  final String patientId;
  final List<byte[]> pages = new ArrayList<>();
  final List<String> encounterIds = new ArrayList<>();

  private final Random random;
  private final double sensitive;
  private final boolean urn;
  private final List<String> references = new ArrayList<>();
  private final List<String> encounters = new ArrayList<>();
  private final String patient;

  MadeUpRecord(long seed) {
    random = new Random(seed);
    sensitive = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.08;
    urn = random.nextBoolean();
    patientId = new UUID(random.nextLong(), random.nextLong()).toString();
    patient = urn ? "urn:uuid:" + patientId : "Patient/" + patientId;
    List<ObjectNode> entries = entries();
    int count = 1 + random.nextInt(3);
    for (int page = 0; page < count; page++) {
      List<ObjectNode> some =
          entries.subList(entries.size() * page / count, entries.size() * (page + 1) / count);
      pages.add(new Writer(random).write(bundle(some)));
    }
  }

  private List<ObjectNode> entries() {
    List<ObjectNode> entries = new ArrayList<>();
    List<String[]> planned = new ArrayList<>();
    int size = 2 + random.nextInt(random.nextInt(10) == 0 ? 120 : 30);
    for (int i = 0; i < size; i++) {
      String type = i % 5 == 0 ? "Encounter" : pick(TYPES);
      String id =
          random.nextInt(5) == 0
              ? "r" + i
              : new UUID(random.nextLong(), random.nextLong()).toString();
      String url =
          urn && id.length() == 36
              ? "urn:uuid:" + id
              : random.nextInt(4) == 0 ? "" : "https://fhir.example/r4/" + type + "/" + id;
      planned.add(new String[] {type, id, url});
      String reference = url.startsWith("urn:") ? url : type + "/" + id;
      references.add(reference);
      if (type.equals("Encounter")) {
        encounters.add(reference);
        encounterIds.add(id);
      }
    }
    for (String[] each : planned) {
      entries.add(entry(each[0], each[1], each[2]));
    }
    entries.add(random.nextInt(entries.size()), patient());
    if (random.nextInt(8) == 0) {
      ObjectNode empty = JSON.objectNode();
      empty.putObject("request").put("method", "DELETE").put("url", "Observation/1");
      entries.add(random.nextInt(entries.size()), empty);
    }
    return entries;
  }

  private ObjectNode bundle(List<ObjectNode> entries) {
    ObjectNode bundle = JSON.objectNode();
    if (random.nextInt(4) == 0) {
      bundle.putObject("meta").put("lastUpdated", "2020-05-05T10:00:00Z");
      if (random.nextInt(6) == 0) {
        security((ObjectNode) bundle.get("meta"));
      }
    }
    maybe(() -> bundle.put("timestamp", "2020-01-01T00:00:00Z"));
    maybe(() -> bundle.putArray("link").addObject().put("relation", "self").put("url", "x"));
    bundle.put("resourceType", "Bundle");
    bundle.put("type", "transaction");
    maybe(() -> bundle.put("total", entries.size() * 100 + 7));
    ArrayNode array = bundle.putArray("entry");
    entries.forEach(array::add);
    maybe(() -> bundle.putObject("signature").put("data", "QUJD"));
    maybe(() -> bundle.put("language", "en"));
    return bundle;
  }

  private ObjectNode patient() {
    ObjectNode entry = JSON.objectNode();
    maybe(() -> entry.put("fullUrl", urn ? patient : "https://fhir.example/r4/" + patient));
    ObjectNode resource = JSON.objectNode();
    boolean late = random.nextInt(4) == 0;
    if (!late) {
      resource.put("resourceType", "Patient");
    }
    resource.put("id", patientId);
    maybe(() -> narrative(resource));
    maybe(() -> resource.put("active", true));
    ArrayNode identifiers = resource.putArray("identifier");
    identifiers.addObject().put("system", "urn:mrn").put("value", "mrn-1");
    maybe(
        () ->
            identifiers
                .addObject()
                .put("value", "x")
                .putObject("assigner")
                .put("reference", pick(references)));
    resource.putArray("name").addObject().put("family", "Made-Up").putArray("given").add("Ada");
    maybe(() -> resource.putArray("address").addObject().put("city", "Nowhere"));
    resource.put("birthDate", "1970-01-01");
    maybe(() -> resource.putObject("_birthDate").put("id", "e1"));
    maybe(() -> resource.putArray("generalPractitioner").add(reference(pick(references))));
    maybe(() -> resource.set("managingOrganization", reference(pick(references))));
    if (late) {
      resource.put("resourceType", "Patient");
    }
    entry.set("resource", resource);
    return entry;
  }

  private ObjectNode entry(String type, String id, String url) {
    ObjectNode entry = JSON.objectNode();
    if (!url.isEmpty()) {
      entry.put("fullUrl", url);
    }
    ObjectNode resource = JSON.objectNode();
    resource.put("resourceType", type);
    resource.put("id", id);
    if (random.nextInt(12) == 0) {
      ObjectNode meta = resource.putObject("meta").put("lastUpdated", "2022-09-09T00:00:00Z");
      if (random.nextInt(3) == 0) {
        security(meta);
      }
    }
    maybe(() -> narrative(resource));
    rarely(() -> resource.putArray("contained").add(contained()));
    fill(resource, type);
    maybe(() -> resource.putArray("note").addObject().put("text", text()));
    rarely(() -> nested(resource, 3 + random.nextInt(30)));
    entry.set("resource", resource);
    rarely(() -> entry.putObject("request").put("method", "POST").put("url", type));
    rarely(() -> entry.putObject("search").put("mode", text()));
    return entry;
  }

  private void fill(ObjectNode resource, String type) {
    switch (type) {
      case "Encounter" -> {
        resource.set("subject", reference(patient));
        maybe(() -> period(resource.putObject("period")));
        maybe(() -> resource.set("serviceProvider", provider()));
        maybe(() -> resource.putArray("type").add(concept(false)));
        maybe(() -> participants(resource));
        maybe(
            () ->
                resource
                    .putArray("diagnosis")
                    .addObject()
                    .set("condition", reference(pick(references))));
      }
      case "DocumentReference" -> {
        resource.set("subject", reference(patient));
        resource.set("type", concept(true));
        maybe(() -> resource.put("date", instant()));
        ArrayNode content = resource.putArray("content");
        do {
          content.addObject().set("attachment", attachment());
        } while (random.nextInt(4) == 0);
        maybe(
            () ->
                resource
                    .putObject("context")
                    .putArray("encounter")
                    .add(reference(pick(encounters))));
      }
      case "DiagnosticReport" -> {
        resource.set("subject", reference(patient));
        maybe(() -> resource.putArray("category").add(category()));
        resource.set("code", concept(true));
        maybe(() -> resource.put("effectiveDateTime", instant()));
        maybe(() -> resource.set("encounter", reference(pick(encounters))));
        maybe(() -> results(resource));
        rarely(() -> resource.putArray("presentedForm").add(attachment()));
      }
      case "Binary" -> {
        resource.put("contentType", random.nextBoolean() ? "text/plain" : "application/pdf");
        maybe(() -> resource.set("securityContext", reference(pick(references))));
        resource.put("data", base64(text()));
      }
      case "Media" -> resource.set("content", attachment());
      case "Composition" -> {
        resource.set("subject", reference(patient));
        ObjectNode section = resource.putArray("section").addObject();
        section.put("title", text());
        rarely(() -> narrative(section));
        ArrayNode entry = section.putArray("entry");
        entry.add(reference(pick(references)));
        entry.add(reference(pick(references)));
      }
      case "Provenance", "List" -> {
        ArrayNode targets = resource.putArray(type.equals("List") ? "entry" : "target");
        for (int i = random.nextInt(6); i >= 0; i--) {
          ObjectNode reference = reference(pick(references));
          if (type.equals("List")) {
            targets.addObject().set("item", reference);
          } else {
            targets.add(reference);
          }
        }
        maybe(() -> resource.put("recorded", instant()));
      }
      case "Organization" -> {
        resource.put("name", text());
        rarely(
            () ->
                resource
                    .putArray("identifier")
                    .addObject()
                    .put("value", "program-7")
                    .put("system", "https://facilities.example"));
        rarely(() -> resource.set("partOf", reference(pick(references))));
      }
      case "Practitioner", "Location", "Medication" -> {
        resource.set("code", concept(false));
        rarely(() -> resource.set("managingOrganization", reference(pick(references))));
      }
      case "Group" -> resource.put("name", text());
      default -> {
        String name =
            type.equals("Coverage") ? "beneficiary" : type.equals("Claim") ? "patient" : "subject";
        resource.set(name, reference(patient));
        maybe(() -> resource.putArray("category").add(category()));
        resource.set("code", concept(false));
        maybe(
            () ->
                resource.put(
                    pick(new String[] {"effectiveDateTime", "onsetDate", "recordedOn", "issued"}),
                    instant()));
        maybe(() -> resource.set("encounter", reference(pick(encounters))));
        rarely(() -> resource.set("basedOn", reference(pick(references))));
        rarely(() -> participants(resource));
        rarely(() -> component(resource));
        rarely(() -> resource.set("valueAttachment", attachment()));
        rarely(() -> extension(resource));
        rarely(
            () ->
                resource
                    .putObject("valueSampledData")
                    .put("data", "1 2 E")
                    .putObject("origin")
                    .put("value", 1.50));
      }
    }
  }

  private void security(ObjectNode meta) {
    String code =
        pick(
            new String[] {
              "SUD", "MH", "HIV", "42CFRPart2", "PSYTHPN", "R", "V", "N", "SEX", "R+MH", "ETHUD"
            });
    ArrayNode security = meta.putArray("security");
    for (String each : code.split("\\+")) {
      boolean confidentiality = each.length() == 1;
      security
          .addObject()
          .put(
              "system",
              "http://terminology.hl7.org/CodeSystem/"
                  + (confidentiality ? "v3-Confidentiality" : "v3-ActCode"))
          .put("code", each);
    }
  }

  private void narrative(ObjectNode resource) {
    resource
        .putObject("text")
        .put("status", "generated")
        .put("div", "<div>" + text() + " 2031-01-01</div>");
  }

  private ObjectNode contained() {
    ObjectNode contained = JSON.objectNode();
    contained.put("id", "c1");
    contained.put("resourceType", pick(new String[] {"ServiceRequest", "Coverage"}));
    maybe(() -> narrative(contained));
    contained.set("subject", reference(patient));
    maybe(() -> contained.putArray("supportingInfo").add(reference(pick(references))));
    maybe(() -> contained.set("code", concept(false)));
    rarely(() -> contained.set("requester", reference(pick(references))));
    rarely(() -> security(contained.putObject("meta")));
    return contained;
  }

  private void nested(ObjectNode holder, int depth) {
    if (depth == 0) {
      holder.put("valueString", text());
      rarely(() -> holder.set("valueReference", reference(pick(references))));
      return;
    }
    if (random.nextBoolean()) {
      ArrayNode array = holder.putArray("made" + depth);
      maybe(() -> array.add(depth));
      nested(array.addObject(), depth - 1);
      maybe(() -> array.addObject().put("flag", true));
      rarely(() -> array.addArray().add("x").add(reference(pick(references))));
    } else {
      nested(holder.putObject("made" + depth), depth - 1);
    }
  }

  private void extension(ObjectNode resource) {
    ArrayNode extensions = resource.putArray("extension");
    extensions.addObject().put("url", "http://ext.example/1").put("valueDate", day());
    maybe(
        () ->
            extensions
                .addObject()
                .put("url", "http://ext.example/hiv")
                .set("valueReference", reference(pick(references))));
  }

  private void component(ObjectNode resource) {
    ArrayNode components = resource.putArray("component");
    for (int i = random.nextInt(3); i >= 0; i--) {
      ObjectNode component = components.addObject();
      component.set("code", concept(false));
      component.putObject("valueQuantity").put("value", random.nextDouble()).put("unit", "mg");
    }
  }

  private void participants(ObjectNode resource) {
    ArrayNode participants = resource.putArray("participant");
    for (int i = random.nextInt(3); i >= 0; i--) {
      ObjectNode participant = participants.addObject();
      maybe(() -> period(participant.putObject("period")));
      participant.set("individual", reference(pick(references)));
    }
  }

  private void results(ObjectNode resource) {
    ArrayNode results = resource.putArray("result");
    for (int i = random.nextInt(4); i >= 0; i--) {
      results.add(reference(pick(references)));
    }
  }

  private ObjectNode provider() {
    return switch (random.nextInt(12)) {
      case 0 -> reference("Organization?identifier=" + PROGRAM);
      case 1 -> {
        ObjectNode logical = JSON.objectNode();
        logical
            .putObject("identifier")
            .put("value", "program-7")
            .put("system", "https://facilities.example");
        yield logical;
      }
      case 2 -> reference("Organization?identifier=https://facilities.example|clinic-1");
      default -> reference(pick(references));
    };
  }

  private ObjectNode attachment() {
    ObjectNode attachment = JSON.objectNode();
    switch (random.nextInt(9)) {
      case 0 -> attachment.put("contentType", "application/pdf").put("data", base64(text()));
      case 1 -> attachment.put("contentType", "text/plain").put("url", pick(references));
      case 2 -> {
        attachment.put("contentType", "text/plain");
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        attachment.put("data", Base64.getEncoder().encodeToString(bytes));
      }
      case 3 -> attachment.put("contentType", "text/plain").put("data", "no base64!");
      case 4 ->
          attachment.put("title", text()).put("url", "https://files.example/" + text().length());
      default -> {
        String type = random.nextBoolean() ? "text/plain" : "text/plain; charset=UTF-8";
        boolean big = random.nextInt(25) == 0;
        String filler = big ? "All is well here. ".repeat(4_000 + random.nextInt(4_000)) : "";
        attachment
            .put("data", base64(filler + text() + (big ? filler : "") + sentence()))
            .put("contentType", type);
      }
    }
    return attachment;
  }

  private String sentence() {
    return random.nextInt(6) == 0 ? " seen on " + day() + "." : "";
  }

  private String base64(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return random.nextInt(5) == 0
        ? Base64.getMimeEncoder().encodeToString(bytes)
        : Base64.getEncoder().encodeToString(bytes);
  }

  private ObjectNode category() {
    ObjectNode category = JSON.objectNode();
    ObjectNode coding = category.putArray("coding").addObject();
    switch (random.nextInt(4)) {
      case 0 ->
          coding
              .put("system", "http://terminology.hl7.org/CodeSystem/v2-0074")
              .put("code", pick(new String[] {"LAB", "RAD", "PAT", "OTH"}));
      case 1 -> {
        String[] note = pick(NOTE_CODES);
        coding.put("system", note[0]).put("code", note[1]);
      }
      default ->
          coding
              .put("system", "http://terminology.hl7.org/CodeSystem/observation-category")
              .put("code", pick(new String[] {"laboratory", "vital-signs", "survey"}));
    }
    return category;
  }

  private ObjectNode concept(boolean note) {
    ObjectNode concept = JSON.objectNode();
    ArrayNode codings = concept.putArray("coding");
    do {
      String[] code =
          note && random.nextBoolean()
              ? pick(NOTE_CODES)
              : pick(isSensitive() ? SENSITIVE_CODES : NEUTRAL_CODES);
      ObjectNode coding = codings.addObject();
      maybe(() -> coding.put("display", text()));
      coding.put("code", code[1]).put("system", code[0]);
    } while (random.nextInt(4) == 0);
    maybe(() -> concept.put("text", text()));
    return concept;
  }

  private void period(ObjectNode period) {
    period.put("start", instant());
    maybe(() -> period.put("end", instant()));
  }

  private String instant() {
    return switch (random.nextInt(5)) {
      case 0 -> day();
      case 1 -> day().substring(0, 7);
      case 2 -> day().substring(0, 4);
      default -> day() + "T23:59:59.5-05:00";
    };
  }

  private String day() {
    return LocalDate.of(2019, 1, 1).plusDays(random.nextInt(1_000)).toString();
  }

  private String text() {
    return isSensitive() ? pick(SENSITIVE) : pick(NEUTRAL);
  }

  private boolean isSensitive() {
    return random.nextDouble() < sensitive;
  }

  private ObjectNode reference(String to) {
    ObjectNode reference = JSON.objectNode();
    String spelled =
        to.startsWith("urn:") || to.contains("?")
            ? to
            : switch (random.nextInt(8)) {
              case 0 -> "https://fhir.example/r4/" + to;
              case 1 -> to + "/_history/3";
              default -> to;
            };
    reference.put(
        "reference", random.nextInt(30) == 0 && !to.equals(patient) ? "Observation/none" : spelled);
    rarely(() -> reference.put("display", text()));
    return reference;
  }

  private void maybe(Runnable action) {
    if (random.nextBoolean()) {
      action.run();
    }
  }

  private void rarely(Runnable action) {
    if (random.nextInt(8) == 0) {
      action.run();
    }
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Writes JSON as no writer would: white space, escapes and numbers at random. */
  static final class Writer {
    private final Random random;
    private final boolean pretty;
    private final boolean spaced;
    private final int escapes;
    private final StringBuilder out = new StringBuilder();

    Writer(Random random) {
      this.random = random;
      pretty = random.nextBoolean();
      spaced = random.nextInt(3) == 0;
      escapes = random.nextInt(3) == 0 ? 6 : 200;
    }

    byte[] write(com.fasterxml.jackson.databind.JsonNode node) {
      value(node, 0);
      space(0);
      return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(com.fasterxml.jackson.databind.JsonNode node, int depth) {
      if (node.isObject()) {
        out.append('{');
        boolean more = false;
        for (var property : node.properties()) {
          if (more) {
            out.append(',');
          }
          more = true;
          space(depth + 1);
          string(property.getKey());
          gap();
          out.append(':');
          gap();
          value(property.getValue(), depth + 1);
        }
        space(depth);
        out.append('}');
      } else if (node.isArray()) {
        out.append('[');
        for (int i = 0; i < node.size(); i++) {
          out.append(i > 0 ? "," : "");
          space(depth + 1);
          value(node.get(i), depth + 1);
        }
        space(depth);
        out.append(']');
      } else if (node.isTextual()) {
        string(node.asText());
      } else {
        out.append(node.asText());
      }
    }

    private void string(String text) {
      out.append('"');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean surrogate = Character.isSurrogate(c);
        if (c < ' ' || c == '"' || c == '\\' || (!surrogate && random.nextInt(escapes) == 0)) {
          out.append(c == '/' || c == '"' ? "\\" + c : "\\u%04x".formatted((int) c));
        } else if (Character.isHighSurrogate(c) && random.nextBoolean()) {
          out.append("\\u%04X\\u%04x".formatted((int) c, (int) text.charAt(++i)));
        } else {
          out.append(c);
        }
      }
      out.append('"');
    }

    private void gap() {
      if (spaced && random.nextInt(3) == 0) {
        out.append(" \t\r\n".charAt(random.nextInt(4)));
      } else if (pretty) {
        out.append(' ');
      }
    }

    private void space(int depth) {
      if (pretty) {
        out.append('\n').append("  ".repeat(depth));
      } else {
        gap();
      }
    }
  }
}
