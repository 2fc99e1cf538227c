package org.openroi.authorization.policy;

import org.jspecify.annotations.Nullable;
import org.openroi.event.Endpoint;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;

/**
 * To whom the form allows disclosure, and where it says that it should go.
 *
 * @param requester the entry of the directory that a clerk found the words to mean
 * @param name as the form writes it
 * @param recipientClass the class that the form names; with a name it describes the name, alone it
 *     means everyone of the class
 * @param address the electronic address that the form names
 * @param endpoint the code of the registered end point that a clerk found the address to mean
 */
public record Recipient(
    @Nullable RequesterId requester,
    @Nullable Name name,
    @Nullable RequesterKind recipientClass,
    @Nullable String address,
    @Nullable String endpoint) {

  /** Whether the words mean this requester. What names nobody means nobody. */
  boolean means(RequesterRegistered asking) {
    if (requester != null) {
      return requester.equals(asking.requester());
    }
    boolean ofClass = recipientClass == null || recipientClass == asking.kind();
    if (name != null) {
      String called = asking.name();
      return ofClass && called != null && name.is(called);
    }
    return recipientClass != null && ofClass;
  }

  /** Whether a delivery to this end point goes where the form says, or the form does not say. */
  boolean means(Endpoint registered) {
    if (endpoint != null) {
      return endpoint.equals(registered.code());
    }
    return address == null || address.equals(registered.address());
  }

  @Override
  public String toString() {
    return "Recipient[masked]";
  }
}
