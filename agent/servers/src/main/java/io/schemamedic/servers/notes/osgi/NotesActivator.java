package io.schemamedic.servers.notes.osgi;

import com.sun.net.httpserver.HttpServer;
import io.schemamedic.servers.notes.NotesServer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Serves as long as its bundle is started. */
public final class NotesActivator implements BundleActivator {
  private @Nullable HttpServer server;

  @Override
  public void start(BundleContext context) throws Exception {
    server = NotesServer.start();
  }

  @Override
  public void stop(BundleContext context) {
    if (server != null) {
      server.stop(0);
    }
  }
}
