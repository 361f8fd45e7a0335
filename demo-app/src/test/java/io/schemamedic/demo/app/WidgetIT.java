package io.schemamedic.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.demo.postgres.SchemaScript;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidgetIT {
  @RegisterExtension static final RunningApp app = RunningApp.on(SchemaScript.NO_TABLES);

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/widget.js, text/javascript",
    "/widget.css, text/css",
  })
  void isServedByTheAppAndRefersToNoOtherHost(String path, String type) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(app.backend().base().resolve(path)).build(),
                BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    assertThat(response.body()).doesNotContain("http:", "https:", "//cdn");
  }
}
