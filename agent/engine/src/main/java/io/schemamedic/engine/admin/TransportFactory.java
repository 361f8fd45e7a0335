package io.schemamedic.engine.admin;

import io.schemamedic.engine.config.HttpSettings;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Makes the transports of one port, all in TLS or none. Thread-safe. */
final class TransportFactory {
  /** What older ones promise has been broken. */
  private static final List<String> PROTOCOLS = Arrays.asList("TLSv1.3", "TLSv1.2");

  private final @Nullable SSLContext context;

  private TransportFactory(@Nullable SSLContext context) {
    this.context = context;
  }

  /**
   * @throws IOException if TLS is wanted and cannot be had
   */
  static TransportFactory of(HttpSettings settings) throws IOException {
    return new TransportFactory(
        settings.tls().isPresent() ? TlsContextReader.read(settings.tls().get()) : null);
  }

  Transport transport(SocketChannel channel) {
    return context == null
        ? new PlainTransport(channel)
        : new TlsTransport(channel, engine(context));
  }

  private static SSLEngine engine(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    List<String> protocols = new ArrayList<>(PROTOCOLS);
    protocols.retainAll(Arrays.asList(engine.getSupportedProtocols()));
    parameters.setProtocols(protocols.toArray(new String[0]));
    parameters.setUseCipherSuitesOrder(true);
    engine.setSSLParameters(parameters);
    return engine;
  }
}
