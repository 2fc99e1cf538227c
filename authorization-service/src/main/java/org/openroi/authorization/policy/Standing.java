package org.openroi.authorization.policy;

import java.time.LocalDate;

/** A release set against one relationship that it would rest on. */
record Standing(ReleaseRequest request, Relationship relationship, LocalDate today) {}
