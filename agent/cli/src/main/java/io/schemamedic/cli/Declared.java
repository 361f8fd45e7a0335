package io.schemamedic.cli;

import io.schemamedic.cli.arguments.Arguments;
import io.schemamedic.cli.arguments.Option;
import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.engine.catalog.LiveSchema;
import io.schemamedic.engine.catalog.SchemaReader;
import io.schemamedic.engine.config.Configuration;
import io.schemamedic.engine.config.ConfigurationError;
import io.schemamedic.engine.config.ConfigurationKey;
import io.schemamedic.engine.config.ConfigurationReader;
import io.schemamedic.engine.config.ConfigurationResult;
import io.schemamedic.engine.config.DeclaredSource;
import io.schemamedic.engine.runtime.DeclaredReading;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.sql.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings that a command shares with the agent, and the schema that they declare. */
final class Declared {
  private static final Set<ConfigurationKey> USED =
      EnumSet.of(
          ConfigurationKey.CONFIG,
          ConfigurationKey.DECLARED,
          ConfigurationKey.ALLOW,
          ConfigurationKey.DENY,
          ConfigurationKey.REPAIR_SCOPE,
          ConfigurationKey.REPAIR_LEDGER,
          ConfigurationKey.REPAIR_REFUSE);

  private final Configuration configuration;
  private final DeclaredReading reading;

  private Declared(Configuration configuration, DeclaredReading reading) {
    this.configuration = configuration;
    this.reading = reading;
  }

  /**
   * @param properties system properties; only {@code schemamedic.*} counts
   * @param environment only {@code SCHEMAMEDIC_*} counts
   * @param classPath in place of the service's
   * @throws UsageException with everything that is wrong with settings or sources
   */
  static Declared read(
      Arguments arguments,
      Map<String, String> properties,
      Map<String, String> environment,
      ClassLoader classPath)
      throws UsageException {
    Map<ConfigurationKey, String> options = new EnumMap<>(ConfigurationKey.class);
    put(options, ConfigurationKey.CONFIG, arguments.values(Option.CONFIG));
    put(options, ConfigurationKey.DECLARED, arguments.values(Option.DECLARED));
    put(options, ConfigurationKey.ALLOW, arguments.values(Option.ALLOW));
    put(options, ConfigurationKey.DENY, arguments.values(Option.DENY));
    ConfigurationResult result =
        ConfigurationReader.ofLocalFiles().readOptions(options, USED, properties, environment);
    requireNone(result.errors());
    Configuration configuration = result.configuration();
    requireReadableWithoutService(configuration.declared());
    DeclaredReading reading = DeclaredReading.of(configuration.declared(), classPath);
    requireNone(reading.errors());
    if (reading.schema().tables().isEmpty()) {
      throw new UsageException(
          "no table is declared by "
              + configuration.declared()
              + ", so there is nothing to compare");
    }
    return new Declared(configuration, reading);
  }

  private static void put(
      Map<ConfigurationKey, String> options, ConfigurationKey key, List<String> given) {
    if (!given.isEmpty()) {
      options.put(key, String.join(",", given));
    }
  }

  private static void requireNone(List<ConfigurationError> errors) throws UsageException {
    List<String> problems = new ArrayList<>();
    for (ConfigurationError error : errors) {
      problems.add(error.toString());
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
  }

  private static void requireReadableWithoutService(List<DeclaredSource> sources)
      throws UsageException {
    if (sources.isEmpty()) {
      throw new UsageException(
          "nothing is declared: say by --declared, or by declared= in the file of --config, where"
              + " the wanted schema is, such as file:schema.sql or snapshot:healthy.snapshot");
    }
    for (DeclaredSource source : sources) {
      if (source.kind() == DeclaredSource.Kind.HIBERNATE
          || source.kind() == DeclaredSource.Kind.AUTO) {
        throw new UsageException(
            "declared="
                + source
                + " can only be read inside of the running service: name files by --declared, or"
                + " write a snapshot of a healthy database and declare that");
      }
    }
  }

  Configuration configuration() {
    return configuration;
  }

  /** What all sources declare together. */
  DeclaredSchema schema() {
    return reading.schema();
  }

  /** What each source declares by itself. */
  List<SourceContent> sources() {
    return reading.sources();
  }

  /** What a database has in the schemas of all that is declared. */
  LiveSchema readLive(Connection connection, Duration timeout) throws SQLException {
    Set<Identifier> schemas = new LinkedHashSet<>(schema().schemas());
    schema().tables().keySet().forEach(name -> schemas.add(name.schemaName()));
    schema().enums().keySet().forEach(name -> schemas.add(name.schemaName()));
    schema().sequences().keySet().forEach(name -> schemas.add(name.schemaName()));
    return SchemaReader.read(connection, timeout.toMillis(), schemas);
  }
}
