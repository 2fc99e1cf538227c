/**
 * Whole-suite tests on real processes: the suite under test, the fault injector, the readers that
 * bring the checker its snapshot, and the programs that put them together ({@code Campaign}, {@code
 * ThroughputBench}).
 */
@NullMarked
package org.openroi.systemtests;

import org.jspecify.annotations.NullMarked;
