package io.schemamedic.dist.cli;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ShippedJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.Driver;

/** {@code java -jar schema-medic.jar}, with the driver that the tests have. */
final class Tool {
  /** What a password is in these tests, wherever one is given. */
  static final String CANARY = "CanaryPassword";

  private Tool() {}

  /** One command with a driver. */
  static Result run(String... words) {
    return runWith(Map.of(), words);
  }

  /** The same with these in the environment. */
  static Result runWith(Map<String, String> environment, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--driver-jar", ForkedJvm.jarOf(Driver.class).toString()));
    return runPlain(environment, all.toArray(String[]::new));
  }

  /** One command as it stands. */
  static Result runPlain(Map<String, String> environment, String... words) {
    ForkedJvm jvm = new ForkedJvm(Jdk.current());
    // Whoever runs the tests may have these for other purposes.
    jvm.withEnvironment("PGPASSWORD", "").withEnvironment("SCHEMAMEDIC_PASSWORD", "");
    environment.forEach(jvm::withEnvironment);
    return jvm.runJava(command(words));
  }

  /** The words behind {@code java}. */
  static String[] command(String... words) {
    List<String> command = new ArrayList<>(List.of("-jar", ShippedJar.file().getPath()));
    command.addAll(List.of(words));
    return command.toArray(String[]::new);
  }

  /** As a source of the declared schema. */
  static String declared(Path directory, String ddl) {
    try {
      return "file:" + Files.writeString(directory.resolve("declared.sql"), ddl);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
