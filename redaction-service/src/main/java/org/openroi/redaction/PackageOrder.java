package org.openroi.redaction;

import java.time.Instant;
import org.openroi.event.DeliveryId;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.Endpoint;
import org.openroi.event.EventId;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.RequesterRegistered;

/**
 * A package to be made.
 *
 * @param epoch of the claim that makes it; two claims never share a draft
 * @param decision what may go, and to whom
 * @param decisionEvent id of the event that said so
 */
public record PackageOrder(
    DeliveryId delivery,
    int epoch,
    PatientRef patient,
    ReleaseAuthorized decision,
    EventId decisionEvent,
    int decisionVersion,
    String custodian,
    String facility,
    DisclosureTerms terms,
    RequesterRegistered recipient,
    Endpoint endpoint,
    Instant asOf) {}
