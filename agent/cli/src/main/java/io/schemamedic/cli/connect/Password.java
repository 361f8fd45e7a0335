package io.schemamedic.cli.connect;

import io.schemamedic.cli.arguments.Arguments;
import io.schemamedic.cli.arguments.Option;
import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.engine.config.SecretFile;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Where the password is found: in a file, or else in the environment. */
final class Password {
  private static final String[] VARIABLES = {"SCHEMAMEDIC_PASSWORD", "PGPASSWORD"};

  private Password() {}

  /**
   * The password, to be used and forgotten; empty if there is none, as for trusted connections and
   * {@code .pgpass}.
   *
   * @throws UsageException if the file cannot be read
   */
  static Optional<String> find(Arguments arguments, Map<String, String> environment)
      throws UsageException {
    Optional<String> file = arguments.value(Option.PASSWORD_FILE);
    if (file.isPresent()) {
      try {
        return Optional.of(SecretFile.read(new File(file.get())));
      } catch (IOException e) {
        throw new UsageException("--password-file cannot be used: " + e.getMessage());
      }
    }
    for (String name : VARIABLES) {
      String value = environment.get(name);
      if (value != null && !value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
