package org.openroi.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;

/** Ports of the loopback interface. */
final class Ports {
  static final String HOST = "127.0.0.1";

  private static final int CONNECT_MILLIS = 500;
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ports() {}

  /**
   * A port that was free a moment ago. Below the range that the system gives to clients: there, a
   * client could take the port of a server that is being started again.
   */
  static int free() throws IOException {
    for (int attempt = 0; attempt < 1000; attempt++) {
      int port = RANDOM.nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("No port is free between " + LOWEST + " and " + HIGHEST + ".");
  }

  /** Whether a server could listen on this port now. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(loopback(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** Whether a server listens on this port: it is asked, for to bind it would be in its way. */
  static boolean isOpen(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(loopback(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  static InetAddress loopback() throws IOException {
    return InetAddress.getByName(HOST);
  }
}
