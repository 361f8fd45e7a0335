package io.schemamedic.servers;

import java.io.File;
import java.util.List;

/** No server: a program and a driver on the class path. */
final class ClassPath implements Server {
  @Override
  public String name() {
    return "class path";
  }

  @Override
  public Launch prepare(Deployment deployment) {
    List<String> command = deployment.java();
    command.addAll(
        List.of(
            "-cp",
            Application.CLASSES + File.pathSeparator + deployment.driver(),
            Application.PACKAGE + ".NotesServer"));
    return Launch.of(command, deployment.port());
  }
}
