package io.schemamedic.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentArgumentsTest {

  @Test
  void semicolonsSeparate() {
    assertThat(AgentArguments.split("mode=repair; allow=public.* ;"))
        .containsExactly("mode=repair", "allow=public.*");
  }

  @Test
  void commaSeparatesOnlyBeforeKeys() {
    assertThat(AgentArguments.split("allow=public.*,app.*,mode=repair,declared=file:a.sql,file:b"))
        .containsExactly("allow=public.*,app.*", "mode=repair", "declared=file:a.sql,file:b");
  }

  @Test
  void commaSeparatesBeforeMisspeltKeys() {
    assertThat(AgentArguments.split("mode=repair,alow=public.*"))
        .containsExactly("mode=repair", "alow=public.*");
  }

  @Test
  void commaBeforeSomethingElseWithAnEqualsSignBelongsToTheValue() {
    assertThat(AgentArguments.split("declared=file:a,zzzzzz=1"))
        .containsExactly("declared=file:a,zzzzzz=1");
  }

  @Test
  void textWithoutAnEqualsSignIsThePathOfAPropertiesFile() {
    assertThat(AgentArguments.split(" /etc/schema,medic.properties "))
        .containsExactly("config=/etc/schema,medic.properties");
  }

  @Test
  void nothingIsNothing() {
    assertThat(AgentArguments.split("  ")).isEmpty();
  }
}
