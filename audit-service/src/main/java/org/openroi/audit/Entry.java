package org.openroi.audit;

/** A leaf of the log: what it holds and its place, from 0. */
public record Entry(long sequence, EntryContent content) {}
