package io.schemamedic.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayersTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.schemamedic.demo");

  @Test
  void theAppKnowsNothingOfItsStory() {
    noClasses()
        .that()
        .resideInAPackage("..demo.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..demo.story..")
        .check(classes);
  }

  @Test
  void theStoryMeetsTheAppOnlyAsItsCallersDo() {
    noClasses()
        .that()
        .resideInAPackage("..demo.story..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..demo.app..")
        .check(classes);
  }
}
