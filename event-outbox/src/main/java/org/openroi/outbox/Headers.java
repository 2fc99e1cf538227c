package org.openroi.outbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Headers as one column: a {@code name: value} a line. No attribute of an event has a line end. */
final class Headers {
  private static final String SEPARATOR = ": ";

  private Headers() {}

  static String write(Map<String, String> headers) {
    StringJoiner lines = new StringJoiner("\n");
    headers.forEach(
        (name, value) -> {
          if (name.indexOf('\n') >= 0 || name.contains(SEPARATOR) || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a header with a line end");
          }
          lines.add(name + SEPARATOR + value);
        });
    return lines.toString();
  }

  static Map<String, String> read(String lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    lines
        .lines()
        .forEach(
            line -> {
              int separator = line.indexOf(SEPARATOR);
              headers.put(
                  line.substring(0, separator), line.substring(separator + SEPARATOR.length()));
            });
    return headers;
  }
}
