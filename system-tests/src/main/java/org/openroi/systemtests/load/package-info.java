/**
 * The load: a seeded plan of releases, the client that carries it out over REST, HTTP events and
 * Kafka, and the history that it keeps of what it was told. Every patient is made up.
 */
@NullMarked
package org.openroi.systemtests.load;

import org.jspecify.annotations.NullMarked;
