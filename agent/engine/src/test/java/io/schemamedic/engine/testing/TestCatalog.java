package io.schemamedic.engine.testing;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveColumn;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.catalog.SchemaRights;
import io.schemamedic.engine.catalog.SessionFacts;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A catalog made up for tests of what decides without a database. At first it has the schema {@code
 * public}, in which everything is permitted, and no relation.
 */
public final class TestCatalog {
  private static final Set<Trait> ORDINARY =
      EnumSet.of(Trait.ORDINARY_TABLE, Trait.OWNED, Trait.VISIBLE);

  private final Map<RelationName, LiveRelation> relations = new LinkedHashMap<>();
  private final Map<Identifier, SchemaRights> schemas = new LinkedHashMap<>();
  private List<Identifier> searchPath = List.of(Identifier.of("public"));
  private boolean logicalSlot;
  private boolean newTablesPublished;
  private boolean inRecovery;
  private boolean readOnly;
  private String systemIdentifier = "7";
  private String currentUser = "app";

  public TestCatalog() {
    schema("public", true, true);
  }

  /** {@code schema.name}, both parts exact. */
  public static RelationName name(String dotted) {
    int dot = dotted.indexOf('.');
    return RelationName.of(
        Identifier.of(dotted.substring(0, dot)), Identifier.of(dotted.substring(dot + 1)));
  }

  public TestCatalog schema(String name, boolean usage, boolean create) {
    schemas.put(Identifier.of(name), new SchemaRights(usage, create));
    return this;
  }

  public TestCatalog withoutSchema(String name) {
    schemas.remove(Identifier.of(name));
    return this;
  }

  public TestCatalog searchPath(String... names) {
    searchPath = new ArrayList<>();
    for (String name : names) {
      searchPath.add(Identifier.of(name));
    }
    return this;
  }

  /** An ordinary table of our own with text columns. */
  public TestCatalog table(String name, String... columns) {
    return relation(name, ORDINARY, columns.length, columns);
  }

  /** Like {@link #table}, with one trait more. */
  public TestCatalog tableThatIs(Trait trait, String name, String... columns) {
    Set<Trait> traits = EnumSet.copyOf(ORDINARY);
    traits.add(trait);
    return relation(name, traits, columns.length, columns);
  }

  /** Like {@link #table}, with one trait less. */
  public TestCatalog tableThatIsNot(Trait trait, String name, String... columns) {
    Set<Trait> traits = EnumSet.copyOf(ORDINARY);
    traits.remove(trait);
    return relation(name, traits, columns.length, columns);
  }

  /** Like {@link #table}, with many columns dropped. */
  public TestCatalog tableWithAttributes(int attributeCount, String name, String... columns) {
    return relation(name, ORDINARY, attributeCount, columns);
  }

  private TestCatalog relation(
      String name, Set<Trait> traits, int attributeCount, String... columns) {
    Map<Identifier, LiveColumn> live = new LinkedHashMap<>();
    for (String column : columns) {
      live.put(Identifier.of(column), new LiveColumn("text", false, live.size() + 1));
    }
    LiveRelation before = relations.get(name(name));
    long oid = before == null ? 16384L + relations.size() : before.oid();
    relations.put(name(name), new LiveRelation(oid, name(name), traits, attributeCount, live));
    return this;
  }

  public TestCatalog logicalSlot() {
    logicalSlot = true;
    return this;
  }

  public TestCatalog newTablesPublished() {
    newTablesPublished = true;
    return this;
  }

  public TestCatalog systemIdentifier(String identifier) {
    systemIdentifier = identifier;
    return this;
  }

  public TestCatalog currentUser(String user) {
    currentUser = user;
    return this;
  }

  public TestCatalog inRecovery() {
    inRecovery = true;
    return this;
  }

  public TestCatalog readOnly() {
    readOnly = true;
    return this;
  }

  public CatalogSnapshot snapshot() {
    SessionFacts facts =
        new SessionFacts(
            systemIdentifier, "shop", currentUser, inRecovery, readOnly, searchPath, 180006);
    return new CatalogSnapshot(facts, relations, schemas, logicalSlot, newTablesPublished);
  }
}
