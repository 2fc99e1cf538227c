package org.openroi.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class path of the components' own processes, as the build of this module wrote it. It is
 * found from the working folder upwards, so it serves the tests of every module of this project.
 */
final class ComponentClassPath {
  private static final Path FILE = Path.of("deploy", "local", "target", "components.classpath");

  private ComponentClassPath() {}

  /** The command that runs a main class of this module with these JVM options and arguments. */
  static List<String> java(Class<?> main, List<String> options, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaProgram());
    command.add("-XX:-UsePerfData");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(options);
    command.add("-cp");
    command.add(String.join(File.pathSeparator, elements()));
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }

  /** The java program that runs this JVM. */
  static String javaProgram() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The root folder of this project. */
  static Path project() throws IOException {
    return file().resolve("../../../..").normalize();
  }

  /** The jar whose file name starts so. */
  static Path jar(String prefix) throws IOException {
    return elements().stream()
        .map(Path::of)
        .filter(path -> path.getFileName().toString().startsWith(prefix))
        .findFirst()
        .orElseThrow(
            () -> new ComponentFailed("There is no " + prefix + " for this kind of machine."));
  }

  private static List<String> elements() throws IOException {
    Path file = file();
    String classes = file.resolveSibling("classes").toString();
    return Stream.concat(
            Stream.of(classes), Stream.of(Files.readString(file).strip().split(File.pathSeparator)))
        .toList();
  }

  private static Path file() throws IOException {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(FILE);
      if (Files.exists(file)) {
        return file;
      }
    }
    throw new ComponentFailed("Build deploy/local first: there is no " + FILE + ".");
  }
}
