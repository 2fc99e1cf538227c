package org.openroi.audit.log;

/**
 * The root of a full tile: the subtree over the leaves from {@code index · 256^(level+1)}, 256^(
 * level+1) of them.
 */
public record TileRoot(int level, long index, Hash hash) {}
