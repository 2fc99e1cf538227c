/** C-CDA documents, read as a stream of XML without document types and external entities. */
@NullMarked
package org.openroi.redaction.ccda;

import org.jspecify.annotations.NullMarked;
