/**
 * The file system: records in a folder of bundles per patient, sealed packages in another, and
 * packs of value sets.
 */
@NullMarked
package org.openroi.redaction.folder;

import org.jspecify.annotations.NullMarked;
