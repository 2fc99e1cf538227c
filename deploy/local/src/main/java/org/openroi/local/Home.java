package org.openroi.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one suite: its data, keys, logs, ports and the description of what runs. At most
 * one supervisor works in it at a time.
 */
final class Home {
  private final Path folder;

  Home(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  Path folder() {
    return folder;
  }

  Path data(String component) {
    return folder.resolve("data").resolve(component);
  }

  /** The records of patients, in clear: the source, which in a hospital is another system. */
  Path recordsOfPatients() {
    return folder.resolve("records");
  }

  Path logs() {
    return folder.resolve("logs");
  }

  Path log(String component) {
    return logs().resolve(component + ".log");
  }

  Path key(String name) {
    return folder.resolve("keys").resolve(name);
  }

  Path records() {
    return folder.resolve("run");
  }

  /** Where a component's process is written down, for a later supervisor to find it. */
  Path record(String component) {
    return records().resolve(component + ".process");
  }

  /** What runs here, for programs. */
  Path suiteFile() {
    return folder.resolve("suite.json");
  }

  /** Makes the folder if there is none, readable by its owner only: it holds keys and records. */
  void create() throws IOException {
    if (!Files.exists(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    for (String child : new String[] {"data", "logs", "keys", "run"}) {
      Files.createDirectories(folder.resolve(child));
    }
  }

  /** Takes the folder for this process until it ends, or tells that another has it. */
  Optional<FileLock> take() throws IOException {
    FileChannel channel =
        FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    channel.truncate(0);
    channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
    return Optional.of(lock);
  }

  /** The supervisor that works in this folder now. */
  Optional<ProcessHandle> supervisor() throws IOException {
    if (!Files.exists(lockFile())) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(lockFile(), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        return Optional.empty();
      }
    }
    return ProcessHandle.of(Long.parseLong(Files.readString(lockFile()).strip()));
  }

  private Path lockFile() {
    return folder.resolve("lock");
  }

  /**
   * The port of this name: the one it had before if that is free, else the preferred one, else any.
   */
  int port(String name, @Nullable Integer preferred) throws IOException {
    Path file = folder.resolve("ports.properties");
    Properties ports = new Properties();
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        ports.load(in);
      }
    }
    String kept = ports.getProperty(name);
    if (kept != null && Ports.isFree(Integer.parseInt(kept))) {
      return Integer.parseInt(kept);
    }
    int chosen = preferred != null && Ports.isFree(preferred) ? preferred : Ports.free();
    while (ports.containsValue(Integer.toString(chosen))) {
      chosen = Ports.free();
    }
    ports.setProperty(name, Integer.toString(chosen));
    try (OutputStream out = Files.newOutputStream(file)) {
      ports.store(out, null);
    }
    return chosen;
  }

  /** Replaces a file whole: readers see the old one or the new one. */
  static void write(Path file, byte[] content) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    Files.write(partial, content);
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
