/**
 * The log on MongoDB, and its verification as a program of its own.
 *
 * <p>Keeps to what a replica set and a plain stand-in can both do: single-document writes, ordered
 * bulk inserts, unique indexes. No transactions, change streams or partial indexes.
 */
@NullMarked
package org.openroi.audit.mongo;

import org.jspecify.annotations.NullMarked;
