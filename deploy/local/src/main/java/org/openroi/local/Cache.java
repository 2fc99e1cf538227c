package org.openroi.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Programs that were fetched or unpacked once for this user, in {@code ~/.cache/openroi}. */
final class Cache {
  private Cache() {}

  /** Fills a new, empty folder. */
  @FunctionalInterface
  interface Filling {
    void fill(Path folder) throws IOException;
  }

  /** The folder of this name, filled if it is not there; never seen half filled. */
  static Path folder(String name, Filling filling) throws IOException {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "openroi");
    Path folder = cache.resolve(name);
    if (Files.exists(folder)) {
      return folder;
    }
    Files.createDirectories(cache);
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(folder)) {
        Path partial = Files.createTempDirectory(cache, name + ".part-");
        try {
          filling.fill(partial);
          Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          delete(partial);
        }
      }
    }
    return folder;
  }

  /** Deletes a folder with all that is in it; does nothing if there is none. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, java.io.@org.jspecify.annotations.Nullable IOException failed)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
