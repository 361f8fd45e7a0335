package io.schemamedic.shop;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers with the notes of orders, or of whatever table it is asked for. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class Shop {
  private final JdbcTemplate jdbc;

  Shop(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Serves until it is ended. */
  public static void main(String[] arguments) {
    SpringApplication.run(Shop.class, arguments);
  }

  @GetMapping("/{table:[a-z]+}/notes")
  List<String> notes(@PathVariable String table) {
    return jdbc.queryForList("SELECT note FROM " + table, String.class);
  }
}
