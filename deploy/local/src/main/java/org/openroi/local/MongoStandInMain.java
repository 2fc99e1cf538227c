package org.openroi.local;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The stand-in's own process. */
final class MongoStandInMain {
  private static final Logger ROOT = Logger.getLogger("");

  private MongoStandInMain() {}

  public static void main(String[] arguments) {
    ROOT.setLevel(Level.WARNING);
    MongoServer server = new MongoServer(new Durable(arguments[0]));
    server.bind(Ports.HOST, Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
  }

  /** On disk before it answers: without this the backend loses what it acknowledged. */
  private static final class Durable extends H2Backend {
    Durable(String file) {
      super(file);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
      Document answer = super.handleMessage(message);
      commit();
      getMvStore().sync();
      return answer;
    }
  }
}
