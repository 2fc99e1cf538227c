package org.openroi.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The store of the audit log on this machine: a real MongoDB if it can be had.
 *
 * @param standIn why it is a stand-in; empty where it is real
 */
record MongoChoice(Component component, String connectionString, Optional<String> standIn) {

  /** A folder that one of them has written stays its own: its log is there. */
  static MongoChoice of(Home home, int port) throws IOException {
    Path standInData = home.data("mongodb-stand-in");
    if (Files.exists(standInData)) {
      return standIn(standInData, port, "this folder was begun with one");
    }
    Path realData = home.data("mongodb");
    try {
      Path program = Files.exists(realData) ? MongoPrograms.require() : MongoPrograms.find();
      MongoServer server = new MongoServer(program, realData, port);
      return new MongoChoice(server, server.connectionString(), Optional.empty());
    } catch (MongoPrograms.Unavailable unavailable) {
      return standIn(standInData, port, String.valueOf(unavailable.getMessage()));
    }
  }

  private static MongoChoice standIn(Path data, int port, String why) {
    MongoStandIn standIn = new MongoStandIn(data, port);
    return new MongoChoice(standIn, standIn.connectionString(), Optional.of(why));
  }
}
