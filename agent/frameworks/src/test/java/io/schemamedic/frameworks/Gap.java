package io.schemamedic.frameworks;

/** What a database lacks of the declared schema. */
enum Gap {
  TABLE {
    @Override
    String ddl(String table) {
      return "DROP TABLE " + table;
    }
  },
  COLUMN {
    @Override
    String ddl(String table) {
      return "ALTER TABLE " + table + " DROP COLUMN color";
    }
  },
  SEQUENCE {
    @Override
    String ddl(String table) {
      return "DROP SEQUENCE " + table + "_seq";
    }
  };

  /** How a whole table loses it. */
  abstract String ddl(String table);
}
