package org.openroi.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Speaks MongoDB's protocol where no real server can be had: no transactions, no replica set. For a
 * look at the suite only, never for tests, and it is called a stand-in wherever it shows.
 */
final class MongoStandIn implements Component {
  private final Path data;
  private final int port;

  MongoStandIn(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  String connectionString() {
    return "mongodb://" + Ports.HOST + ":" + port + "/?retryWrites=false&retryReads=false";
  }

  @Override
  public String name() {
    return "mongodb";
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(data);
  }

  @Override
  public List<String> command() {
    try {
      return ComponentClassPath.java(
          MongoStandInMain.class,
          List.of("-Xmx256m"),
          List.of(data.resolve("stand-in.mv").toString(), Integer.toString(port)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public boolean isReady() {
    return Ports.isOpen(port);
  }
}
