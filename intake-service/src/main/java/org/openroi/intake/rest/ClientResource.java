package org.openroi.intake.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Publisher;
import org.openroi.event.RequesterId;
import org.openroi.intake.AdmitClient;
import org.openroi.intake.AdmittedClient;
import org.openroi.intake.Clients;

/** The allow-list of integration engines. */
@Path("/api/v1/clients/{client}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PRIVACY_OFFICER)
public class ClientResource {
  private final Callers callers;
  private final AdmitClient admitClient;
  private final Clients clients;

  ClientResource(Callers callers, AdmitClient admitClient, Clients clients) {
    this.callers = callers;
    this.admitClient = admitClient;
    this.clients = clients;
  }

  record ClientView(
      String client, List<String> facilities, List<RequesterId> requesters, boolean anyRequester) {
    static ClientView of(AdmittedClient client) {
      return new ClientView(
          client.name(),
          client.facilities().stream().sorted().toList(),
          client.requesters().stream().sorted().toList(),
          client.anyRequester());
    }
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public ClientView admit(@PathParam("client") String client, @Nullable NewClient body) {
    if (Ids.read(Publisher::clientSource, client).isEmpty()) {
      throw new Refusal(Problem.invalid("client"));
    }
    AdmittedClient admitted = Required.body(body).named(client);
    RequesterResource.refuse(admitClient.admit(admitted, callers.current().facilities()));
    return ClientView.of(admitted);
  }

  @GET
  public ClientView find(@PathParam("client") String client) {
    return clients
        .find(client)
        .filter(found -> !Collections.disjoint(found.facilities(), callers.current().facilities()))
        .map(ClientView::of)
        .orElseThrow(() -> new Refusal(Problem.of(404)));
  }
}
