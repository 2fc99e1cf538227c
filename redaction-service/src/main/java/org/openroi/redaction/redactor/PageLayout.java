package org.openroi.redaction.redactor;

import java.util.List;

/**
 * How a page is built: its resources, the properties of its bundle, and what tells it from another.
 *
 * @param first ordinal of the first of its resources
 * @param end ordinal after the last
 * @param labels what the bundle says of itself; see {@link Labels}
 */
record PageLayout(int first, int end, int labels, List<Property> properties, PageSum sum) {
  PageLayout {
    properties = List.copyOf(properties);
  }

  /** A property of the bundle, and where in the bytes it stands, with its name. */
  record Property(int name, long from, long valueFrom, long to) {}
}
