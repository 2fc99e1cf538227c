package org.openroi.redaction.redactor;

/**
 * Labels flow: what refers to something sensitive is as sensitive, and so is the encounter that a
 * diagnosis, care plan or medication belongs to, and all that belongs to the encounter.
 */
final class Labels {
  private Labels() {}

  static void flow(Index index) {
    for (Resource resource : index.resources()) {
      resource.labels |= resource.own;
    }
    for (Resource resource : index.resources()) {
      if (resource.own != 0 && Kind.TELLING.contains(resource.type)) {
        for (long encounter : resource.encounters) {
          index.each(
              encounter,
              at -> {
                if (index.get(at).type.equals("Encounter")) {
                  index.get(at).labels |= resource.own;
                }
              });
        }
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Resource resource : index.resources()) {
        if (Kind.LISTING.contains(resource.type)) {
          continue;
        }
        int before = resource.labels;
        for (long reference : resource.references) {
          index.each(reference, at -> resource.labels |= index.get(at).labels);
        }
        changed |= resource.labels != before;
      }
    }
  }
}
