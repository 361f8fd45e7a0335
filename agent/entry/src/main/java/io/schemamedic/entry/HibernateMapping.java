package io.schemamedic.entry;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What Hibernate hands to its own schema tooling when it builds a session factory, in types of the
 * JDK: the rest is Hibernate's, from whichever loader of the service. Immutable.
 */
public final class HibernateMapping {
  private final Class<?> coordinator;
  private final Object metadata;
  private final Object services;
  private final Map<?, ?> settings;

  HibernateMapping(Class<?> coordinator, Object metadata, Object services, Map<?, ?> settings) {
    this.coordinator = requireNonNull(coordinator);
    this.metadata = requireNonNull(metadata);
    this.services = requireNonNull(services);
    this.settings = requireNonNull(settings);
  }

  /** {@code SchemaManagementToolCoordinator}, whose loader has all of Hibernate. */
  public Class<?> coordinator() {
    return coordinator;
  }

  /** A {@code org.hibernate.boot.Metadata}, complete. */
  public Object metadata() {
    return metadata;
  }

  /** A {@code org.hibernate.service.ServiceRegistry}. */
  public Object services() {
    return services;
  }

  /** All settings of the factory. The service's own object: to be read, not changed, not kept. */
  public Map<?, ?> settings() {
    return settings;
  }
}
