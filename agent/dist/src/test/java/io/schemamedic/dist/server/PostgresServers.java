package io.schemamedic.dist.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The servers of this JVM: each is started when first asked for. */
public final class PostgresServers {
  /** The release that tests run on unless they say otherwise. */
  public static final int NEWEST = 18;

  private static final Map<Integer, PostgresServer> BUNDLED = new ConcurrentHashMap<>();

  private PostgresServers() {}

  /** Of a major release that the build brings with it. */
  public static PostgresServer bundled(int major) {
    return BUNDLED.computeIfAbsent(major, PostgresServers::start);
  }

  private static PostgresServer start(int major) {
    try {
      return PostgresServer.start(PostgresPrograms.bundled(major));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that does not speak English; empty if this machine cannot have any. */
  public static Optional<PostgresServer> localized() {
    return Localized.SERVER;
  }

  private static final class Localized {
    static final Optional<PostgresServer> SERVER =
        LocalizedPrograms.find()
            .map(
                programs ->
                    PostgresServer.start(programs, "lc_messages=" + LocalizedPrograms.LOCALE));
  }
}
