package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.toMap;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DeliveryId;
import org.openroi.event.EndpointKind;
import org.openroi.event.EventType;
import org.openroi.event.LegalRoute;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.Scope;

/**
 * What became of that which was authorized: redaction's tables, authorization's permits and
 * revocations, and two witnesses that no service writes: the recipients' own server, and the file
 * system under the record folder.
 *
 * @param marked the patients whose records have made-up words in them
 */
public record Disclosures(
    List<WorkItem> items,
    List<Sealed> packages,
    List<Attempt> attempts,
    List<Receipt> receipts,
    List<Permit> permits,
    List<Revocation> revocations,
    List<Touch> touches,
    List<Arrival> arrivals,
    List<Read> reads,
    Set<PatientRef> marked) {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Where a work item stands. */
  public enum State {
    TO_PREPARE,
    TO_DELIVER,
    DELIVERED,
    STOPPED,
    WITHDRAWN
  }

  /** Redaction's work on the newest decision of a release. */
  public record WorkItem(
      ReleaseId release, DeliveryId delivery, int decisionVersion, State state) {}

  /** A package as redaction's table knows it. */
  public record Sealed(DeliveryId delivery, String sha256, long bytes) {}

  /** One attempt to send. */
  public record Attempt(DeliveryId delivery, int number, String state) {}

  /**
   * Redaction's proof that the recipient has it.
   *
   * @param evidence what it rests on: what the recipient's server said, or a person's word
   */
  public record Receipt(DeliveryId delivery, String evidence) {}

  /**
   * A permit to send.
   *
   * @param validUntil since it was last renewed
   */
  public record Permit(
      ReleaseId release,
      DeliveryId delivery,
      Instant grantedAt,
      Instant validUntil,
      @Nullable Instant closedAt) {}

  /** A revocation as authorization holds it; effective when its instant says so. */
  public record Revocation(AuthorizationId authorization, @Nullable Instant effectiveAt) {}

  /** What was done at a recipient's server. */
  public enum Act {
    WRITE,
    RENAME,
    REMOVE,
    OTHER;

    boolean givesBytes() {
      return this == WRITE || this == RENAME;
    }
  }

  /**
   * One line of the recipients' own ledger.
   *
   * @param offset in the file at which bytes were written
   */
  public record Touch(Instant at, String user, Act act, String path, long offset, long bytes) {
    Optional<DeliveryId> delivery() {
      return deliveryIn(path);
    }

    boolean begins() {
      return act == Act.WRITE && offset == 0;
    }
  }

  /**
   * A file that lies with a recipient.
   *
   * @param name within the recipient's folder
   * @param opened what is in it for who holds the recipient's key; absent where it does not open
   */
  public record Arrival(
      String user, String name, String sha256, long bytes, @Nullable Opened opened) {
    Optional<DeliveryId> delivery() {
      return deliveryIn(name);
    }

    boolean isPartial() {
      return name.endsWith(".part");
    }
  }

  /**
   * The content of a package.
   *
   * @param isAsItsManifestSays whether it holds just the entries that the manifest names, each with
   *     that length and hash
   * @param canaries the made-up words of the record that were found in it
   */
  public record Opened(
      Manifest manifest, String manifestSha256, boolean isAsItsManifestSays, List<Mark> canaries) {}

  /** What made-up words stand for. */
  public enum Mark {
    /** What every recipient of the record may have. */
    PLAIN,
    /** What no third party may have that no authorization opts in for. */
    SENSITIVE
  }

  /** What a manifest says of the decision that it rests on. */
  public record Manifest(
      ReleaseId release,
      DeliveryId delivery,
      String decision,
      int decisionVersion,
      String policyVersion,
      LegalRoute route,
      RequesterId requester,
      String endpoint,
      Scope scope,
      int items) {}

  /** The file system saw a patient's record read at this time, or later again. */
  public record Read(PatientRef patient, Instant at) {}

  /** An end point of a requester. */
  record Place(RequesterId requester, String endpoint) {}

  /** The user at the recipients' server that each SFTP end point of the directory names. */
  static Map<Place, String> users(Snapshot snapshot) {
    return snapshot
        .published(EventType.REQUESTER_REGISTERED)
        .map(event -> (RequesterRegistered) event.data())
        .flatMap(
            requester ->
                requester.endpoints().stream()
                    .filter(endpoint -> endpoint.kind() == EndpointKind.SFTP)
                    .flatMap(
                        endpoint ->
                            user(endpoint.address())
                                .map(
                                    user ->
                                        Map.entry(
                                            new Place(requester.requester(), endpoint.code()),
                                            user))))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> second));
  }

  private static Stream<String> user(String address) {
    return Stream.ofNullable(URI.create(address).getUserInfo());
  }

  private static Optional<DeliveryId> deliveryIn(String path) {
    Matcher matcher = UUID.matcher(path);
    return matcher.find() ? Optional.of(DeliveryId.of(matcher.group())) : Optional.empty();
  }
}
