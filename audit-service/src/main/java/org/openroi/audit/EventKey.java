package org.openroi.audit;

/** What an event is known by. */
public record EventKey(String source, String id) {}
