package io.schemamedic.engine.admin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class TlsTransportTest {
  /** Less than the JDK takes for large packets, more than it asks us to have room for. */
  private static final int LENGTH = 17_000;

  /** It has to wait for the rest or to end: whoever only comes back at once looks for ever. */
  @Test
  void recordForWhichThereIsNoRoomEndsIt() throws Exception {
    byte[] record = new byte[5 + LENGTH];
    Arrays.fill(record, (byte) 1);
    System.arraycopy(new byte[] {22, 3, 1, LENGTH >> 8, LENGTH & 0xff}, 0, record, 0, 5);
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (Socket client =
              new Socket(InetAddress.getLoopbackAddress(), server.socket().getLocalPort());
          SocketChannel ours = server.accept()) {
        client.getOutputStream().write(record);
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(false);
        TlsTransport transport = new TlsTransport(ours, engine);

        assertThatThrownBy(() -> transport.read(ByteBuffer.allocate(100)))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("Larger");
      }
    }
  }
}
