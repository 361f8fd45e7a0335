package io.schemamedic.dist.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.FreePort;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.java8.ConnectedService;
import io.schemamedic.engine.testing.TestCertificate;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TLS and a login as an operator sets them up, on the oldest Java. */
@ExtendWith(TestDatabaseExtension.class)
class TlsIT {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @Test
  void oldestJavaServesOverTlsWhoeverLogsIn(TestDatabase database, @TempDir Path directory)
      throws Exception {
    TestCertificate certificate = TestCertificate.in(directory, "RSA");
    Path login = Files.writeString(directory.resolve("login"), "prometheus:secret\n");
    int port = FreePort.find();
    ForkedJvm jvm =
        new ForkedJvm(Jdk.of(8))
            .withAgent(
                "mode=observe;http.port="
                    + port
                    + ";"
                    + certificate.arguments()
                    + ";http.basic-auth-file="
                    + login);
    try (ServiceProcess service =
        ServiceProcess.start(jvm, ConnectedService.class, database.url())) {
      assertThat(service.line()).isEqualTo("ready");
      awaitLine(service, "metrics and status page are served");

      assertThat(metrics(certificate.client(), port, "prometheus:wrong").statusCode())
          .isEqualTo(401);
      assertThat(metrics(certificate.client(), port, "prometheus:secret").body())
          .contains("schema_medic_build_info");
      assertThat(new RawClient(port).ask("GET /metrics")).doesNotContain("schema_medic", "HTTP");
      assertThat(service.errorLines()).noneMatch(line -> line.contains("secret\n"));
    }
  }

  private static HttpResponse<String> metrics(SSLContext trusting, int port, String login)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/metrics"))
            .header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes()))
            .build();
    return HttpClient.newBuilder()
        .sslContext(trusting)
        .build()
        .send(request, BodyHandlers.ofString());
  }

  private static void awaitLine(ServiceProcess service, String part) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (service.errorLines().stream().noneMatch(line -> line.contains(part))) {
      assertThat(System.nanoTime()).as("%s", service.errorLines()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
