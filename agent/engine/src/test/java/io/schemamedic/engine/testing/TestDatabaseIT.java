package io.schemamedic.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.sql.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class TestDatabaseIT {
  @Test
  void twoParametersAreTwoDatabases(TestDatabase first, TestDatabase second) {
    first.execute("CREATE TABLE only_here (id int); INSERT INTO only_here VALUES (1), (NULL)");

    assertThat(first.query("SELECT id, 'x' FROM only_here")).containsExactly("1|x", "null|x");
    assertThat(second.query("SELECT to_regclass('only_here')")).containsExactly("null");
  }

  @Test
  void identifiersThatMustBeQuotedAreAllQuoted(TestDatabase database) {
    assertThat(database.query("SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'"))
        .isNotEmpty()
        .allSatisfy(word -> assertThat(Identifier.of(word).sql()).isEqualTo('"' + word + '"'));
  }
}
