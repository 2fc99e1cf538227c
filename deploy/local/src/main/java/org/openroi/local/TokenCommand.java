package org.openroi.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./roi token ROLE}: a bearer token from the running suite's issuer, on standard output. */
final class TokenCommand {
  private static final List<String> ROLES =
      List.of("requester", "records-clerk", "privacy-officer", "auditor", "integration-engine");

  private TokenCommand() {}

  static int run(List<String> options) throws IOException {
    if (options.isEmpty() || !ROLES.contains(options.getFirst())) {
      throw new ComponentFailed(
          "Say which role: ./roi token ROLE, one of " + String.join(", ", ROLES) + ".");
    }
    String role = options.getFirst();
    Map<String, Object> claims = claims(options.subList(1, options.size()));
    if (role.equals("requester") && !claims.containsKey("requester")) {
      throw new ComponentFailed("Say who: ./roi token requester --requester UUID");
    }
    if (role.equals("integration-engine") && !claims.containsKey("client")) {
      throw new ComponentFailed(
          "Say which client: ./roi token integration-engine --client "
              + KafkaNode.CLIENTS.getFirst());
    }
    System.out.println(TokenIssuer.token(SuiteFile.running().issuer(), role, claims));
    return 0;
  }

  /** Every facility, unless some are named. */
  static Map<String, Object> claims(List<String> options) throws IOException {
    Map<String, Object> claims = new LinkedHashMap<>();
    List<String> facilities = new ArrayList<>();
    for (int i = 0; i < options.size(); i += 2) {
      if (i + 1 == options.size()) {
        throw new ComponentFailed("The option " + options.get(i) + " wants a value.");
      }
      String value = options.get(i + 1);
      switch (options.get(i)) {
        case "--facility" -> facilities.add(value);
        case "--requester" -> claims.put("requester", value);
        case "--client" -> claims.put("client", value);
        case "--subject" -> claims.put("sub", value);
        default ->
            throw new ComponentFailed(
                "token knows --facility, --requester, --client and --subject, not "
                    + options.get(i)
                    + ".");
      }
    }
    claims.put("facilities", facilities.isEmpty() ? TokenIssuer.FACILITIES : facilities);
    return claims;
  }
}
