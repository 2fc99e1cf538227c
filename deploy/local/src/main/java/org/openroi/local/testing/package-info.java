/**
 * The components as Quarkus test resources. Each is started once per JVM, the first time that a
 * test asks for it, and ends with the JVM.
 */
@NullMarked
package org.openroi.local.testing;

import org.jspecify.annotations.NullMarked;
