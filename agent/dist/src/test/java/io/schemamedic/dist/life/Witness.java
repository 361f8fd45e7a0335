package io.schemamedic.dist.life;

import io.schemamedic.dist.Attach;
import io.schemamedic.dist.FaultyJvm;
import io.schemamedic.dist.program.WitnessAgent;
import io.schemamedic.dist.program.WitnessAgent.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks a running service what is in it, by an agent of its own that is loaded each time. */
record Witness(Path jar) {

  /**
   * @param directory for the agent's jar
   */
  static Witness in(Path directory) throws IOException {
    return new Witness(FaultyJvm.jar(directory, WitnessAgent.class));
  }

  /** The driver's classes, each method by itself. */
  Map<String, Map<String, String>> driver(long pid) throws Exception {
    Path answer = Files.createTempFile("witness", ".txt");
    Attach.load(pid, jar.toString(), Question.DRIVER + " " + answer);
    Map<String, Map<String, String>> classes = new TreeMap<>();
    for (String name : Files.readAllLines(answer)) {
      classes.put(
          name, MethodBodies.of(Files.readAllBytes(Path.of(answer + ".classes").resolve(name))));
    }
    return classes;
  }

  List<String> ask(long pid, Question question) throws Exception {
    Path answer = Files.createTempFile("witness", ".txt");
    Attach.load(pid, jar.toString(), question + " " + answer);
    List<String> lines = Files.readAllLines(answer);
    Files.delete(answer);
    return lines;
  }
}
