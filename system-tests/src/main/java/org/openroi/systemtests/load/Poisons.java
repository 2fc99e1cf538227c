package org.openroi.systemtests.load;

/** The ways of being unreadable that the load sends. */
enum Poisons {
  NOT_JSON,
  UNKNOWN_TYPE,
  WRONG_TYPE_FOR_THE_TOPIC,
  SOURCE_OF_A_SERVICE,
  SOURCE_OF_ANOTHER_CLIENT,
  FIELD_MISSING,
  FIELD_UNKNOWN,
  OVERSIZED,
  NO_HEADERS
}
