package org.openroi.systemtests.scan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A made-up record. Ann was seen twice: on 3 May 2021 for a cough, on 7 June 2021 for a depressive
 * episode; her blood was drawn on both days.
 */
final class RecordFixture {
  final ObjectNode bundle =
      object(
          """
          {"resourceType": "Bundle", "type": "searchset", "total": 0, "timestamp": "2026-01-01T00:00:00Z", "entry": []}
          """);

  RecordFixture() {
    add(
        """
        {"resourceType": "Patient", "id": "ann", "text": {"status": "generated", "div": "<div>Ann</div>"},
         "identifier": [{"system": "urn:mrn", "value": "1"}], "name": [{"family": "Example"}],
         "gender": "female", "birthDate": "1980-01-01", "address": [{"city": "Nowhere"}],
         "maritalStatus": {"text": "single"}}
        """);
    add("{'resourceType': 'Practitioner', 'id': 'dr-a', 'name': [{'family': 'A'}]}");
    add("{'resourceType': 'Practitioner', 'id': 'dr-b', 'name': [{'family': 'B'}]}");
    encounter("cough", "2021-05-03", "dr-a");
    encounter("low", "2021-06-07", "dr-b");
    add(
        """
        {'resourceType': 'Condition', 'id': 'cough-c', 'subject': {'reference': 'Patient/ann'},
         'encounter': {'reference': 'urn:uuid:cough'}, 'code': {'text': 'Cough'}, 'onsetDateTime': '2021-05-03'}
        """);
    add(
        """
        {'resourceType': 'Condition', 'id': 'low-c', 'subject': {'reference': 'Patient/ann'},
         'encounter': {'reference': 'urn:uuid:low'}, 'onsetDateTime': '2021-06-07',
         'code': {'coding': [{'system': 'http://hl7.org/fhir/sid/icd-10-cm', 'code': 'F32.9'}]}}
        """);
    laboratory("cough-o", "cough", "2021-05-03T10:00:00-05:00");
    laboratory("low-o", "low", "2021-06-07T10:00:00-05:00");
  }

  RecordFixture add(String resource) {
    ObjectNode tree = object(resource.replace('\'', '"'));
    ((ArrayNode) bundle.get("entry"))
        .addObject()
        .put("fullUrl", "urn:uuid:" + tree.path("id").asText())
        .set("resource", tree);
    bundle.put("total", bundle.path("entry").size());
    return this;
  }

  RecordFixture encounter(String id, String day, String practitioner) {
    return add(
        """
        {'resourceType': 'Encounter', 'id': '%s', 'subject': {'reference': 'Patient/ann'}, 'status': 'finished',
         'participant': [{'individual': {'reference': 'Practitioner/%s'}}], 'period': {'start': '%sT09:00:00-05:00'}}
        """
            .formatted(id, practitioner, day));
  }

  RecordFixture laboratory(String id, String encounter, String at) {
    return add(
        """
        {'resourceType': 'Observation', 'id': '%s', 'subject': {'reference': 'Patient/ann'},
         'encounter': {'reference': 'Encounter/%s'}, 'effectiveDateTime': '%s',
         'category': [{'coding': [{'system': 'http://terminology.hl7.org/CodeSystem/observation-category', 'code': 'laboratory'}]}],
         'code': {'text': 'Hemoglobin'}, 'valueQuantity': {'value': 13.50}}
        """
            .formatted(id, encounter, at));
  }

  RecordFixture note(String id, String contentType, String text) {
    return add(
        """
        {'resourceType': 'DocumentReference', 'id': '%s', 'subject': {'reference': 'Patient/ann'}, 'date': '2021-05-03',
         'type': {'coding': [{'system': 'http://loinc.org', 'code': '11506-3'}]},
         'content': [{'attachment': {'contentType': '%s', 'data': '%s'}}]}
        """
            .formatted(
                id,
                contentType,
                Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
  }

  RecordFixture without(String id) {
    ArrayNode entries = (ArrayNode) bundle.get("entry");
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).path("resource").path("id").asText().equals(id)) {
        entries.remove(i);
      }
    }
    bundle.put("total", entries.size());
    return this;
  }

  byte[] bytes() {
    return bytes(bundle);
  }

  static byte[] bytes(Object tree) {
    try {
      return Json.MAPPER.writeValueAsBytes(tree);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) Json.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
