package io.schemamedic.dist.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements in a server's log since some moment. A session writes its line itself before it
 * runs the statement, so all that has run is there.
 */
public final class ServerLog {
  /** Database and application; a line that goes on begins with a tab instead. */
  static final String PREFIX = "<%d %a>";

  private final Path file;
  private final long begin;

  private ServerLog(Path file, long begin) {
    this.file = file;
    this.begin = begin;
  }

  static ServerLog fromNowOn(Path file) {
    try {
      return new ServerLog(file, Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As they were sent, in the order of their coming. */
  public List<String> statements(String database, String application) {
    String prefix = "<" + database + " " + application + ">";
    List<String> statements = new ArrayList<>();
    boolean ours = false;
    for (String line : read().split("\n")) {
      if (!line.startsWith("\t")) {
        ours = line.startsWith(prefix);
        if (ours) {
          statements.add(withoutLabels(line));
        }
      } else if (ours) {
        int last = statements.size() - 1;
        statements.set(last, statements.get(last) + "\n" + line.substring(1));
      }
    }
    return statements;
  }

  /** Two of them, such as {@code LOG: statement: }, in the server's language. */
  private static String withoutLabels(String line) {
    int first = line.indexOf(':');
    return line.substring(line.indexOf(':', first + 1) + 1).strip();
  }

  private String read() {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - begin));
      channel.position(begin);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Until all that was there is read.
      }
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
