package io.schemamedic.frameworks.program;

import io.schemamedic.frameworks.program.model.Values;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/** How a service comes to its session factory. */
public enum Bootstrap {
  /** With the entities that {@code persistence.xml} names. */
  JPA {
    @Override
    AutoCloseable build(DataSource pool, Map<String, Object> settings) {
      Map<String, Object> all = new HashMap<>(settings);
      all.put("jakarta.persistence.nonJtaDataSource", pool);
      EntityManagerFactory factory = Persistence.createEntityManagerFactory("plain", all);
      return factory::close;
    }
  },
  /** As Spring Boot does it, with all entities. */
  SPRING {
    @Override
    AutoCloseable build(DataSource pool, Map<String, Object> settings) {
      return SpringFactory.build(pool, settings);
    }
  },
  /** Hibernate's own way, with one entity and no name. */
  NATIVE {
    @Override
    AutoCloseable build(DataSource pool, Map<String, Object> settings) {
      return new MetadataSources(
              new StandardServiceRegistryBuilder()
                  .applySettings(settings)
                  .applySetting("hibernate.connection.datasource", pool)
                  .build())
          .addAnnotatedClass(Values.class)
          .buildMetadata()
          .buildSessionFactory();
    }
  };

  /** Builds it, which is all that the agent waits for. */
  abstract AutoCloseable build(DataSource pool, Map<String, Object> settings);
}
