package org.openroi.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a decision may stand on no topic in clear: it travels sealed in {@link
 * ReleaseAuthorized#terms}. Cannot print itself.
 *
 * @param categories the sensitive categories that the authorization opts in to by name
 * @param encounters the encounters that it is limited to; empty means that it is not
 * @param protocol the minimum-necessary protocol that was applied (45 CFR 164.514(d)(3)(i)); absent
 *     where the route is exempt
 */
public record DisclosureTerms(
    Set<SensitiveCategory> categories, Set<String> encounters, @Nullable String protocol) {
  private static final int MAX_ENCOUNTERS = 50;

  public DisclosureTerms {
    categories = Checks.sorted("categories", categories, SensitiveCategory.values().length);
    encounters = Checks.sorted("encounters", encounters, MAX_ENCOUNTERS);
    encounters.forEach(encounter -> Checks.code("encounters", encounter));
    if (protocol != null) {
      Checks.code("protocol", protocol);
    }
  }

  /** JSON, padded with spaces, so that its length says nothing of what stands in it. */
  public byte[] toBytes() {
    return EventCodec.encodeTerms(this);
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws InvalidEvent NOT_JSON, INVALID_DATA or TOO_LARGE
   */
  public static DisclosureTerms ofBytes(byte[] bytes) {
    return EventCodec.decodeTerms(bytes);
  }

  @Override
  public String toString() {
    return "DisclosureTerms[masked]";
  }
}
