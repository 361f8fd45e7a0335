package io.schemamedic.dist.once;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/**
 * Sockets of the driver that keep, for each thread, the SQLSTATEs of the errors that the server has
 * sent: what really happened to a call, whatever its caller was told.
 */
public final class WatchedSockets extends SocketFactory {
  private static final ThreadLocal<List<String>> ERRORS = ThreadLocal.withInitial(ArrayList::new);

  /** Those that the calling thread has read since it last asked. */
  static List<String> newErrors() {
    List<String> errors = List.copyOf(ERRORS.get());
    ERRORS.remove();
    return errors;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public InputStream getInputStream() throws IOException {
        return new WatchedInput(super.getInputStream());
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw connected();
  }

  private static SocketException connected() {
    return new SocketException("The driver connects its sockets itself");
  }

  private static final class WatchedInput extends FilterInputStream {
    private final ServerMessages messages = new ServerMessages(state -> ERRORS.get().add(state));

    WatchedInput(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0) {
        messages.saw(new byte[] {(byte) read}, 0, 1);
      }
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      if (read > 0) {
        messages.saw(bytes, offset, read);
      }
      return read;
    }
  }
}
