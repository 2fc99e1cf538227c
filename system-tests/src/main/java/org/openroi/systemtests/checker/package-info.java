/**
 * The checker: what the whole suite left behind goes in, violations come out. Pure: it reads no
 * database, no topic and no clock; the readers of the parent package bring it a {@link
 * org.openroi.systemtests.checker.Snapshot}. Each invariant is one file whose name is a true
 * sentence.
 */
@NullMarked
package org.openroi.systemtests.checker;

import org.jspecify.annotations.NullMarked;
