package io.schemamedic.demo.app;

import io.schemamedic.demo.postgres.PostgresServer;
import io.schemamedic.demo.postgres.SchemaScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * Gives the app a healthy PostgreSQL of its own when no {@code spring.datasource.url} was
 * configured. The server ends with the application context, and its files with it.
 */
final class EmbeddedDatabase
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final String URL = "spring.datasource.url";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    if (context.getEnvironment().containsProperty(URL)) {
      return;
    }
    try {
      Path directory = Files.createTempDirectory("schema-medic-demo");
      PostgresServer server = PostgresServer.startIn(directory, directory.resolve("postgres.log"));
      // Registered before any bean, so closed after the last one, the connection pool included.
      ((DefaultListableBeanFactory) context.getBeanFactory())
          .registerDisposableBean("embeddedPostgres", server::close);
      String url = server.createDatabase("chat", SchemaScript.declared());
      MutablePropertySources sources = context.getEnvironment().getPropertySources();
      sources.addLast(new MapPropertySource("embeddedDatabase", Map.of(URL, url)));
      sources.addFirst(new ResourcePropertySource("classpath:application-create.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the embedded PostgreSQL", e);
    }
  }
}
