/**
 * The suite on one machine without containers: a real Kafka broker, a real PostgreSQL, a real
 * MongoDB and an OIDC issuer, each one process that can be killed and started again on its data.
 *
 * <p>Nothing of a component is loaded into the JVM that starts it, so a service's tests may use
 * this package without sharing a class path with a broker.
 */
@NullMarked
package org.openroi.local;

import org.jspecify.annotations.NullMarked;
