package org.openroi.systemtests.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One resource of a record, where it stands and what it is about. Compared by identity. */
final class Entry {
  final int page;
  final JsonNode whole;
  final ObjectNode resource;
  final String type;
  final String id;

  /** What it says by itself, and what it says with what it refers to. */
  final Set<Label> own = EnumSet.noneOf(Label.class);

  final Set<Label> labels = EnumSet.noneOf(Label.class);
  final List<Entry> refersTo = new ArrayList<>();

  Entry(int page, JsonNode whole, ObjectNode resource) {
    this.page = page;
    this.whole = whole;
    this.resource = resource;
    this.type = Json.text(resource, "resourceType").orElse("");
    this.id = Json.text(resource, "id").orElse("");
  }

  @Override
  public String toString() {
    return type + "/" + id;
  }
}
