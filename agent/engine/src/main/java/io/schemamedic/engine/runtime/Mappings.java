package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.DeclaredSource;
import io.schemamedic.engine.config.DeclaredSource.Kind;
import io.schemamedic.engine.log.LogLine;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.hibernate.FactorySettings;
import io.schemamedic.engine.source.hibernate.HibernateModel;
import io.schemamedic.entry.HibernateMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns what the session factories of the service declare, on the thread that builds them. Keeps
 * one source for each factory that is open; one that is built anew takes the place of its
 * predecessor. Thread-safe.
 */
final class Mappings {
  private final boolean wantedByName;
  private final boolean wantedByItself;
  private final ServiceSources others;
  private final WantedSchema wanted;
  private final Consumer<String> stderr;
  private final List<KnownFactory> factories = new ArrayList<>();

  /**
   * @param others what {@code declared=auto} prefers to a mapping
   * @param stderr takes lines about what of a mapping is not used
   */
  Mappings(
      List<DeclaredSource> declared,
      ServiceSources others,
      WantedSchema wanted,
      Consumer<String> stderr) {
    this.wantedByName = declared.stream().anyMatch(source -> source.kind() == Kind.HIBERNATE);
    this.wantedByItself = declared.stream().anyMatch(source -> source.kind() == Kind.AUTO);
    this.others = others;
    this.wanted = wanted;
    this.stderr = stderr;
  }

  /**
   * A factory is being built. Its model is learned before Hibernate's own tooling looks at the
   * database, but after it where that makes tables: it would stumble over ours. What the tooling is
   * asked for later, through the finished factory, tells nothing new.
   */
  void mapped(HibernateMapping mapping, boolean over) throws ReflectiveOperationException {
    FactorySettings settings = new FactorySettings(mapping.settings());
    if (settings.isChangingTables() == over && isWanted(mapping)) {
      String source = newSource(mapping, settings);
      if (source != null) {
        learn(HibernateModel.read(mapping), source);
      }
    }
  }

  private boolean isWanted(HibernateMapping mapping) {
    return wantedByName
        || (wantedByItself && !others.hasMigrations(mapping.coordinator().getClassLoader()));
  }

  private void learn(HibernateModel model, String source) {
    if (!model.isPostgresql()) {
      stderr.accept(
          LogLine.of("the mapping of Hibernate is not used, since it is not for PostgreSQL")
              .field("source", source)
              .field("dialect", model.dialect())
              .toString());
      return;
    }
    wanted.learned(SourceContent.of(source, model.schema()));
    if (model.tablesWithoutSchema() > 0) {
      stderr.accept(
          LogLine.of(
                  "tables are not declared, since Hibernate does not know their schema: set"
                      + " hibernate.default_schema, or let it look at the database")
              .field("source", source)
              .field("tables", model.tablesWithoutSchema())
              .toString());
    }
  }

  /**
   * {@code hibernate}, with the unit's name if it has one, and a number if that is taken; null if
   * the factory is known already.
   */
  private synchronized @Nullable String newSource(
      HibernateMapping mapping, FactorySettings settings) {
    factories.removeIf(factory -> !factory.isOpen());
    Set<String> taken = new HashSet<>();
    for (KnownFactory factory : factories) {
      if (factory.isOf(mapping.services())) {
        return null;
      }
      taken.add(factory.source());
    }
    String name =
        settings
            .unitName()
            .map(unit -> HibernateModel.SOURCE + "(" + unit + ")")
            .orElse(HibernateModel.SOURCE);
    String source = name;
    for (int number = 2; taken.contains(source); number++) {
      source = name + "#" + number;
    }
    factories.add(new KnownFactory(source, mapping.services()));
    return source;
  }
}
