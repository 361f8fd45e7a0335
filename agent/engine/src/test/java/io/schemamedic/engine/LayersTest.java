package io.schemamedic.engine;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.schemamedic.engine.sql.Identifier;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which package may know and do what. */
class LayersTest {
  private static final String ENGINE = "io.schemamedic.engine.";
  private static final String[] DECIDING = {
    ENGINE + "digest..",
    ENGINE + "sql..",
    ENGINE + "schema..",
    ENGINE + "decision..",
    ENGINE + "failure..",
    ENGINE + "statement..",
    ENGINE + "diagnosis..",
    ENGINE + "plan..",
    ENGINE + "drift..",
    ENGINE + "guard..",
    ENGINE + "retry.."
  };
  private static final String RUNTIME = ENGINE + "runtime..";
  private static final String REPAIR = ENGINE + "repair..";
  private static final String CATALOG = ENGINE + "catalog..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(Identifier.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void whatDecidesKnowsNoDatabase() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(DECIDING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql.."));
  }

  @Test
  void whatDecidesKnowsNoFilesAndNoNetwork() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(DECIDING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.io..", "java.nio.file..", "java.nio.channels..", "java.net.."));
  }

  @Test
  void whatDecidesKnowsNoClock() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(DECIDING)
            .should()
            .callMethod(System.class, "nanoTime"));
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(DECIDING)
            .should()
            .callMethod(System.class, "currentTimeMillis"));
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(DECIDING)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class));
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(DECIDING)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Instant.class));
  }

  @Test
  void whatDecidesKnowsNoThreads() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(DECIDING)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.."));
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(DECIDING)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class));
  }

  @Test
  void whatDecidesDependsOnNothingThatActs() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(DECIDING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                REPAIR,
                RUNTIME,
                ENGINE + "driver..",
                ENGINE + "metrics..",
                ENGINE + "audit..",
                ENGINE + "admin..",
                ENGINE + "incident..",
                ENGINE + "migration.."));
  }

  @Test
  void onlyRepairAndCatalogSendSql() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(REPAIR, CATALOG)
            .should()
            .callMethodWhere(
                target(owner(assignableTo(Statement.class)))
                    .and(target(nameStartingWith("execute")))));
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(REPAIR, CATALOG)
            .should()
            .callMethodWhere(
                target(owner(assignableTo(Connection.class)))
                    .and(
                        target(nameStartingWith("prepare"))
                            .or(target(nameStartingWith("createStatement"))))));
  }

  /** The catalog's reader executes no more than queries and SET LOCAL. */
  @Test
  void onlyRepairCommitsAndSendsChanges() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage(REPAIR)
            .should()
            .callMethodWhere(
                target(owner(assignableTo(Statement.class)))
                    .and(
                        target(name("executeUpdate"))
                            .or(target(name("executeLargeUpdate")))
                            .or(target(name("addBatch")))
                            .or(target(name("executeBatch"))))));
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage(REPAIR)
            .should()
            .callMethodWhere(
                target(owner(assignableTo(Connection.class))).and(target(name("commit")))));
  }

  @Test
  void onlyRepairOpensConnections() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage(REPAIR)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Driver.class));
    holds(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.DriverManager"));
  }

  @Test
  void serviceConnectionIsOnlyAskedAndRolledBack() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(RUNTIME, ENGINE + "driver..")
            .should()
            .callMethodWhere(
                target(owner(assignableTo(Connection.class)))
                    .and(
                        target(nameStartingWith("set"))
                            .or(target(name("close")))
                            .or(target(name("abort")))
                            .or(target(nameStartingWith("create")))
                            .or(target(name("isValid"))))));
    holds(
        noClasses()
            .that()
            .resideInAPackage(RUNTIME)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(PreparedStatement.class));
  }

  @Test
  void listenersAreUsedByTheRuntimeAlone() {
    for (String listener : new String[] {"audit", "admin", "migration"}) {
      holds(
          classes()
              .that()
              .resideInAPackage(ENGINE + listener + "..")
              .should()
              .onlyHaveDependentClassesThat()
              .resideInAnyPackage(RUNTIME, ENGINE + listener + ".."));
    }
    // The pages show what the incidents and the metrics tell.
    for (String listener : new String[] {"incident", "metrics"}) {
      holds(
          classes()
              .that()
              .resideInAPackage(ENGINE + listener + "..")
              .should()
              .onlyHaveDependentClassesThat()
              .resideInAnyPackage(RUNTIME, ENGINE + "admin..", ENGINE + listener + ".."));
    }
  }

  @Test
  void nobodyDependsOnTheRuntime() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage(RUNTIME)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(RUNTIME));
  }

  @Test
  void packagesHaveNoCycles() {
    holds(SlicesRuleDefinition.slices().matching(ENGINE + "(*)..").should().beFreeOfCycles());
  }

  @Test
  void meterLibraryIsKnownToTheMetricsAlone() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE + "metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..", "org.slf4j.."));
  }

  @Test
  void engineKnowsNoInstrumentation() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "net.bytebuddy..", "io.schemamedic.instrumentation..", "java.lang.instrument.."));
  }

  @Test
  void serviceIsLeftWithItsOwnLoggingAndManagement() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.util.logging..", "java.lang.management..", "javax.management.."));
  }

  @Test
  void nothingIsLeftOnThreadsOfTheService() {
    holds(noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class));
  }

  @Test
  void processIsNeverEnded() {
    holds(
        noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(System.class))).and(target(name("exit")))));
    holds(
        noClasses()
            .should()
            .callMethodWhere(
                target(owner(assignableTo(Runtime.class)))
                    .and(target(name("exit")).or(target(name("halt"))))));
  }

  @Test
  void onlyTheStarterKnowsWhereLinesGo() {
    holds(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ENGINE + "runtime.EngineStarter")
            .should()
            .accessField(System.class, "err"));
    holds(noClasses().should().accessField(System.class, "out"));
    holds(noClasses().should().callMethodWhere(target(name("printStackTrace"))));
  }

  @Test
  void threadsAreMadeByTheRuntimeAndTheHttpServer() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(RUNTIME, ENGINE + "admin..")
            .should()
            .callConstructorWhere(target(owner(assignableTo(Thread.class)))));
  }

  @Test
  void staticStateDoesNotChange() {
    holds(fields().that().areStatic().should().beFinal());
  }

  @Test
  void valuesAreFinal() {
    holds(
        classes()
            .that()
            .resideInAnyPackage(DECIDING)
            .and()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and(isConcrete())
            .should()
            .haveModifier(JavaModifier.FINAL));
  }

  @Test
  void javaOfOurOwnTimeOnly() {
    holds(noClasses().should().dependOnClassesThat().resideInAnyPackage("sun..", "jdk.internal.."));
  }

  private static DescribedPredicate<JavaClass> isConcrete() {
    return DescribedPredicate.describe(
        "are concrete",
        type -> !type.getModifiers().contains(JavaModifier.ABSTRACT) && !type.isAnnotation());
  }

  private static void holds(ArchRule rule) {
    rule.allowEmptyShould(false).check(CLASSES);
  }
}
