package org.openroi.authorization;

import java.util.function.Supplier;

class InMemoryRelationshipsTest extends RelationshipsContract {
  private final InMemoryRelationships relationships = new InMemoryRelationships();

  @Override
  protected Relationships relationships() {
    return relationships;
  }

  @Override
  protected <T> T committed(Supplier<T> work) {
    return work.get();
  }
}
