package io.schemamedic.demo.app;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;

/** Starts the chat backend; with no {@code spring.datasource.url} it brings its own database. */
@SpringBootApplication
@EntityScan
public class DemoApp {

  public static void main(String[] args) {
    application().run(args);
  }

  /** The application as {@link #main} runs it, for whoever needs to close it again. */
  public static SpringApplication application() {
    SpringApplication application = new SpringApplication(DemoApp.class);
    application.addInitializers(new EmbeddedDatabase());
    return application;
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
