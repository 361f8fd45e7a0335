package io.schemamedic.dist.scenario;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schemamedic.dist.scenario.SafetyTable.Chapter;
import io.schemamedic.dist.server.PostgresServer;
import io.schemamedic.dist.server.PostgresServers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of cases, on each server and in each query mode that {@code safety.servers} names. What
 * the agent refuses must look as without it, to the caller and in the database. With {@code
 * safety.case} only the cases whose names contain it.
 */
class SafetyIT {
  private static final SafetyTable TABLE = SafetyTable.read();

  private static final Map<String, ChapterService> SERVICES = new TreeMap<>();

  private static Path directory;

  /** Where the table is run: {@code 13}, {@code 18 simple}, {@code localized}, ... */
  private record Place(String name) {
    boolean simple() {
      return name.endsWith(" simple");
    }

    String server() {
      return name.replace(" simple", "");
    }

    /** Empty if this machine cannot have it. */
    Optional<PostgresServer> start() {
      return server().equals("localized")
          ? PostgresServers.localized()
          : Optional.of(PostgresServers.bundled(Integer.parseInt(server())));
    }
  }

  private static List<Place> places() {
    return Arrays.stream(System.getProperty("safety.servers").split(","))
        .map(name -> new Place(name.trim()))
        .toList();
  }

  @BeforeAll
  static void startServers(@TempDir Path temporary) {
    directory = temporary;
    places().forEach(place -> CompletableFuture.runAsync(place::start));
  }

  @AfterAll
  static void endServices() {
    SERVICES.values().forEach(ChapterService::close);
  }

  @TestFactory
  Stream<DynamicNode> everyCaseEverywhere() {
    return places().stream()
        .map(place -> DynamicContainer.dynamicContainer(place.name(), chapters(place)));
  }

  private static Stream<DynamicNode> chapters(Place place) {
    return TABLE.chapters().stream()
        .map(chapter -> DynamicContainer.dynamicContainer(chapter.title(), cases(place, chapter)));
  }

  private static Stream<DynamicTest> cases(Place place, Chapter chapter) {
    return chapter.cases().stream()
        .filter(one -> one.name().contains(System.getProperty("safety.case", "")))
        .map(
            one ->
                DynamicTest.dynamicTest(
                    place.name() + ": " + one.name(), () -> verify(place, chapter, one)));
  }

  private static void verify(Place place, Chapter chapter, SafetyCase one) {
    Optional<PostgresServer> started = place.start();
    assumeTrue(started.isPresent(), "This machine has no PostgreSQL that speaks another language");
    ScenarioServer server = ScenarioServer.of(started.get());
    String leftOut = one.leftOut(server.release(), place.simple());
    assumeTrue(leftOut.isEmpty(), leftOut);
    ChapterService service =
        SERVICES.computeIfAbsent(chapter.title(), title -> ChapterService.of(chapter, directory));
    new Comparison(service.forOneMore(), server, place.simple() ? "&preferQueryMode=simple" : "")
        .verify(one.scenario(server.release(), place.simple()));
  }
}
